import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct NoteChapter: Chapter {
  static let command = Command.note
  static let contents: [any ParsableCommand.Type] = [
    NoteAdd.self, NoteEdit.self, NoteDelete.self, NoteErase.self, NoteList.self, NoteShow.self,
    NoteHistory.self, NoteRestore.self, NoteSettle.self,
  ]
}

struct NoteAdd: Errand {
  static let command = Command.noteAdd
  @Argument(help: .option(.caseFile)) var file: String
  @Argument(help: .option(.text)) var text: String?
  @Option(help: .option(.volet)) var volet: String
  @Option(help: .option(.noteKind)) var kind: String?
  @Option(help: .option(.title)) var title: String?
  @Option(help: .option(.happened)) var happened: String?
  @Option(help: .option(.written)) var written: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let volet = try Spoken.volet(volet)
    let kind = try kind.map(Spoken.noteKind) ?? .entretien
    if let title { try Limits.check(visible: title, .noteTitle) }
    let happened = try happened.map(desk.date)
    let written = try written.map(desk.date)
    // Asked before anybody writes: what would be refused is told before the words are there.
    let notebook = try desk.openAsWorker()
    try notebook.checkWriting(in: volet, of: file)
    let made = try await desk.withText(of: text) { text in
      let draft = NoteDraft(
        volet: volet, kind: kind, title: title, happened: happened, written: written, text: text)
      return try notebook.addNote(draft, to: file, zone: desk.zone, at: desk.now)
    }
    try await desk.telling {
      try await desk.report(saved: made, in: notebook)
      try desk.warnOfDates(
        happened: happened, written: written, of: made.note, in: notebook)
    }
  }
}

struct NoteEdit: Errand {
  static let command = Command.noteEdit
  @Argument(help: .option(.note)) var note: String
  @Argument(help: .option(.text)) var text: String?
  @Option(help: .option(.title)) var title: String?
  @Option(help: .option(.noteKind)) var kind: String?
  @Option(help: .option(.happened)) var happened: String?
  @Option(help: .option(.written)) var written: String?
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    if let title { try Limits.check(visible: title, .noteTitle) }
    var revision = NoteRevision(
      kind: try kind.map(Spoken.noteKind), title: title, happened: try happened.map(desk.date),
      written: try written.map(desk.date), text: nil)
    let notebook = try desk.openAsWorker()
    try notebook.checkWriting(note)
    let made: NoteWritten
    // Alone, it takes what is piped, as `note add` does; beside other changes the text may be somebody else's.
    let text = text ?? (revision.isEmpty && Terminal.inputWaits ? "-" : nil)
    if text != nil {
      made = try await desk.withText(of: text) { text in
        revision.text = text
        return try save(revision, from: base.from, in: notebook, at: desk)
      }
    } else if revision.isEmpty {
      made = try await rewrite(in: notebook, at: desk)
    } else {
      guard !Terminal.inputWaits else { throw Refusal(.input(.inputUnread)) }
      made = try save(revision, from: base.from, in: notebook, at: desk)
    }
    try await desk.telling {
      try await desk.report(saved: made, in: notebook)
      try desk.warnOfDates(
        happened: revision.happened, written: revision.written, of: made.note, in: notebook)
    }
  }

  /// Opens the editor on the note as it stands: what is saved there starts from what was read there.
  private func rewrite(in notebook: Notebook, at desk: Desk) async throws -> NoteWritten {
    guard Terminal.inputIsTerminal, desk.hasEditor else { throw Refusal(.record(.nothingToDo)) }
    let shown = try notebook.showNote(note, at: desk.now)
    let version = base.from ?? shown.summary.version.description
    return try await desk.withText(of: nil, beginning: shown.text) { text in
      let revision = NoteRevision(kind: nil, title: nil, happened: nil, text: text)
      return try save(revision, from: version, in: notebook, at: desk)
    }
  }

  private func save(
    _ revision: NoteRevision, from version: String?, in notebook: Notebook, at desk: Desk
  ) throws -> NoteWritten {
    try notebook.editNote(note, revision, from: version, zone: desk.zone, at: desk.now)
  }
}

struct NoteDelete: Errand {
  static let command = Command.noteDelete
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let made = try desk.openAsWorker().deleteNote(
      note, from: base.from, zone: desk.zone, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let outcome = desk.outcome(made)
      try desk.report(desk.json(made), desk.words.noteDeleted(outcome))
    }
  }
}

