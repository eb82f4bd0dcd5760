public import CaseFile
public import Envelope

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

  /// It changes nothing.
  public var isEmpty: Bool { values.isEmpty }

  /// By field.
  var values: [String: [String]] {
    [
      "kind": kind, "title": title, "happened": happened?.description,
      "written": written?.description, "text": text,
    ].compactMapValues { $0.map { [$0] } }
  }
}

/// Notes are records whose fields have names of their own here.
extension WorkerSession {
  /// Writes a note; as `addRecord`.
  public func addNote(
    _ draft: NoteDraft, to typed: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    let revision = NoteRevision(
      kind: draft.kind, title: draft.title, happened: draft.happened, written: draft.written,
      text: draft.text)
    return try addRecord(
      RecordDraft(.note, in: draft.volet, revision.values), to: typed, zone: zone, at: now)
  }

  /// Changes a note; as `editRecord`.
  public func editNote(
    _ typed: String, _ revision: NoteRevision, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try editRecord(typed, of: .note, revision.values, from: base, zone: zone, at: now)
  }

  /// The notes of a case file or of a received share; as `listRecords`.
  public func listNotes(
    _ typed: String, deleted: Bool = false, at now: Instant
  ) throws -> [RecordSummary] {
    try listRecords(typed, of: .note, deleted: deleted, at: now)
  }

  /// A note whole; as `showRecord`.
  public func showNote(_ typed: String, at now: Instant) throws -> RecordDetail {
    try showRecord(typed, of: .note, at: now)
  }

  /// Every version of a note, oldest first; as `recordHistory`.
  public func noteHistory(_ typed: String, at now: Instant) throws -> [RecordVersion] {
    try recordHistory(typed, of: .note, at: now)
  }

  /// Takes a note out of the lists; as `deleteRecord`.
  public func deleteNote(
    _ typed: String, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try deleteRecord(typed, of: .note, from: base, zone: zone, at: now)
  }

  /// Brings an older version of a note back; as `restoreRecord`.
  public func restoreNote(
    _ typed: String, _ version: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try restoreRecord(typed, of: .note, version, zone: zone, at: now)
  }

  /// Says that a note reads well as it stands; as `settleRecord`.
  public func settleNote(
    _ typed: String, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try settleRecord(typed, of: .note, from: base, zone: zone, at: now)
  }

  /// Co-signs a note; as `coSignRecord`.
  public func coSignNote(
    _ typed: String, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try coSignRecord(typed, of: .note, from: base, zone: zone, at: now)
  }

  /// Destroys the words of a note; as `eraseRecord`.
  public func eraseNote(_ typed: String, at now: Instant) throws -> (
    record: DocumentID, answers: [ErasureAnswer]
  ) {
    try eraseRecord(typed, of: .note, at: now)
  }
}
