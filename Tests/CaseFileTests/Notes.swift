import CRDT
import CaseFile

/// The fields of a note, beside its text.
enum NoteField: String, CaseIterable {
  case kind
  case title
  case happened
  case written
}

/// A note by the names of its fields.
struct Note {
  let record: Record

  init?(_ document: Document) {
    guard let record = Record(document), record.type == .note else { return nil }
    self.record = record
  }

  var text: String { record.prose("text") }
  var kind: Field { self[.kind] }
  var title: Field { self[.title] }
  var happened: Field { self[.happened] }
  var written: Field { self[.written] }
  var state: RecordState { record.state }
  var apart: [ProseApart] { record.apart["text"] ?? [] }
  var deletions: [ChangeID] { record.deletions }
  var isIncomplete: Bool { record.isIncomplete }

  subscript(field: NoteField) -> Field { record[field.rawValue] }
}

/// A change to a note.
struct NoteEdit {
  private var edit: RecordEdit

  init(_ document: Document) { edit = RecordEdit(document, .note, in: .droits) }

  var operations: [CRDT.Operation] { edit.operations }

  static func creation(
    kind: String, title: String? = nil, happened: CalendarDate? = nil, text: String
  ) throws(RuleBroken) -> [CRDT.Operation] {
    var values = ["kind": [kind], "text": [text]]
    values["title"] = title.map { [$0] }
    values["happened"] = happened.map { [$0.description] }
    return try RecordEdit.creation(.note, values, in: .droits)
  }

  mutating func set(_ field: NoteField, _ value: String?) throws(RuleBroken) {
    try edit.set(field.rawValue, value.map { [$0] } ?? [])
  }

  mutating func set(text: String) throws(RuleBroken) { try edit.set("text", [text]) }
  mutating func restore(_ earlier: Note) { edit.restore(earlier.record) }
  mutating func delete() { edit.delete() }
  mutating func keep() { edit.keep() }
}
