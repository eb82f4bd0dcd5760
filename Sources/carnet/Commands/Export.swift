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
  @Flag(help: .option(.largePrint)) var largePrint = false
  @Option(help: .option(.handing)) var handing: String?
  @Flag(help: .option(.inside)) var inside = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard let format = Spoken.format(format) else {
      throw CommandFailure(.input(.unknownFormat(format)))
    }
    let isForOutput = out == "-"
    let how = try handing.map { try Spoken.code($0, of: .handing) }
    try check(how, with: context)
    // Where no copy can be written none is made: the log tells of those that were.
    let place = isForOutput ? nil : try NewFile(out)
    let now = context.now
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(file, at: now)
    let copy = try notebook.exportCase(
      file, withLog: withLog, revealing: unsafe, isForInside: inside, at: now)
    var whole = context.clock.export(copy)
    whole.drafts = try context.drafts(about: copy.summary.id, in: notebook)
    let export = inside ? whole.forInside : whole
    if let how {
      try notebook.recordHanding(
        of: .copy, in: copy.summary.id, how: how, isForInside: inside, at: now)
      await context.ring()
    }
    tellHanding(how, with: context)
    let text = context.words.export(export, as: format, isLarge: largePrint)
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
      // What is no JSON itself stands in the answer.
      ("text", context.json && isForOutput && format != .json ? .string(text) : nil),
    ])
    defer {
      context.tellDamage(
        notes: export.damagedCount, files: export.isCardDamaged ? 1 : 0,
        records: export.damagedRecords)
    }
    guard let place else {
      if context.json, format != .json {
        try context.report(
          made, whom + context.words.exported(export))
        return context.tellUnwrittenLooks(of: notebook)
      }
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
      whom + context.words.exported(file: out, export, isKeptHere: how == "garde_ici"))
    context.tellUnwrittenLooks(of: notebook)
  }

  /// What excludes each other: what is not to be used lies in no cell, letters of what is no page have no size, the log names
  /// every volet, and what is read aloud alone is on no paper.
  private func check(_ how: String?, with context: CommandContext) throws {
    func option(_ name: String, _ value: String? = nil) -> String {
      (["--" + context.words.option(name)] + [value].compactMap { $0 }).joined(separator: " ")
    }
    if inside, unsafe {
      throw CommandFailure(
        .input(.uncoveredInside(inside: option("inside"), unsafe: option("unsafe"))))
    }
    var options: [String] = []
    if largePrint, Spoken.format(format) != .html {
      options = [option("format", format), option("large-print")]
    } else if inside, withLog {
      options = [option("inside"), option("with-log")]
    } else if how == "lu_seulement", out != "-" {
      options = [option("handing", handing), option("out", out)]
    }
    guard !options.isEmpty else { return }
    throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
  }

  /// Before anything is written.
  private func tellHanding(_ how: String?, with context: CommandContext) {
    guard !context.json else { return }
    if inside { Terminal.complain(context.words.insideCopyBefore) }
    if how == nil, Terminal.isConversation { Terminal.complain(context.words.askHanding) }
  }
}
