import CRDT
import CaseFile
import SampleKinds
import Testing

@Suite("Records of a kind that is declared")
struct RecordTests {
  private func document(_ changes: [[CRDT.Operation]]) throws -> Document {
    var document = Document()
    for (number, operations) in changes.enumerated() {
      let id = try #require(ChangeID([UInt8](repeating: UInt8(number + 1), count: 32)))
      document.merge([Change(id: id, parents: document.frontier, operations: operations)])
    }
    return document
  }

  private func values(_ operations: [CRDT.Operation]) -> [String: Value] {
    operations.reduce(into: [:]) { found, operation in
      if case .set(let key, let value, _) = operation { found[key] = value }
    }
  }

  @Test("Its creation names the kind first, then what was given in the order of the declaration")
  func creation() throws {
    let operations = try RecordEdit.creation(
      .vehicle, ["insured_until": ["2027-03"], "plate": [" AB-123 "], "remarks": ["Rouge."]],
      in: .emploi)
    let keys = operations.compactMap { operation -> String? in
      if case .set(let key, _, _) = operation { key } else { nil }
    }
    #expect(keys == ["type", "plate", "insured_until"])
    #expect(
      values(operations) == [
        "type": .text("vehicle/1"), "plate": .text("AB-123"), "insured_until": .text("2027-03"),
      ])
    #expect(try document([operations]).text("remarks") == "Rouge.")
  }

  @Test("A field is checked as its declaration says, and a required one is there")
  func checks() throws {
    let plate = FieldName("vehicle.plate")
    func make(_ values: [String: [String]]) throws {
      _ = try RecordEdit.creation(.vehicle, values, in: .emploi)
    }
    #expect(throws: RuleBroken.empty(plate)) { try make([:]) }
    #expect(throws: RuleBroken.invalidDate("demain")) {
      try make(["plate": ["A"], "insured_until": ["demain"]])
    }
    #expect(throws: RuleBroken.empty(FieldName("vehicle.remarks"))) {
      try make(["plate": ["A"], "remarks": [" \n"]])
    }
    #expect(throws: RuleBroken.severalValues(plate)) { try make(["plate": ["A", "B"]]) }
    #expect(throws: RuleBroken.kindNotInVolet(.vehicle, .sante)) {
      try RecordEdit.creation(.vehicle, ["plate": ["A"]], in: .sante)
    }
    #expect(throws: RuleBroken.invalidMoment("")) {
      try RecordEdit.creation(.appointment, [:], in: .droits)
    }
    #expect(throws: RuleBroken.unknownCode(.noteKind, "zz")) {
      try RecordEdit.creation(.note, ["kind": ["zz"]], in: .droits)
    }
    var edit = RecordEdit(Document(), .vehicle, in: .emploi)
    #expect(throws: RuleBroken.empty(plate)) { try edit.set("plate", []) }
    // One that the kind does not have is not written.
    try edit.set("colour", ["rouge"])
    #expect(edit.operations.isEmpty)
  }

  @Test("A document of an unknown kind, of a newer version, or of none is no record")
  func unknown() throws {
    let vehicle = try document([RecordEdit.creation(.vehicle, ["plate": ["A"]], in: .emploi)])
    #expect(Record(vehicle) == nil && Note(vehicle) == nil)
    #expect(Record(vehicle, among: [.note, .vehicle])?.type == .vehicle)
    let newer = RecordType(
      code: "note", version: 2, volets: [.droits], fields: RecordType.note.fields)
    let note = try document([
      RecordEdit.creation(newer, ["kind": ["entretien"], "text": ["Mots."]], in: .droits)
    ])
    #expect(Record(note) == nil && Note(note) == nil)
    // Nothing is guessed from the other keys.
    var plain = RecordEdit(Document(), .note, in: .droits)
    try plain.set("kind", ["entretien"])
    #expect(Note(try document([plain.operations])) == nil)
    #expect(Record(Document()) == nil)
    #expect(Record.writers(of: note).isEmpty)
  }

  @Test("A note is a record, and a card is one: each kind is read as itself alone")
  func kinds() throws {
    let note = try document([
      NoteEdit.creation(kind: "bilan", title: "Titre", text: "Mots.")
    ])
    let card = try document([
      RecordEdit.creation(.person, ["name": ["A. V."]], in: .contact)
    ])
    #expect(Record(note)?.type == .note && Record(card)?.type == .person)
    #expect(Note(note)?.text == "Mots." && Note(card) == nil)
    #expect(Record(card).flatMap { PersonCard($0) }?.name.texts == ["A. V."])
    #expect(Record(note).flatMap { PersonCard($0) } == nil)
    #expect(Record(note)?["title"].texts == ["Titre"] && Record(note)?["born"].texts == [])
    #expect(Record(note)?.prose("text") == "Mots." && Record(note)?.prose("title") == "")
    #expect(Record(note)?.conflicts == [])
  }

  @Test(
    "Of values written apart each field is in conflict by itself, in the order of the declaration")
  func conflicts() throws {
    let first = try NoteEdit.creation(kind: "bilan", title: "Un", text: "Mots.")
    let base = try document([first])
    let (one, two) = (
      try #require(ChangeID([UInt8](repeating: 8, count: 32))),
      try #require(ChangeID([UInt8](repeating: 9, count: 32)))
    )
    var (left, right) = (
      RecordEdit(base, .note, in: .droits), RecordEdit(base, .note, in: .droits)
    )
    for (code, value) in [("happened", "2026-11-01"), ("title", "Deux")] {
      try left.set(code, [value])
    }
    for (code, value) in [("happened", "2026-11-02"), ("title", "Trois")] {
      try right.set(code, [value])
    }
    var merged = base
    merged.merge([
      Change(id: one, parents: base.frontier, operations: left.operations),
      Change(id: two, parents: base.frontier, operations: right.operations),
    ])
    let record = try #require(Record(merged))
    #expect(record.conflicts.map(\.field.code) == ["title", "happened"])
    #expect(record.state == .conflict)
    var settled = RecordEdit(merged, .note, in: .droits)
    try settled.set("title", ["Trois"])
    #expect(settled.operations.count == 1)
  }
}
