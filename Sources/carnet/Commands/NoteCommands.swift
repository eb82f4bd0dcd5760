import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Words

struct NoteGroup: CommandGroup {
  static let command = Command.note
  static let contents: [any ParsableCommand.Type] = [
    NoteAdd.self, NoteEditing.self, NoteDelete.self, NoteErase.self, NoteList.self, NoteShow.self,
    NoteHistory.self, NoteRestore.self, NoteSettle.self,
  ]
}

struct NoteAdd: CarnetCommand {
  static let command = Command.noteAdd
  @Argument(help: .option(.caseFile)) var file: String
  @Argument(help: .option(.text)) var text: String?
  @Option(help: .option(.volet)) var volet: String
  @Option(help: .option(.noteKind)) var kind: String?
  @Option(help: .option(.title)) var title: String?
  @Option(help: .option(.happened)) var happened: String?
  @Option(help: .option(.written)) var written: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let volet = try Spoken.volet(volet)
    let kind = try kind.map { try Spoken.code($0, of: .noteKind) } ?? "entretien"
    if let title { try Limits.check(visible: title, .noteTitle) }
    let happened = try happened.map(context.date)
    let written = try written.map(context.date)
    // Asked before anybody writes: what would be refused is told before the words are there.
    let notebook = try context.openAsWorker()
    try notebook.checkWriting(.note, in: volet, of: file)
    let made = try await context.withText(of: text) { text in
      let draft = NoteDraft(
        volet: volet, kind: kind, title: title, happened: happened, written: written, text: text)
      return try notebook.addNote(draft, to: file, zone: context.zone, at: context.now)
    }
    try await context.telling {
      try await context.report(saved: made, in: notebook)
      try context.warnOfDates(
        happened: happened, written: written, of: made.record, in: notebook)
    }
  }
}

struct NoteEditing: CarnetCommand {
  static let command = Command.noteEdit
  @Argument(help: .option(.note)) var note: String
  @Argument(help: .option(.text)) var text: String?
  @Option(help: .option(.title)) var title: String?
  @Option(help: .option(.noteKind)) var kind: String?
  @Option(help: .option(.happened)) var happened: String?
  @Option(help: .option(.written)) var written: String?
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    if let title { try Limits.check(visible: title, .noteTitle) }
    var revision = NoteRevision(
      kind: try kind.map { try Spoken.code($0, of: .noteKind) }, title: title,
      happened: try happened.map(context.date),
      written: try written.map(context.date), text: nil)
    let notebook = try context.openAsWorker()
    try notebook.checkWriting(note, of: .note)
    let made: RecordWritten
    // Alone, it takes what is piped, as `note add` does; beside other changes the text may be somebody else's.
    let text = text ?? (revision.isEmpty && Terminal.inputWaits ? "-" : nil)
    if text != nil {
      made = try await context.withText(of: text) { text in
        revision.text = text
        return try save(revision, from: base.from, in: notebook, with: context)
      }
    } else if revision.isEmpty {
      made = try await rewrite(in: notebook, with: context)
    } else {
      guard !Terminal.inputWaits else { throw CommandFailure(.input(.inputUnread)) }
      made = try save(revision, from: base.from, in: notebook, with: context)
    }
    try await context.telling {
      try await context.report(saved: made, in: notebook)
      try context.warnOfDates(
        happened: revision.happened, written: revision.written, of: made.record, in: notebook)
    }
  }

  /// Opens the editor on the note as it stands: what is saved there starts from what was read there.
  private func rewrite(in notebook: Notebook, with context: CommandContext) async throws
    -> RecordWritten
  {
    guard context.mayOpenEditor else {
      throw CommandFailure(.record(.nothingToDo))
    }
    let shown = try notebook.showNote(note, at: context.now)
    let version = base.from ?? shown.summary.version.description
    return try await context.withText(of: nil, beginning: shown.text) { text in
      let revision = NoteRevision(kind: nil, title: nil, happened: nil, text: text)
      return try save(revision, from: version, in: notebook, with: context)
    }
  }

  private func save(
    _ revision: NoteRevision, from version: String?, in notebook: Notebook,
    with context: CommandContext
  ) throws -> RecordWritten {
    try notebook.editNote(note, revision, from: version, zone: context.zone, at: context.now)
  }
}

