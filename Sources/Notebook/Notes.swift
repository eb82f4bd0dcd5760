public import CRDT
public import CaseFile
public import Envelope
import Store

/// What a worker asks to be written in a new note.
public struct NoteDraft: Sendable {
  public var volet: Volet
  /// A code of the vocabulary `note-kind`.
  public var kind: String
  public var title: String?
  public var happened: CalendarDate?
  public var written: CalendarDate?
  public var text: String

  public init(
    volet: Volet, kind: String, title: String?, happened: CalendarDate?, written: CalendarDate?,
    text: String
  ) {
    (self.volet, self.kind, self.title) = (volet, kind, title)
    (self.happened, self.written, self.text) = (happened, written, text)
  }
}

/// What a worker asks to be changed in a note; nil leaves as it is.
public struct NoteRevision: Sendable {
  public var kind: String?
  public var title: String?
  public var happened: CalendarDate?
  public var written: CalendarDate?
  public var text: String?

  public init(
    kind: String?, title: String?, happened: CalendarDate?, written: CalendarDate? = nil,
    text: String?
  ) {
    (self.kind, self.title, self.happened, self.text) = (kind, title, happened, text)
    self.written = written
  }
}

/// What became of a note by one change.
public struct NoteWritten: Sendable {
  public let note: DocumentID
  public let change: ChangeID
  /// The version that the author left: what her next edit starts from.
  public let version: NoteVersionName
  /// How the note stands now, with what others wrote meanwhile.
  public let state: NoteSummary.State
  /// Who wrote, in the note as it stands, what the author had not seen; the two were merged.
  public let unseen: [NoteSignature]
  /// Whether some of it is to be read together.
  public let isApart: Bool
  /// What stood there and was replaced although nobody said that it was read; nil otherwise.
  public let replaced: NoteReplaced?
  /// Nothing was to be changed: nothing was written.
  public let isUnchanged: Bool
}

/// What an edit replaced: only what it set.
public struct NoteReplaced: Sendable {
  public let version: NoteVersionName
  public let fields: [(field: NoteField, values: [String])]
  public let text: String?
}

/// Writing notes. Protocol/change.md.
extension Notebook {
  /// Asked before anybody writes the words of a note: whether this worker may, there and now.
  ///
  /// - Throws: what `addNote` would, but for the words themselves.
  public func checkWriting(in volet: Volet, of typed: String) throws {
    let role = try Role(parsing: try worker().role)
    try checkRule { () throws(RuleBroken) in
      try AccessMatrix.standard.checkWrite(role, volet)
    }
    try read { ledger in
      try checkOpen(try caseID(typed, ledger), ledger)
    }
  }

  /// The same of a note that exists.
  ///
  /// - Throws: what `editNote` would, but for the words themselves.
  public func checkWriting(_ note: String) throws {
    try read { ledger in
      let opened = try writable(note, ledger).opened
      let seen =
        try lastSeen(opened, ledger).map { opened.document.at($0.heads) } ?? opened.document
      guard Note(seen)?.state != .deleted || Note(opened.document)?.state != .deleted else {
        throw NotebookError.noteDeleted
      }
    }
  }

  /// Writes a note; it is durable when this returns.
  public func addNote(
    _ draft: NoteDraft, to typed: String, zone: Int, at now: Instant
  ) throws -> NoteWritten {
    let role = try Role(parsing: try worker().role)
    let operations = try checked { () throws(RuleBroken) in
      try AccessMatrix.standard.checkWrite(role, draft.volet)
      return try NoteEdit.creation(
        kind: draft.kind, title: draft.title, happened: draft.happened, written: draft.written,
        text: draft.text, in: draft.volet)
    }
    return try write { ledger in
      let id = try caseID(typed, ledger)
      try checkOpen(id, ledger)
      try maintainWithAnswers(id, into: ledger, at: now)
      let volet = try tag(of: draft.volet, in: id, ledger)
      let made = try create(operations, in: volet, case: id, zone: zone, into: ledger, at: now)
      try keepSeen(SeenVersion(note: made.document, heads: [made.change]), into: ledger)
      try log(.write, case: id, volets: [draft.volet], into: ledger, at: now)
      return NoteWritten(
        note: made.document, change: made.change, version: NoteVersionName([made.change]),
        state: .current, unseen: [], isApart: false, replaced: nil, isUnchanged: false)
    }
  }

