import CRDT
import CaseFile
import Testing

@Suite("What was written apart is what touches")
struct ProseApartTests {
  /// A note written by number 1, then each of these texts by its own writer, none of whom saw another's.
  static func note(_ start: String, _ texts: [String]) throws -> (note: Note, document: Document) {
    var whole = Document()
    func merge(_ number: UInt8, on base: Document, _ operations: [CRDT.Operation]) throws {
      let id = try #require(ChangeID([UInt8](repeating: number, count: 32)))
      whole.merge([Change(id: id, parents: base.frontier, operations: operations)])
    }
    try merge(1, on: whole, try NoteEdit.creation(kind: "entretien", text: start))
    let base = whole
    for (place, text) in texts.enumerated() {
      var edit = NoteEdit(base)
      try edit.set(text: text)
      try merge(UInt8(place + 2), on: base, edit.operations)
    }
    return (try #require(Note(whole)), whole)
  }

  @Test(
    "Both sentences are shown, whether words were added, removed or rewritten",
    arguments: [
      ("Allergie : pénicilline, arachide.", "Allergie : arachide.", "Allergie : pénicilline."),
      ("Elle ne veut pas partir.", "Elle veut pas partir.", "Elle ne veut partir."),
      ("Tél. 0470 12 34 56", "Tél. 0470 99 88 77", "Tél. 0480 11 22 33"),
      ("Rendez-vous mardi à 9 h.", "Rendez-vous jeudi à 9 h.", "Rendez-vous mardi à 14 h."),
      ("Elle vit seule.", "Elle vit chez sa sœur.", "Elle vit seule avec son fils."),
      (
        "Voir Paul. Voir Anne.", "Voir Paul. Voir Anne. Voir Léa.",
        "Voir Paul. Voir Anne. Voir Zoé."
      ),
      ("Dose : 10 mg matin et soir", "Dose : 10 mg matin", "Dose : 20 mg matin et soir"),
      ("Il a dit oui.", "", "Il a dit oui, puis non."),
    ])
  func touching(start: String, one: String, two: String) throws {
    let texts = one.isEmpty ? ["Vide.", two] : [one, two]
    let (note, _) = try Self.note(start, texts)
    let stretch = try #require(note.apart.first, "\(note.text)")
    #expect(note.apart.count == 1)
    for text in texts {
      #expect(
        stretch.sides.contains {
          text.contains($0.text.split(separator: " ").joined(separator: " "))
        },
        "\(stretch.sides.map(\.text)) of \(text)")
    }
    #expect(stretch.sides.flatMap(\.changes).count == 2)
    let scalars = Array(note.text.unicodeScalars)[stretch.range]
    #expect(String(String.UnicodeScalarView(scalars)) == stretch.standing)
  }

  @Test(
    "Sentences with others between them are not, and neither is what came to the same",
    arguments: [
      (
        "Un mot ici. Rien de neuf. Un mot là.", "Un mot changé ici. Rien de neuf. Un mot là.",
        "Un mot ici. Rien de neuf. Un mot changé là."
      ),
      ("Nom : Paul\nVille : Lyon", "Nom : Paulin\nVille : Lyon", "Nom : Paul\nVille : Lille"),
      ("À rayer. Reste.", "Reste.", "Reste."),
    ])
  func distant(start: String, one: String, two: String) throws {
    let (note, _) = try Self.note(start, [one, two])
    #expect(note.apart.isEmpty, "\(note.apart.map(\.standing))")
  }

  @Test("They stand until somebody who has seen both writes, or says that it reads well")
  func settled() throws {
    let (_, document) = try Self.note(
      "Allergie : pénicilline, arachide.", ["Allergie : arachide.", "Allergie : pénicilline."])
    var whole = document
    let third = try #require(ChangeID([UInt8](repeating: 9, count: 32)))
    whole.merge([Change(id: third, parents: document.frontier, operations: [])])
    let note = try #require(Note(whole))
    #expect(note.apart.isEmpty)
    #expect(note.state == .current)
    #expect(note.text == Note(document)?.text)
  }

  @Test("A third who saw neither brings it up again, for what touches hers")
  func third() throws {
    let (note, _) = try Self.note(
      "Elle dort ici. Il pleut. Elle mange là.",
      [
        "Elle dort bien ici. Il pleut. Elle mange là.",
        "Elle dort mal ici. Il pleut. Elle mange là.",
        "Elle dort ici. Il pleut. Elle mange peu là.",
      ])
    #expect(note.apart.count == 1)
    #expect(note.apart.first?.sides.count == 2)
  }

  @Test(
    "A deletion that nobody objected to stands when somebody only said that the note reads well")
  func deletionAndSettling() throws {
    let (_, document) = try Self.note("Un mot.", [])
    var whole = document
    var edit = NoteEdit(document)
    edit.delete()
    let deletion = try #require(ChangeID([UInt8](repeating: 8, count: 32)))
    let settling = try #require(ChangeID([UInt8](repeating: 9, count: 32)))
    whole.merge([
      Change(id: deletion, parents: document.frontier, operations: edit.operations),
      Change(id: settling, parents: document.frontier, operations: []),
    ])
    let note = try #require(Note(whole))
    #expect(note.state == .deleted)
    #expect(note.deletions == [deletion])
  }

  @Test("Many who write in one sentence cost no more than is shown")
  func crowd() throws {
    let texts = (0..<100).map { "Vu par le numéro \($0)." }
    let (note, _) = try Self.note("Vu par.", texts)
    let stretch = try #require(note.apart.first)
    #expect(stretch.sides.count == Limits.sidesApart)
  }
}
