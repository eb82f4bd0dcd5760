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
    let copy = try notebook.exportCase(file, withLog: withLog, at: now)
    let export = context.export(copy, now)
    let text = context.words.export(export, as: format)
    let whom = try context.about(copy.summary.id, in: notebook)
    let made = JSONValue.present([
      ("file", .string(out)), ("format", .string(format.rawValue)),
      ("notes", .integer(Int64(export.noteCount))),
      ("records", export.recordCount == 0 ? nil : .integer(Int64(export.recordCount))),
      ("withheld", .integer(Int64(export.withheld))),
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

extension CommandContext {
  fileprivate func export(_ copy: CaseCopy, _ made: Instant) -> CaseExport {
    let records = copy.records.map { record in
      CaseExport.ExportedRecord(
        page: page(record.detail),
        history: record.history.count < 2 ? [] : record.history.map(row))
    }
    let volets = Volet.allCases.compactMap { volet -> CaseExport.ExportedVolet? in
      let inside = records.filter { $0.page.row.volet == volet }
      return inside.isEmpty ? nil : CaseExport.ExportedVolet(volet: volet, records: inside)
    }
    var export = CaseExport(
      caseID: copy.summary.id.description, service: copy.service, country: copy.country,
      names: copy.names, born: copy.born, madeAt: moment(made), madeBy: copy.madeBy, volets: volets,
      erased: copy.erased.map { row($0, hasOtherDevices: copy.hasOtherDevices) },
      shares: copy.consents.map(row),
      log: copy.log.map { $0.events.map(row) },
      logDevices: (copy.log?.others ?? []).map(row), unreadable: copy.log?.unreadable ?? 0,
      withheld: copy.withheld)
    export.withheldRecords = copy.withheldRecords
    export.person = copy.person.map(page)
    export.isCardDamaged = copy.summary.isCardDamaged
    export.damagedRecords = copy.damagedRecords
    export.card = copy.card.map(row)
    export.putBacks = copy.putBacks.map(row)
    export.releases = copy.releases.map {
      .init(on: $0.on, by: Signed(author: $0.by, entered: moment($0.at)))
    }
    return export
  }

  private func row(_ erased: ErasedRecord, hasOtherDevices: Bool) -> CaseExport.ExportedErasure {
    var row = CaseExport.ExportedErasure(
      note: erased.record.description, volet: erased.volet,
      by: Signed(author: erased.by, entered: moment(erased.at)))
    row.here =
      switch erased.here {
      case .destroyed: .destroyed
      case .notYet: .notYet
      case .wordsWait: .wordsWait
      case .undecided: .undecided
      }
    row.hasOtherDevices = hasOtherDevices
    row.answers = erased.answers.map(self.row)
    return row
  }
}
