public import CRDT
public import CaseFile
public import Envelope
import Store

/// What a worker asks to be written in a new note.
public struct NoteDraft: Sendable {
  public var volet: Volet
  public var kind: NoteKind
  public var title: String?
  public var happened: CalendarDate?
  public var written: CalendarDate?
  public var text: String

  public init(
    volet: Volet, kind: NoteKind, title: String?, happened: CalendarDate?, written: CalendarDate?,
    text: String
  ) {
    (self.volet, self.kind, self.title) = (volet, kind, title)
    (self.happened, self.written, self.text) = (happened, written, text)
  }
}

/// What a worker asks to be changed in a note; nil leaves as it is.
public struct NoteRevision: Sendable {
  public var kind: NoteKind?
  public var title: String?
  public var happened: CalendarDate?
  public var text: String?

  public init(kind: NoteKind?, title: String?, happened: CalendarDate?, text: String?) {
    (self.kind, self.title, self.happened, self.text) = (kind, title, happened, text)
  }
}

/// Writing notes. Protocol/change.md.
extension Notebook {
  /// Writes a note; it is durable when this returns.
  public func addNote(_ draft: NoteDraft, to typed: String, zone: Int, at now: Instant) throws -> (
    note: DocumentID, change: ChangeID
  ) {
    let role = try Role(parsing: try worker().role)
    let operations = try checked { () throws(RuleBroken) in
      try AccessMatrix.standard.checkWrite(role, draft.volet)
      return try NoteEdit.creation(
        kind: draft.kind, title: draft.title, happened: draft.happened, written: draft.written,
        text: draft.text)
    }
    return try write { ledger in
      let id = try caseID(typed, ledger)
      try issueDue(in: id, into: ledger, at: now)
      let volet = try tag(of: draft.volet, in: id, ledger)
      let made = try create(operations, in: volet, case: id, zone: zone, into: ledger, at: now)
      try log(.write, case: id, volets: [draft.volet], into: ledger, at: now)
      return (made.document, made.change)
    }
  }

  /// Changes a note of our own service. A field set here settles a conflict: the new value overwrites those seen.
  public func editNote(_ typed: String, _ revision: NoteRevision, zone: Int, at now: Instant) throws
    -> (note: DocumentID, change: ChangeID)
  {
    try change(typed, zone: zone, at: now) { (edit) throws(RuleBroken) in
      if let kind = revision.kind { edit.set(kind: kind) }
      if let title = revision.title { try edit.set(title: title) }
      if let happened = revision.happened { edit.set(happened: happened) }
      if let text = revision.text {
        try edit.set(text: text)
      }
    }
  }

  /// Deletes a note. Against an edit made elsewhere without knowing, it becomes a request to delete.
  public func deleteNote(_ typed: String, zone: Int, at now: Instant) throws -> (
    note: DocumentID, change: ChangeID
  ) {
    try change(typed, zone: zone, at: now) { edit throws(RuleBroken) in edit.delete() }
  }

  private func change(
    _ typed: String, zone: Int, at now: Instant,
    _ body: (inout NoteEdit) throws(RuleBroken) -> Void
  ) throws -> (note: DocumentID, change: ChangeID) {
    let role = try Role(parsing: try worker().role)
    return try write { ledger in
      let opened = try open(try documentID(typed, ledger), ledger)
      guard case .own(let id) = opened.log else { throw NotebookError.noteOfAnotherService }
      guard !opened.isErased else { throw NotebookError.noteErased }
      guard let note = Note(opened.document) else { throw NotebookError.unknownNote(typed) }
      try issueDue(in: id, into: ledger, at: now)
      guard note.state != .deleted else { throw NotebookError.noteDeleted }
      let volet = try voletCodes(of: id, ledger)[opened.tag]
      guard let volet else { throw NotebookError.unknownNote(typed) }
      var edit = NoteEdit(opened.document)
      let own = try isByReader(opened.reading, ledger)
      try checked { () throws(RuleBroken) in
        try AccessMatrix.standard.checkWrite(role, volet, own: own)
        try body(&edit)
      }
      guard !edit.operations.isEmpty else {
        return (opened.id, opened.document.frontier.first ?? opened.document.history[0])
      }
      let change = try extend(opened, with: edit.operations, zone: zone, into: ledger, at: now)
      try log(.write, case: id, volets: [volet], into: ledger, at: now)
      return (opened.id, change)
    }
  }
}