struct NoteErase: Errand {
  static let command = Command.noteErase
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let which = try notebook.noteToErase(note, at: desk.now).map(desk.row)
    if let which, Terminal.isConversation, try !Terminal.asks(desk.words.eraseQuestion(which)) {
      Terminal.complain(desk.words.nothingErased)
      return
    }
    let erased = try notebook.eraseNote(which?.note ?? note, at: desk.now)
    try await desk.telling {
      let finished = try !notebook.hasDuties()
      let answers = erased.answers.map(desk.row)
      await desk.ring()
      try desk.report(
        .object([
          ("note", .string(erased.note.description)),
          ("asked", .array(answers.map { .string($0.service) })),
          ("sent", .array(answers.filter { $0.state != .waiting }.map { .string($0.service) })),
          ("attested", .array(answers.filter(\.isAttested).map { .string($0.service) })),
          ("finished", .flag(finished)),
        ]),
        (which.map(desk.words.erasedWhich) ?? "")
          + desk.words.noteErased(answers, finished: finished))
    }
  }
}

struct NoteList: Errand {
  static let command = Command.noteList
  @Argument(help: .option(.place)) var place: String
  @Flag(help: .option(.deleted)) var deleted = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let all = try notebook.listNotes(place, deleted: true, at: desk.now)
    let rows = all.filter { deleted || $0.state != .deleted }.map(desk.row)
    try desk.show(
      .array(rows.map(\.json)),
      desk.found(place, in: notebook)
        + desk.words.noteList(rows, deleted: all.count - rows.count),
      of: notebook)
    desk.tellDamage(notes: rows.count(where: { $0.standing == .damaged }))
  }
}

struct NoteShow: Errand {
  static let command = Command.noteShow
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let page = desk.page(try notebook.showNote(note, at: desk.now))
    try desk.show(
      page.json, desk.words.notePage(page, endsLine: Terminal.outputIsTerminal), of: notebook)
    desk.tellDamage(notes: page.row.standing == .damaged ? 1 : 0)
  }
}

struct NoteHistory: Errand {
  static let command = Command.noteHistory
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let versions = try desk.versions(of: note, in: notebook)
    try desk.show(.array(versions.map(\.json)), desk.words.noteHistory(versions), of: notebook)
  }
}

struct NoteRestore: Errand {
  static let command = Command.noteRestore
  @Argument(help: .option(.note)) var note: String
  @Argument(help: .option(.version)) var version: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let made = try notebook.restoreNote(note, version, zone: desk.zone, at: desk.now)
    try await desk.telling { try await desk.report(saved: made, in: notebook) }
  }
}

struct NoteSettle: Errand {
  static let command = Command.noteSettle
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var base: BaseOption
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let made = try desk.openAsWorker().settleNote(
      note, from: base.from, zone: desk.zone, at: desk.now)
    try await desk.telling {
      await desk.ring()
      try desk.report(desk.json(made), desk.words.noteSettled(desk.outcome(made)))
    }
  }
}

/// Of the commands that start from a version that was read.
struct BaseOption: ParsableArguments {
  @Option(help: .option(.base))
  var from: String?
}

extension Desk {
  /// The note is durable; says who will read it, and what others wrote meanwhile.
  fileprivate func report(saved made: NoteWritten, in notebook: Notebook) async throws {
    guard !made.isUnchanged else { return try report(json(made), words.noteUnchanged()) }
    let readers = try notebook.readers(of: made.note, at: now)
    let own = try notebook.serviceName()
    await ring()
    try report(
      json(made),
      words.noteSaved(
        of: try notebook.whom(made.note).map(PersonRow.init), id: made.note.description,
        willReach: readers.told.map { $0 == own ? words.ownDevices : $0 },
        willNotReach: readers.untold.map { UnreachedService($0.service, whyUnreached($0.why)) },
        outcome: outcome(made)))
  }

  private func whyUnreached(_ why: Unreached) -> WhyUnreached {
    switch why {
    case .noConsent: .noConsent
    case .removed: .removed
    case .planned: .planned
    case .plannedOthers: .plannedOthers
    case .firstExchange: .firstExchange
    case .otherVolets: .otherVolets
    case .earlierNote: .earlierNote
    }
  }

  fileprivate func json(_ made: NoteWritten) -> JSONValue {
    outcome(made).json(note: made.note.description, change: "\(made.change)")
  }
}