struct NoteDelete: CarnetCommand {
  static let command = Command.noteDelete
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let made = try context.openAsWorker().deleteNote(
      note, from: base.from, zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      let outcome = context.clock.outcome(made)
      try context.report(context.json(made), context.words.recordDeleted(outcome))
    }
  }
}

struct NoteErase: CarnetCommand {
  static let command = Command.noteErase
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    try await context.erase(note, of: .note)
  }
}

extension CommandContext {
  /// Destroys the words of a record, once somebody who sits there said yes.
  func erase(_ typed: String, of kind: RecordType?) async throws {
    let notebook = try openAsWorker()
    let which = try notebook.recordToErase(typed, of: kind, at: now).map(clock.row)
    if let which, Terminal.isConversation, try !Terminal.asks(words.eraseQuestion(which)) {
      Terminal.complain(words.nothingErased)
      return
    }
    let erased = try notebook.eraseRecord(which?.record ?? typed, of: kind, at: now)
    try await telling {
      let finished = try !notebook.replica.hasDuties()
      let answers = erased.answers.map(clock.row)
      await ring()
      let name = kind == .note ? "note" : "record"
      try report(
        .object([
          (name, .string(erased.record.description)),
          ("asked", .array(answers.map { .string($0.service) })),
          ("sent", .array(answers.filter { $0.state != .waiting }.map { .string($0.service) })),
          ("attested", .array(answers.filter(\.isAttested).map { .string($0.service) })),
          ("finished", .flag(finished)),
        ]),
        (which.map(words.erasedWhich) ?? "")
          + words.recordErased(answers, of: which?.type ?? kind, finished: finished))
    }
  }
}

struct NoteList: CarnetCommand {
  static let command = Command.noteList
  @Argument(help: .option(.place)) var place: String
  @Flag(help: .option(.deleted)) var deleted = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let all = try notebook.listNotes(place, deleted: true, at: context.now)
    let rows = all.filter { deleted || $0.state != .deleted }.map(context.clock.row)
    try context.show(
      .array(rows.map(\.json)),
      context.found(place, in: notebook)
        + context.words.noteList(rows, deleted: all.count - rows.count),
      of: notebook)
    context.tellDamage(notes: rows.count(where: { $0.standing == .damaged }))
  }
}

struct NoteShow: CarnetCommand {
  static let command = Command.noteShow
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let page = context.clock.page(try notebook.showNote(note, at: context.now))
    try context.show(
      page.json, context.words.notePage(page, endsLine: Terminal.outputIsTerminal), of: notebook)
    context.tellDamage(notes: page.row.standing == .damaged ? 1 : 0)
  }
}

struct NoteHistory: CarnetCommand {
  static let command = Command.noteHistory
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let versions = try notebook.recordHistory(note, of: .note, at: context.now).map(
      context.clock.row)
    try context.show(
      .array(versions.map(\.json)), context.words.recordHistory(versions), of: notebook)
  }
}

struct NoteRestore: CarnetCommand {
  static let command = Command.noteRestore
  @Argument(help: .option(.note)) var note: String
  @Argument(help: .option(.version)) var version: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let made = try notebook.restoreNote(note, version, zone: context.zone, at: context.now)
    try await context.telling { try await context.report(saved: made, in: notebook) }
  }
}

struct NoteSettle: CarnetCommand {
  static let command = Command.noteSettle
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let made = try context.openAsWorker().settleNote(
      note, from: base.from, zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        context.json(made), context.words.recordSettled(context.clock.outcome(made)))
    }
  }
}

/// Of the commands that start from a version that was read.
struct BaseOption: ParsableArguments {
  @Option(help: .option(.base))
  var from: String?
}

extension CommandContext {
  /// The note is durable; says who will read it, and what others wrote meanwhile.
  func report(saved made: RecordWritten, in notebook: Notebook) async throws {
    guard !made.isUnchanged else { return try report(json(made), words.noteUnchanged()) }
    let readers = try notebook.readers(of: made.record, at: now)
    let own = try notebook.serviceName()
    await ring()
    try report(
      json(made),
      words.recordSaved(
        of: try notebook.whom(made.record).map(clock.row), id: made.record.description,
        willReach: readers.told.map { $0 == own ? words.ownDevices : $0 },
        willNotReach: readers.untold.map { UnreachedService($0.service, $0.why) },
        outcome: clock.outcome(made)))
  }

  func json(_ made: RecordWritten) -> JSONValue {
    clock.outcome(made).json(record: made.record.description, change: "\(made.change)")
  }
}
