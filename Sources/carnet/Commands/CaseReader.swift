import ArgumentParser
import Notebook
import Words

struct CaseReader: CarnetCommand {
  static let command = Command.caseReader
  @Argument(help: .option(.line)) var line: String
  @Option(help: .option(.why)) var why: String?
  @Flag(help: .option(.agree)) var agree = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let options = ["why", "agree"].map { "--" + context.words.option($0) }
    if agree == (why != nil) {
      let fault =
        agree ? UsageFault.together(options) : .missing([options.joined(separator: " / ")])
      throw CommandFailure(.input(.usage(context.words.usage(fault))))
    }
    let notebook = try context.openAsWorker()
    let answer =
      if let why {
        try notebook.askReader(line, reason: why, at: context.now)
      } else {
        try notebook.agreeReader(line, at: context.now)
      }
    let row = context.clock.row(answer)
    try await context.telling {
      await context.ring()
      try context.report(row.json, context.words.reader(row, isUnchanged: answer.isUnchanged))
    }
  }
}
