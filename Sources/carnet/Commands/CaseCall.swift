import ArgumentParser
import Notebook
import Words

struct CaseCall: CarnetCommand {
  static let command = Command.caseCall
  @Argument(help: .option(.caseFile)) var file: String
  @Flag(help: .option(.unsafe)) var unsafe = false
  @Option(help: .option(.callPaper)) var paper: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    // Where no file can be written nothing is looked at.
    let papers = try WrittenPage(paper, with: context)
    let notebook = try context.openAsWorker()
    let sheet = try notebook.callSheet(file, revealing: unsafe && paper == nil, at: context.now)
    let page = context.clock.page(sheet, today: context.today)
    let text = try papers?.write(context.words.callSheet(page))
    // Standard output holds the sheet and nothing else.
    if paper == "-", !context.json { return context.tellUnwrittenLooks(of: notebook) }
    guard paper == nil else {
      try context.report(
        .present([("paper", paper.map { .string($0) }), ("text", text)]),
        context.words.agendaWritten(paper: paper, calendar: nil))
      return context.tellUnwrittenLooks(of: notebook)
    }
    try context.show(page.json, context.words.callPage(page), of: notebook)
  }
}
