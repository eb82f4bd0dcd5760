import CaseFile
import Notebook

@testable import Words

/// The fields of a note, beside its text.
enum NoteField: String, CaseIterable {
  case kind
  case title
  case happened
  case written
}

// Notes, as screens show them.

extension RecordRow {
  init(
    id: String, caseID: String, volet: Volet, kinds: [String], author: String,
    authors: [String] = [], service: String, isReceived: Bool = false, happened: [String] = [],
    written: [String] = [], entered: ZonedMoment?, titles: [String] = [],
    standing: RecordSummary.State = .current, marks: [RecordSummary.Mark] = [],
    deletion: Signed? = nil,
    version: String = ""
  ) {
    let values = ["kind": kinds, "title": titles, "happened": happened, "written": written]
    self.init(
      id: id, caseID: caseID, volet: volet, type: .note, values: values.filter { !$1.isEmpty },
      author: author, service: service, entered: entered, standing: standing)
    (self.authors, self.isReceived, self.marks) = (authors, isReceived, marks)
    (self.deletion, self.version) = (deletion, version)
  }
}

extension RecordPage {
  init(
    row: RecordRow, text: String, conflicts: [ConflictingField] = [],
    apart: [ProseWrittenApart] = []
  ) {
    var row = row
    row.values["text"] = text.isEmpty ? nil : [text]
    self.init(row: row, conflicts: conflicts, apart: apart)
  }
}

extension RecordVersionRow {
  init(
    change: String, author: String, entered: ZonedMoment, text: String,
    deletion: DeletionOutcome? = nil
  ) {
    self.init(
      change: change, author: author, entered: entered, type: .note, values: ["text": [text]],
      deletion: deletion)
  }
}

extension ConflictingField {
  init(field: NoteField, values: [WrittenValue]) {
    let fields = RecordType.note.fields
    let declared = fields.first { $0.code == field.rawValue } ?? fields[0]
    self.init(type: .note, field: declared, values: values)
  }
}

extension RecordOutcome.Replaced {
  init(version: String, fields: [(NoteField, [String])], text: String?) {
    let values = Dictionary(
      fields.map { ($0.0.rawValue, $0.1) } + (text.map { [("text", [$0])] } ?? []),
      uniquingKeysWith: { first, _ in first })
    self.init(
      version: version,
      fields: RecordType.note.fields.compactMap { field in
        values[field.code].map { .init(field: field, values: $0) }
      })
  }
}
