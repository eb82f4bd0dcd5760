public import CRDT

/// A draft of one change to a note: what a person does, checked against the rules.
///
/// A step that changes nothing adds no operation, so that ``operations`` is empty when there is
/// nothing to do. Each field is set at most once in a draft.
public struct NoteEdit: Sendable {
  private let document: Document
  private var edit: Edit

  /// A change to `document` as it stands; an empty one for a new note.
  public init(_ document: Document) {
    self.document = document
    edit = document.edit()
  }

  public var operations: [Operation] { edit.operations }

  /// The change that creates a note.
  public static func creation(
    kind: NoteKind, title: String? = nil, happened: CalendarDate? = nil,
    written: CalendarDate? = nil, text: String
  ) throws(RuleBroken) -> [Operation] {
    var draft = NoteEdit(Document())
    draft.set(kind: kind)
    if let title { try draft.set(title: title) }
    if let happened { draft.set(happened: happened) }
    if let written { draft.set(written: written) }
    try draft.set(text: text)
    return draft.operations
  }

  public mutating func set(kind: NoteKind) {
    edit.setText(NoteDocument.kind, kind.code, in: document)
  }

  /// Writes a title, which settles a conflict of titles; `nil` empties it. One that nobody sees is a mistake.
  public mutating func set(title: String?) throws(RuleBroken) {
    if let title { try Limits.check(visible: title, .noteTitle) }
    edit.setText(NoteDocument.title, title, in: document)
  }

  public mutating func set(happened: CalendarDate?) {
    edit.setText(NoteDocument.happened, happened?.description, in: document)
  }

  public mutating func set(written: CalendarDate?) {
    edit.setText(NoteDocument.written, written?.description, in: document)
  }

  /// Turns the text into another one; what is common is left in place and merges with what others
  /// do to it meanwhile. A text of which nothing is seen is a pipe that failed: a note is emptied by deleting it.
  public mutating func set(text: String) throws(RuleBroken) {
    try Limits.check(visible: text, .noteText)
    edit.replaceText(NoteDocument.text, with: text)
  }

  /// Writes everything as it stood in an earlier version; a field that had several values there stays as it is.
  public mutating func restore(_ earlier: Note) {
    for field in NoteField.allCases {
      let then = earlier[field]
      if !then.isConflicting { edit.setText(field.key, then.texts.first, in: document) }
    }
    edit.replaceText(NoteDocument.text, with: earlier.text)
    keep()
  }

  /// Asks that the note be deleted. An edit by somebody who had not seen it keeps the note, until
  /// somebody who has seen both deletes it again.
  public mutating func delete() {
    guard Deletion(document).state != .deleted else { return }
    edit.set(NoteDocument.deleted, .flag(true))
  }

  /// Keeps the note after all: takes back every deletion seen so far.
  public mutating func keep() {
    guard document.values(NoteDocument.deleted).contains(where: { $0.1 == .flag(true) }) else {
      return
    }
    edit.set(NoteDocument.deleted, .none)
  }
}
