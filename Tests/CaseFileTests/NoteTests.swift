import CRDT
import CaseFile
import Testing

/// A replica that names its changes by a number, as their hash would.
private struct Replica {
  var document = Document()

  @discardableResult
  mutating func commit(_ number: UInt8, _ draft: (inout NoteEdit) throws -> Void) throws -> ChangeID
  {
    var edit = NoteEdit(document)
    try draft(&edit)
    return try commit(number, edit.operations)
  }

  @discardableResult
  mutating func commit(_ number: UInt8, _ operations: [CRDT.Operation]) throws -> ChangeID {
    let id = try #require(ChangeID([UInt8](repeating: number, count: 32)))
    document.merge([Change(id: id, parents: document.frontier, operations: operations)])
    return id
  }

  static func withNote() throws -> Replica {
    var replica = Replica()
    try replica.commit(
      1,
      NoteEdit.creation(
        kind: "entretien", title: "Premier contact", happened: CalendarDate(parsing: "2026-11-14"),
        text: "Elle veut refaire ses papiers."))
    return replica
  }

  var record: Record { get throws { try #require(Record(document)) } }

  static func merged(_ replicas: Replica...) throws -> Note {
    let forwards = Self.union(replicas)
    let backwards = Self.union(replicas.reversed())
    #expect(forwards == backwards)
    return try #require(Note(forwards))
  }

  private static func union(_ replicas: [Replica]) -> Document {
    var document = Document()
    for replica in replicas { document.merge(replica.document.changes) }
    return document
  }
}

@Suite("Notes")
struct NoteTests {
  @Test("A new note reads as it was written")
  func creation() throws {
    let note = try #require(Note(Replica.withNote().document))
    #expect(note.text == "Elle veut refaire ses papiers.")
    #expect(note.title.texts == ["Premier contact"])
    #expect(note.kind.texts == ["entretien"])
    #expect(note.happened.texts == ["2026-11-14"])
    #expect(note.written.texts == [])
    #expect(note.state == .current)
    #expect(note.record.conflicts == [])
    #expect(Note(Document()) == nil)
  }

  @Test("A step that changes nothing writes nothing")
  func nothingToDo() throws {
    var edit = NoteEdit(try Replica.withNote().document)
    try edit.set(.kind, "entretien")
    try edit.set(.title, "Premier contact")
    try edit.set(text: "Elle veut refaire ses papiers.")
    try edit.set(.written, nil)
    edit.keep()
    #expect(edit.operations == [])
  }

  // Never 10
  @Test(
    "Prose written apart at one place is one stretch, each side with its change, until somebody edits"
  )
  func proseApart() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    #expect(Note(claire.document)?.apart.isEmpty == true)
    let first = try claire.commit(2) {
      try $0.set(text: "Elle veut refaire ses papiers. Elle attend.")
    }
    let second = try hugo.commit(3) { try $0.set(text: "Elle veut refaire ses papiers. Il pleut.") }
    let note = try Replica.merged(claire, hugo)
    #expect(note.state == .current)
    #expect(note.apart.map(\.range) == [30..<53])
    let sides = Dictionary(
      uniqueKeysWithValues: note.apart.flatMap(\.sides).map { ($0.changes, $0.text) })
    #expect(sides == [[first]: " Elle attend.", [second]: " Il pleut."])
    #expect(note.text == "Elle veut refaire ses papiers." + note.apart[0].standing)
    claire.document.merge(hugo.document.changes)
    try claire.commit(4) { try $0.set(.title, "Relu") }
    #expect(Note(claire.document)?.apart.isEmpty == true)
  }

  @Test("Two titles written apart are both kept until a person chooses")
  func conflictingTitles() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    let first = try claire.commit(2) { try $0.set(.title, "Papiers") }
    let second = try hugo.commit(3) { try $0.set(.title, "Rendez-vous mairie") }
    let note = try Replica.merged(claire, hugo)
    #expect(note.state == .conflict)
    #expect(note.title.texts == ["Papiers", "Rendez-vous mairie"])
    let values = [
      FieldValue(value: "Papiers", change: first),
      FieldValue(value: "Rendez-vous mairie", change: second),
    ]
    #expect(note.record.conflicts.map(\.field.code) == ["title"])
    #expect(note.record.conflicts.first?.values == values)

    claire.document.merge(hugo.document.changes)
    try claire.commit(4) { try $0.set(.title, "Papiers") }
    #expect(try Replica.merged(claire, hugo).state == .current)
    #expect(try Replica.merged(claire, hugo).title.texts == ["Papiers"])
  }