  /// Changes a note of our own service, from the version that `base` names, or that this worker last saw whole or wrote
  /// here, or the present one: what others wrote meanwhile is merged. A field set here settles a conflict: the new value
  /// overwrites those seen.
  public func editNote(
    _ typed: String, _ revision: NoteRevision, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> NoteWritten {
    try change(typed, from: base, revision.setting, zone: zone, at: now) {
      (edit) throws(RuleBroken) in
      if let kind = revision.kind { try edit.set(.kind, kind) }
      if let title = revision.title { try edit.set(.title, title) }
      if let happened = revision.happened { try edit.set(.happened, happened.description) }
      if let written = revision.written { try edit.set(.written, written.description) }
      if let text = revision.text { try edit.set(text: text) }
    }
  }

  /// Deletes a note as it was last seen. Against an edit made elsewhere without knowing, it becomes a request to delete.
  ///
  /// - Throws: `.noteDeleted` when it is, whoever did it.
  public func deleteNote(
    _ typed: String, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> NoteWritten {
    try change(typed, from: base, [], deletes: true, zone: zone, at: now) {
      edit throws(RuleBroken) in
      edit.delete()
    }
  }

  /// Brings an older version back as a new change, on the present one: everything as it stood then, deleted or not.
  public func restoreNote(
    _ typed: String, _ version: String, zone: Int, at now: Instant
  ) throws -> NoteWritten {
    try write { ledger in
      let place = try writable(typed, ledger)
      let then = place.opened.document.at(try heads(version, of: place.opened))
      guard let earlier = Note(then) else { throw NotebookError.unknownVersion(version) }
      var edit = NoteEdit(place.opened.document, in: place.volet)
      edit.restore(earlier)
      return try commit(
        edit, of: place, from: place.opened.document.frontier,
        replaced: NoteField.allCases.map { $0 } + [nil], telling: .all,
        zone: zone, into: ledger, at: now)
    }
  }

  /// Says that a note reads well as it stands, what was written apart included, and keeps it where somebody asked to
  /// delete it.
  ///
  /// - Throws: `.noteNotRead` when this worker did not see it whole as it stands.
  public func settleNote(
    _ typed: String, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> NoteWritten {
    try write { ledger in
      let place = try writable(typed, ledger)
      let document = place.opened.document
      let seen =
        try base.map { try heads($0, of: place.opened) } ?? lastSeen(place.opened, ledger)?.heads
      guard let seen, document.at(seen).frontier == document.frontier else {
        throw NotebookError.noteNotRead
      }
      guard Note(document)?.state != .deleted else { throw NotebookError.noteDeleted }
      var edit = NoteEdit(document, in: place.volet)
      edit.keep()
      return try commit(
        edit, of: place, from: document.frontier, settles: document.frontier.count > 1, zone: zone,
        into: ledger, at: now)
    }
  }

  // MARK: One change

  /// A note that this worker may write in.
  private struct WritablePlace {
    let opened: OpenDocument
    let caseFile: CaseID
    let volet: Volet
  }

  private func writable(_ typed: String, _ ledger: LedgerReader) throws -> WritablePlace {
    let role = try Role(parsing: try worker().role)
    let opened = try open(try documentID(typed, ledger), ledger)
    guard case .own(let id) = opened.log else {
      throw NotebookError.noteOfAnotherService(try serviceName(of: opened.log, ledger))
    }
    guard !opened.isErased else { throw NotebookError.noteErased }
    try checkOpen(id, ledger)
    try checkSound(opened.reading, ledger)
    guard Note(opened.document) != nil, let volet = try voletCodes(of: id, ledger)[opened.tag]
    else { throw noNote(opened.reading, typed) }
    let own = try isByReader(opened.reading, ledger)
    try checkRule { () throws(RuleBroken) in
      try AccessMatrix.standard.checkWrite(role, volet, own: own)
    }
    return WritablePlace(opened: opened, caseFile: id, volet: volet)
  }

  /// What a document is that cannot be treated as a note.
  func noNote(_ opened: ReadDocument, _ typed: String) -> NotebookError {
    opened.card == nil && !opened.authors.isEmpty
      ? .noteFromNewerVersion : .unknownNote(typed)
  }

  /// An edit of a version, `fields` being the fields that it sets.
  private func change(
    _ typed: String, from base: String?, _ fields: [NoteField?], deletes: Bool = false, zone: Int,
    at now: Instant, _ body: (inout NoteEdit) throws(RuleBroken) -> Void
  ) throws -> NoteWritten {
    try write { ledger in
      let place = try writable(typed, ledger)
      let whole = place.opened.document
      let last = base == nil ? try lastSeen(place.opened, ledger) : nil
      let seen = try base.map { try heads($0, of: place.opened) } ?? last?.heads
      let start = seen.map { whole.at($0) } ?? whole
      let isPresent = start.frontier == whole.frontier
      // One that she deleted and that somebody kept meanwhile is not deleted.
      let isGone = deletes || Note(start)?.state == .deleted
      guard !isGone || Note(whole)?.state != .deleted else { throw NotebookError.noteDeleted }
      var edit = NoteEdit(isPresent ? whole : start, in: place.volet)
      try checked { () throws(RuleBroken) in try body(&edit) }
      return try commit(
        edit, of: place, from: start.frontier, replaced: fields,
        telling: seen == nil ? .all : last?.isLeft == true && isPresent ? .wordsTakenOut : .nothing,
        zone: zone, into: ledger, at: now)
    }
  }

  /// Seals an edit as a change of its version and tells how the note stands afterwards. One that does nothing writes
  /// nothing, unless it `settles`.
  private func commit(
    _ edit: NoteEdit, of place: WritablePlace, from heads: [ChangeID],
    replaced fields: [NoteField?] = [],
    telling: ReplacedTold = .nothing, settles: Bool = false, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> NoteWritten {
    let opened = place.opened
    let operations = edit.operations
    var merged = opened.document
    var version = heads
    if !operations.isEmpty || settles {
      try maintainWithAnswers(place.caseFile, into: ledger, at: now)
      let change = try extend(
        opened, with: operations, from: heads, zone: zone, into: ledger, at: now)
      merged.merge([Change(id: change, parents: heads, operations: operations)])
      version = [change]
      let isText = fields.contains { $0 == nil }
      try keepSeen(SeenVersion(note: opened.id, heads: version, isLeft: isText), into: ledger)
      try log(.write, case: place.caseFile, volets: [place.volet], into: ledger, at: now)
    }
    let note = Note(merged)
    let unseen = opened.document.changes(since: heads).map(\.id)
    return NoteWritten(
      note: opened.id, change: version.first ?? opened.document.history[0],
      version: NoteVersionName(version),
      state: note.map { NoteSummary.State($0.state) } ?? .current,
      unseen: NoteSignature.latest(unseen.map(opened.reading.signature)),
      isApart: note?.apart.isEmpty == false,
      replaced: operations.isEmpty
        ? nil : NoteReplaced(opened.document, fields, by: merged, telling: telling),
      isUnchanged: operations.isEmpty && !settles)
  }
}

extension NoteRevision {
  /// It changes nothing.
  public var isEmpty: Bool { setting.isEmpty }

  /// The fields that it sets; nil stands for the text.
  fileprivate var setting: [NoteField?] {
    let fields: [(NoteField, Bool)] = [
      (.kind, kind != nil), (.title, title != nil), (.happened, happened != nil),
      (.written, written != nil),
    ]
    return fields.filter(\.1).map(\.0) + (text == nil ? [] : [nil])
  }
}

/// What an answer says of what an edit replaced.
private enum ReplacedTold {
  case nothing
  /// Whoever wrote did not say what she had read.
  case all
  /// She began from what she had left herself, and had not looked since: another window of hers may hold less.
  case wordsTakenOut
}

extension NoteReplaced {
  /// What of a note differs afterwards, of these fields; nil in `fields` stands for the text.
  fileprivate init?(
    _ document: Document, _ fields: [NoteField?], by after: Document, telling: ReplacedTold
  ) {
    guard let before = Note(document), let after = Note(after) else { return nil }
    var fields = fields
    switch telling {
    case .nothing: return nil
    case .all: break
    case .wordsTakenOut:
      fields.removeAll { $0 != nil }
      let lines = before.text.split(separator: "\n")
      if lines.allSatisfy({ after.text.contains($0) }) { return nil }
    }
    version = NoteVersionName(document.frontier)
    self.fields = fields.compactMap { $0 }.filter { before[$0] != after[$0] }
      .map { ($0, before[$0].texts) }.filter { !$0.1.isEmpty }
    let isTextSet = fields.contains { $0 == nil }
    text = isTextSet && !before.text.utf8.elementsEqual(after.text.utf8) ? before.text : nil
    if self.fields.isEmpty, text == nil { return nil }
  }
}
