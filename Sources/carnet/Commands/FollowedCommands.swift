import ArgumentParser
import Notebook
import Words

struct CaseloadCommand: CarnetCommand {
  static let command = Command.caseload
  @Option(help: .option(.followedBy)) var worker: String?
  @Flag(help: .option(.everybody)) var all = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(at: context.now)
    let whom = worker.map(CaseloadOf.worker) ?? (all ? .all : .reader)
    let caseload = try notebook.caseload(
      of: whom, today: context.today, day: { [clock = context.clock] in clock.day(of: $0) },
      at: context.now)
    let page = context.clock.page(caseload, today: context.today)
    try context.show(page.json, context.words.caseload(page), of: notebook)
  }
}

struct RequestsCommand: CarnetCommand {
  static let command = Command.requests
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(at: context.now)
    let rows = try notebook.unanswered(
      today: context.today, day: { [clock = context.clock] in clock.day(of: $0) }, at: context.now
    ).map(context.clock.row)
    try context.show(.array(rows.map(\.json)), context.words.waiting(rows), of: notebook)
  }
}
