import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct Export: CarnetCommand {
  static let command = Command.export
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.format)) var format: String
  @Option(help: .option(.out)) var out: String
  @Flag(help: .option(.withLog)) var withLog = false
  @Flag(help: .option(.unsafe)) var unsafe = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard let format = Spoken.format(format) else {
      throw CommandFailure(.input(.unknownFormat(format)))
    }
    let isForOutput = out == "-"
    // Where no copy can be written none is made: the log tells of those that were.
    let place = isForOutput ? nil : try NewFile(out)
    let now = context.now
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(file, at: now)
    let copy = try notebook.exportCase(
      file, withLog: withLog, revealing: unsafe, at: now)
    let export = context.clock.export(copy)
    let text = context.words.export(export, as: format)
    let whom = try context.about(copy.summary.id, in: notebook)
    let made = JSONValue.present([
      ("file", .string(out)), ("format", .string(format.rawValue)),
      ("notes", .integer(Int64(export.noteCount))),
      ("records", export.recordCount == 0 ? nil : .integer(Int64(export.recordCount))),
      ("withheld", .integer(Int64(export.withheld))),
      (
        "withheldApart",
        export.withheldApart == 0 ? nil : .integer(Int64(export.withheldApart))
      ),
      ("hidden", export.hiddenCount == 0 ? nil : .integer(Int64(export.hiddenCount))),
      ("damaged", export.damagedCount == 0 ? nil : .integer(Int64(export.damagedCount))),
    ])
    defer {
      context.tellDamage(
        notes: export.damagedCount, files: export.isCardDamaged ? 1 : 0,
        records: export.damagedRecords)
    }
    guard let place else {
      // Standard output holds the copy and nothing else.
      try Terminal.write(text)
      Terminal.complain(
        context.json
          ? made.text + "\n" : whom + context.words.exported(export)
      )
      return context.tellUnwrittenLooks(of: notebook)
    }
    try place.write(Array(text.utf8))
    try place.publish()
    try context.report(
      made,
      whom + context.words.exported(file: out, export))
    context.tellUnwrittenLooks(of: notebook)
  }
}