  @Test("The same title written apart is no conflict")
  func sameTitle() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    try claire.commit(2) { try $0.set(.title, "Papiers") }
    try hugo.commit(3) { try $0.set(.title, "Papiers") }
    #expect(try Replica.merged(claire, hugo).state == .current)
  }

  @Test("A date emptied here and changed there is a conflict that shows the date")
  func emptied() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    try claire.commit(2) { try $0.set(.happened, nil) }
    let other = try CalendarDate(parsing: "2026-11-13")
    try hugo.commit(3) { try $0.set(.happened, other.description) }
    let note = try Replica.merged(claire, hugo)
    #expect(note.state == .conflict)
    #expect(note.happened.texts == ["2026-11-13"])
    #expect(note.record.conflicts.map(\.field.code) == ["happened"])
  }

  @Test("A note is deleted by somebody who had seen all of it")
  func deleted() throws {
    var claire = try Replica.withNote()
    try claire.commit(2) { try $0.set(text: "Autre texte.") }
    try claire.commit(3) { $0.delete() }
    #expect(try Replica.merged(claire).state == .deleted)
    var again = NoteEdit(claire.document)
    again.delete()
    #expect(again.operations == [])
  }

  // Never 10
  @Test("A deletion loses against an edit that it had not seen, and becomes a request")
  func concurrentEdit() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    try claire.commit(2) { $0.delete() }
    try hugo.commit(3) { try $0.set(text: "Elle veut refaire ses papiers. Rendez-vous mardi.") }
    let note = try Replica.merged(claire, hugo)
    #expect(note.state == .deleteRequested)
    #expect(note.text == "Elle veut refaire ses papiers. Rendez-vous mardi.")

    claire.document.merge(hugo.document.changes)
    try claire.commit(4) { $0.delete() }
    #expect(try Replica.merged(claire, hugo).state == .deleted)
  }

  // Never 10
  @Test("Two deletions that each saw a part do not add up to one that saw the whole")
  func halfDeletions() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    try claire.commit(2) { try $0.set(.title, "Papiers") }
    try hugo.commit(3) { try $0.set(text: "Autre texte.") }
    try claire.commit(4) { $0.delete() }
    try hugo.commit(5) { $0.delete() }
    #expect(try Replica.merged(claire, hugo).state == .deleteRequested)
  }

  @Test("Two deletions of the whole note delete it")
  func sameDeletions() throws {
    var claire = try Replica.withNote()
    var hugo = claire
    try claire.commit(2) { $0.delete() }
    try hugo.commit(3) { $0.delete() }
    #expect(try Replica.merged(claire, hugo).state == .deleted)
  }

  @Test("A note that somebody keeps is current again")
  func kept() throws {
    var claire = try Replica.withNote()
    try claire.commit(2) { $0.delete() }
    try claire.commit(3) { $0.keep() }
    #expect(try Replica.merged(claire).state == .current)
  }

  @Test("Bounds hold on titles and texts")
  func bounds() throws {
    var edit = NoteEdit(try Replica.withNote().document)
    #expect(throws: RuleBroken.tooLong(.noteTitle, maximum: 500, found: 501)) {
      try edit.set(.title, String(repeating: "é", count: 501))
    }
    #expect(throws: RuleBroken.tooLong(.noteText, maximum: 262_144, found: 262_145)) {
      try edit.set(text: String(repeating: "a", count: 262_145))
    }
    #expect(edit.operations == [])
  }
}

@Suite("Cards of persons")
struct PersonCardTests {
  @Test("A card keeps a name as written and a birth known by its year")
  func creation() throws {
    var replica = Replica()
    let born = try CalendarDate(parsing: "1994")
    try replica.commit(
      1,
      RecordEdit.creation(
        .person, ["name": ["Karim B."], "born": [born.description]], in: .contact))
    let card = try #require(Record(replica.document).flatMap { PersonCard($0) })
    #expect(card.name.texts == ["Karim B."])
    #expect(card.born.texts == ["1994"])
    #expect(Note(replica.document) == nil)
    #expect(try PersonCard(Replica.withNote().record) == nil)
    var same = RecordEdit(replica.document, .person, in: .contact)
    try same.set("name", ["Karim B."])
    #expect(same.operations.isEmpty)
  }

  @Test("A name cannot be empty, and nobody adds a card by itself")
  func empty() {
    #expect(throws: RuleBroken.empty(.personName)) {
      try RecordEdit.creation(.person, ["name": [" \u{A0}"]], in: .contact)
    }
    #expect(throws: RuleBroken.cardStays) { try RecordType.person.checkAdded() }
  }
}
