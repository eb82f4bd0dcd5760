import ArgumentParser
import Notebook
import Store
import Words

struct Search: Errand {
  static let command = Command.search
  @Argument(help: .option(.searchWords)) var words: [String]
  @Option(help: .option(.limit)) var limit: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let limit = try limit.map { try desk.count($0, of: "limit") } ?? NotebookLimits.searchHits
    let found = try notebook.search(words.joined(separator: " "), limit: limit, at: desk.now)
    let rows = found.map(desk.row)
    let people = found.people.map(PersonRow.init)
    let page =
      desk.words.people(people)
      + (rows.isEmpty && !people.isEmpty ? "" : desk.words.search(rows, total: found.total))
    try desk.show(.array(people.map(\.json) + rows.map(\.json)), page, of: notebook)
    if desk.json {
      Terminal.complain(desk.words.searchLeftOut(shown: rows.count, total: found.total))
    }
    desk.tellDamage(notes: found.damagedNotes, files: found.damagedPlaces)
  }
}

struct Log: Errand {
  static let command = Command.log
  @Argument(help: .option(.caseFile)) var file: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let log = try notebook.accessLog(file, at: desk.now)
    let rows = try desk.rows(log.events, in: notebook)
    let devices = log.others.map(desk.row)
    let putBacks = log.putBacks.map(desk.row)
    try desk.show(
      .present([
        ("events", .array(rows.map(\.json))), ("devices", .array(devices.map(\.json))),
        ("unreadable", .integer(Int64(log.unreadable))),
        ("restored", putBacks.isEmpty ? nil : .array(putBacks.map(\.json))),
      ]),
      (try file.map { try desk.found($0, in: notebook) } ?? "") + desk.words.log(rows)
        + desk.words.logLacks(devices, unreadable: log.unreadable, putBacks: putBacks))
  }
}

struct Verify: Errand {
  static let command = Command.verify
  @OptionGroup var key: KeyFileOption
  @Flag(help: .option(.acknowledge)) var acknowledge = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook =
      try acknowledge ? desk.openAsPerson() : desk.openAsAnyone(keyFile: key.keyFile)
    try notebook.openBundlesIfPossible(at: desk.now)
    if acknowledge, try !notebook.acknowledgeLosses(at: desk.now) {
      desk.warn(.record(.nothingToDo))
    }
    let found = try notebook.verify()
    var report = VerifyReport(
      changes: found.changes, statements: found.statements, badSignatures: found.badSignatures,
      gaps: found.gaps, parked: found.parked, unopened: found.unopened,
      reused: try notebook.reusedSequences().map(desk.row))
    report.losses = found.acknowledged.map {
      KnownLoss(lost: Int(clamping: $0.lost), at: desk.moment($0.at), worker: $0.worker)
    }
    report.putBacks = found.putBacks.map(desk.row)
    report.lostNotes = found.lostNotes
    report.lostRows = found.lostRows
    report.unreadable = found.unreadable.map {
      VerifyReport.Unreadable(service: $0.service, changes: $0.changes)
    }
    let isDamaged =
      found.badSignatures > 0 || !found.soundDatabase || found.lostNotes > 0 || found.lostRows > 0
    report.isSound = !isDamaged && found.lost == 0
    guard report.isSound else {
      if desk.json { try Terminal.write(report.json.text + "\n") }
      Terminal.complain(desk.words.verify(report))
      throw Refusal(.home(isDamaged ? .damaged : .lostWrites(found.lost)))
    }
    try desk.show(report.json, desk.words.verify(report))
  }
}
