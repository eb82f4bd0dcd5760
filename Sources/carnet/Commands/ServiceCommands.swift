import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct ServiceGroup: CommandGroup {
  static let command = Command.service
  static let contents: [any ParsableCommand.Type] = [
    ServiceSheet.self, ServicePublish.self, ServiceWithdraw.self,
  ]
}

/// Prints what the service says of itself.
struct ServiceSheet: CarnetCommand {
  static let command = Command.serviceSheet
  @Option(help: .option(.out)) var out: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    // Where no page can be written nothing is read.
    let place = try out.flatMap { $0 == "-" ? nil : try NewFile($0) }
    let notebook = try context.openAsWorker()
    let record = try context.ownSheet(notebook)
    let row = context.clock.row(record)
    let page = ServicePage(
      service: try notebook.serviceName(), values: row.values, printed: context.today)
    let text = context.words.servicePage(page)
    guard let place else {
      if context.json {
        try context.show(row.recordJSON, "", of: notebook)
      } else {
        // Standard output holds the page and nothing else.
        try Terminal.write(text)
        context.tellUnwrittenLooks(of: notebook)
      }
      return
    }
    try place.write(Array(text.utf8))
    try place.publish()
    let file = out ?? ""
    try context.report(
      .object([("file", .string(file)), ("record", .string(row.id))]),
      context.words.servicePageWritten(file))
    context.tellUnwrittenLooks(of: notebook)
  }
}

/// Publishes it for paired services.
struct ServicePublish: CarnetCommand {
  static let command = Command.servicePublish
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let record = try context.ownSheet(try context.openAsWorker())
    try await context.publish([record.record.description], of: record.type)
  }
}

/// Takes it back.
struct ServiceWithdraw: CarnetCommand {
  static let command = Command.serviceWithdraw
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let sheets = try notebook.ownSheets(of: .serviceSheet)
    try await context.withdrawSheets(sheets.map(\.description), of: .serviceSheet)
  }
}

extension CommandContext {
  /// - Throws: `RecordFact.nothingWritten` where nobody wrote it.
  fileprivate func ownSheet(_ notebook: WorkerSession) throws -> RecordSummary {
    guard let record = try notebook.singleRecord(of: .serviceSheet, at: now) else {
      throw NotebookError.nothingWritten(.serviceSheet)
    }
    return record
  }
}
