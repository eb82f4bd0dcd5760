public import CRDT

/// A draft of one change to a note.
public struct NoteEdit: Sendable {
  private var edit: RecordEdit

  /// A change to `document` as it stands, in the volet that it lives in.
  public init(_ document: Document, in volet: Volet) {
    edit = RecordEdit(document, .note, in: volet)
  }

  public var operations: [Operation] { edit.operations }

  /// The change that creates a note in a volet; `kind` is a code of the vocabulary `note-kind`.
  public static func creation(
    kind: String, title: String? = nil, happened: CalendarDate? = nil,
    written: CalendarDate? = nil, text: String, in volet: Volet
  ) throws(RuleBroken) -> [Operation] {
    var values = [NoteField.kind.rawValue: [kind], Note.text: [text]]
    values[NoteField.title.rawValue] = title.map { [$0] }
    values[NoteField.happened.rawValue] = happened.map { [$0.description] }
    values[NoteField.written.rawValue] = written.map { [$0.description] }
    return try RecordEdit.creation(.note, values, in: volet)
  }

  /// Writes a field, which settles a conflict of its values; `nil` empties it. A title that nobody sees is a mistake.
  public mutating func set(_ field: NoteField, _ value: String?) throws(RuleBroken) {
    try edit.set(field.rawValue, value.map { [$0] } ?? [])
  }

  /// Turns the text into another one. A text of which nothing is seen is a pipe that failed: a note is emptied by deleting
  /// it.
  public mutating func set(text: String) throws(RuleBroken) { try edit.set(Note.text, [text]) }

  /// See ``RecordEdit/restore(_:)``.
  public mutating func restore(_ earlier: Note) { edit.restore(earlier.record) }

  /// See ``RecordEdit/delete()``.
  public mutating func delete() { edit.delete() }

  /// See ``RecordEdit/keep()``.
  public mutating func keep() { edit.keep() }
}
