import CRDT
import CaseFile
import Testing

@Suite("Records of a kind that is declared")
struct RecordTests {
  /// A kind of its own, that no program knows by name.
  private static let vehicle = RecordType(
    code: "vehicle", version: 1,
    fields: [
      RecordField("plate", .name(.personName), isRequired: true),
      RecordField("insured", .date),
      RecordField("remarks", .prose(.noteText)),
    ])

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
      Self.vehicle, ["insured": "2027-03", "plate": " AB-123 ", "remarks": "Rouge."])
    let keys = operations.compactMap { operation -> String? in
      if case .set(let key, _, _) = operation { key } else { nil }
    }
    #expect(keys == ["type", "plate", "insured"])
    #expect(
      values(operations) == [
        "type": .text("vehicle/1"), "plate": .text("AB-123"), "insured": .text("2027-03"),
      ])
    #expect(try document([operations]).text("remarks") == "Rouge.")
  }

  @Test("A field is checked as its declaration says, and a required one is there")
  func checks() throws {
    #expect(throws: RuleBroken.empty(.personName)) { try RecordEdit.creation(Self.vehicle, [:]) }
    #expect(throws: RuleBroken.invalidDate("demain")) {
      try RecordEdit.creation(Self.vehicle, ["plate": "A", "insured": "demain"])
    }
    #expect(throws: RuleBroken.empty(.noteText)) {
      try RecordEdit.creation(Self.vehicle, ["plate": "A", "remarks": " \n"])
    }
    #expect(throws: RuleBroken.unknownNoteKind("")) { try RecordEdit.creation(.note, [:]) }
    #expect(throws: RuleBroken.unknownNoteKind("zz")) {
      try RecordEdit.creation(.note, ["kind": "zz"])
    }
    var edit = RecordEdit(Document(), Self.vehicle)
    #expect(throws: RuleBroken.empty(.personName)) { try edit.set("plate", nil) }
    // One that the kind does not have is not written.
    try edit.set("colour", "rouge")
    #expect(edit.operations.isEmpty)
  }

  @Test("A document of an unknown kind, of a newer version, or of none is no record")
  func unknown() throws {
    let vehicle = try document([RecordEdit.creation(Self.vehicle, ["plate": "A"])])
    #expect(Record(vehicle) == nil && Note(vehicle) == nil && PersonCard(vehicle) == nil)
    let newer = RecordType(code: "note", version: 2, fields: RecordType.note.fields)
    let note = try document([RecordEdit.creation(newer, ["kind": "entretien", "text": "Mots."])])
    #expect(Record(note) == nil && Note(note) == nil)
    // Nothing is guessed from the other keys.
    var plain = RecordEdit(Document(), .note)
    try plain.set("kind", "entretien")
    #expect(Note(try document([plain.operations])) == nil)
    #expect(Record(Document()) == nil)
    #expect(Record.writers(of: note).isEmpty)
  }

  @Test("A note is a record, and a card is one: each kind is read as itself alone")
  func kinds() throws {
    let note = try document([NoteEdit.creation(kind: .bilan, title: "Titre", text: "Mots.")])
    let card = try document([PersonCard.creation(name: "A. V.")])
    #expect(Record(note)?.type == .note && Record(card)?.type == .person)
    #expect(Note(note)?.text == "Mots." && Note(card) == nil)
    #expect(PersonCard(card)?.name.texts == ["A. V."] && PersonCard(note) == nil)
    #expect(Record(note)?["title"].texts == ["Titre"] && Record(note)?["born"].texts == [])
    #expect(Record(note)?.prose("text") == "Mots." && Record(note)?.prose("title") == "")
    #expect(Record(note)?.conflicting.isEmpty == true)
  }

  @Test(
    "Of values written apart each field is in conflict by itself, in the order of the declaration")
  func conflicts() throws {
    let first = try NoteEdit.creation(kind: .bilan, title: "Un", text: "Mots.")
    let base = try document([first])
    let (one, two) = (
      try #require(ChangeID([UInt8](repeating: 8, count: 32))),
      try #require(ChangeID([UInt8](repeating: 9, count: 32)))
    )
    var (left, right) = (RecordEdit(base, .note), RecordEdit(base, .note))
    for (code, value) in [("happened", "2026-11-01"), ("title", "Deux")] {
      try left.set(code, value)
    }
    for (code, value) in [("happened", "2026-11-02"), ("title", "Trois")] {
      try right.set(code, value)
    }
    var merged = base
    merged.merge([
      Change(id: one, parents: base.frontier, operations: left.operations),
      Change(id: two, parents: base.frontier, operations: right.operations),
    ])
    let record = try #require(Record(merged))
    #expect(record.conflicting.map(\.code) == ["title", "happened"])
    #expect(record.state == .conflict)
    var settled = RecordEdit(merged, .note)
    try settled.set("title", "Trois")
    #expect(settled.operations.count == 1)
  }
}
