import ArgumentParser
import Notebook
import Store
import Words

struct Search: CarnetCommand {
  static let command = Command.search
  @Argument(help: .option(.searchWords)) var words: [String]
  @Option(help: .option(.limit)) var limit: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    try context.waitForWords()
    let notebook = try context.openAsWorker()
    notebook.whenWordsAreMade = { [words = context.words] in
      Terminal.complain(words.wordsArePrepared(share: 0, seconds: nil))
    }
    let limit = try limit.map { try context.count($0, of: "limit") } ?? NotebookLimits.searchHits
    let found = try notebook.search(words.joined(separator: " "), limit: limit, at: context.now)
    let rows = found.map { [clock = context.clock] in clock.row($0, in: context.words) }
    let people = found.people.map(context.clock.row)
    let page =
      context.words.people(people)
      + (rows.isEmpty && !people.isEmpty ? "" : context.words.search(rows, total: found.total))
    try context.show(.array(people.map(\.json) + rows.map(\.json)), page, of: notebook)
    if context.json {
      Terminal.complain(context.words.searchLeftOut(shown: rows.count, total: found.total))
    }
    context.tellDamage(notes: found.damagedNotes, files: found.damagedPlaces)
  }
}

struct Log: CarnetCommand {
  static let command = Command.log
  @Argument(help: .option(.caseFile)) var file: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let log = try notebook.readLog(file, at: context.now)
    let rows = try context.rows(log.events, in: notebook)
    let asked = log.asked.map(context.clock.row)
    let devices = log.others.map(context.clock.row)
    let putBacks = log.putBacks.map(context.clock.row)
    try context.show(
      .present([
        ("service", .string(try notebook.serviceName())), ("events", .array(rows.map(\.json))),
        ("asked", asked.isEmpty ? nil : .array(asked.map(\.json))),
        ("devices", .array(devices.map(\.json))),
        ("unreadable", .integer(Int64(log.unreadable))),
        ("restored", putBacks.isEmpty ? nil : .array(putBacks.map(\.json))),
      ]),
      (try file.map { try context.found($0, in: notebook) } ?? "")
        + context.words.log(rows, asked: asked)
        + context.words.logLacks(devices, unreadable: log.unreadable, putBacks: putBacks),
      of: notebook)
  }
}

struct Verify: CarnetCommand {
  static let command = Command.verify
  @OptionGroup var key: KeyFileOption
  @Flag(help: .option(.acknowledge)) var acknowledge = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook =
      try acknowledge ? context.openAsPerson() : context.openAsAnyone(keyFile: key.keyFile)
    try notebook.atWork?.openBundlesIfPossible(at: context.now)
    if acknowledge, try !notebook.acknowledgeLosses(at: context.now) {
      context.warn(.record(.nothingToDo))
    }
    let found = try notebook.verify()
    let report = context.clock.report(found, reused: try notebook.reusedSequences())
    guard report.isSound else {
      if context.json { try Terminal.write(report.json.text + "\n") }
      Terminal.complain(context.words.verify(report))
      throw CommandFailure(.home(report.isDamaged ? .damaged : .lostWrites(found.lost)))
    }
    try context.show(report.json, context.words.verify(report))
  }
}
