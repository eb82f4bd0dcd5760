public import CRDT

/// A draft of one change to a note.
public struct NoteEdit: Sendable {
  private var edit: RecordEdit

  /// A change to `document` as it stands; an empty one for a new note.
  public init(_ document: Document) { edit = RecordEdit(document, .note) }

  public var operations: [Operation] { edit.operations }

  /// The change that creates a note.
  public static func creation(
    kind: NoteKind, title: String? = nil, happened: CalendarDate? = nil,
    written: CalendarDate? = nil, text: String
  ) throws(RuleBroken) -> [Operation] {
    var values = [NoteField.kind.rawValue: kind.code, Note.text: text]
    values[NoteField.title.rawValue] = title
    values[NoteField.happened.rawValue] = happened?.description
    values[NoteField.written.rawValue] = written?.description
    return try RecordEdit.creation(.note, values)
  }

  /// Writes a field, which settles a conflict of its values; `nil` empties it. A title that nobody sees is a mistake.
  public mutating func set(_ field: NoteField, _ value: String?) throws(RuleBroken) {
    try edit.set(field.rawValue, value)
  }

  /// Turns the text into another one. A text of which nothing is seen is a pipe that failed: a note is emptied by deleting
  /// it.
  public mutating func set(text: String) throws(RuleBroken) { try edit.set(Note.text, text) }

  /// See ``RecordEdit/restore(_:)``.
  public mutating func restore(_ earlier: Note) { edit.restore(earlier.record) }

  /// See ``RecordEdit/delete()``.
  public mutating func delete() { edit.delete() }

  /// See ``RecordEdit/keep()``.
  public mutating func keep() { edit.keep() }
}
