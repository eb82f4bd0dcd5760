import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct NoteChapter: Chapter {
  static let command = Command.note
  static let contents: [any ParsableCommand.Type] = [
    NoteAdd.self, NoteEdit.self, NoteDelete.self, NoteErase.self, NoteList.self, NoteShow.self,
    NoteHistory.self,
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
    guard let volet = Volet(code: volet) else { throw RuleBroken.unknownVolet(volet) }
    let kind = try NoteKind(parsing: kind ?? NoteKind.entretien.code)
    if let title { try Limits.check(visible: title, .noteTitle) }
    let draft = NoteDraft(
      volet: volet, kind: kind, title: title,
      happened: try happened.map(CalendarDate.init(parsing:)),
      written: try written.map(CalendarDate.init(parsing:)),
      text: try NamedFile.text(text, limit: Limits.noteTextBytes))
    let notebook = try desk.openAsWorker()
    let made = try notebook.addNote(draft, to: file, zone: desk.zone, at: desk.now)
    try await desk.report(saved: made.note, change: "\(made.change)", in: notebook)
  }
}

struct NoteEdit: Errand {
  static let command = Command.noteEdit
  @Argument(help: .option(.note)) var note: String
  @Argument(help: .option(.text)) var text: String?
  @Option(help: .option(.title)) var title: String?
  @Option(help: .option(.noteKind)) var kind: String?
  @Option(help: .option(.happened)) var happened: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    if let title { try Limits.check(visible: title, .noteTitle) }
    let revision = NoteRevision(
      kind: try kind.map(NoteKind.init(parsing:)), title: title,
      happened: try happened.map(CalendarDate.init(parsing:)),
      text: try text.map { try NamedFile.text($0, limit: Limits.noteTextBytes) })
    let notebook = try desk.openAsWorker()
    let made = try notebook.editNote(note, revision, zone: desk.zone, at: desk.now)
    try await desk.report(saved: made.note, change: "\(made.change)", in: notebook)
  }
}

struct NoteDelete: Errand {
  static let command = Command.noteDelete
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let made = try desk.openAsWorker().deleteNote(note, zone: desk.zone, at: desk.now)
    await desk.ring()
    try desk.report(.saved(made.note, change: "\(made.change)"), desk.words.noteDeleted())
  }
}

struct NoteErase: Errand {
  static let command = Command.noteErase
  @Argument(help: .option(.note)) var note: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let erased = try desk.openAsWorker().eraseNote(note, at: desk.now)
    await desk.ring()
    try desk.report(
      .object([
        ("note", .string(erased.note.description)),
        ("asked", .array(erased.asked.map { .string($0) })),
        ("attested", .array(erased.attested.map { .string($0) })),
      ]),
      desk.words.noteErased(asked: erased.asked, attested: erased.attested))
  }
}

struct NoteList: Errand {
  static let command = Command.noteList
  @Argument(help: .option(.place)) var place: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let rows = try notebook.listNotes(place, at: desk.now).map(desk.row)
    try desk.show(.array(rows.map(\.json)), desk.words.noteList(rows), of: notebook)
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
      page.json, desk.words.notePage(page, onTerminal: Terminal.outputIsTerminal), of: notebook)
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

extension Desk {
  /// The note is durable; says who will read it.
  fileprivate func report(
    saved note: DocumentID, change: String, in notebook: Notebook
  ) async throws {
    let readers = try notebook.readers(of: note, at: now)
    await ring()
    try report(
      .saved(note, change: change),
      words.noteSaved(
        id: note.description, willReach: readers.told,
        willNotReach: readers.untold.map { UnreachedService($0.service, whyUnreached($0.why)) }))
  }

  private func whyUnreached(_ why: Unreached) -> WhyUnreached {
    switch why {
    case .noConsent: .noConsent
    case .planned: .planned
    case .otherVolets: .otherVolets
    case .earlierNote: .earlierNote
    }
  }
}

extension JSONValue {
  fileprivate static func saved(_ note: DocumentID, change: String) -> JSONValue {
    .object([("note", .string(note.description)), ("change", .string(change))])
  }
}
