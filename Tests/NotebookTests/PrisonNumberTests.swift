import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("A number by which a prison knows her is told where it may leave", .timeLimit(.minutes(10)))
struct PrisonNumberTests {
  private func note(
    _ office: Office, _ file: CaseID, _ text: String, in volet: Volet = .droits, _ town: Town
  ) throws -> RecordWritten {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(.note, in: volet, ["kind": ["entretien"], "text": [text]]),
      to: file.description, zone: 60, at: town.now)
  }

  private func told(_ words: String) -> [RecordDoubt] {
    [.tellsPrison(FieldName("note.text"), words: words, .droits)]
  }

  @Test("Whoever types it is told, once, as is whoever shares it; of other numbers nothing is told")
  func told() throws {
    let town = Town(seed: 7301)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let text = "Son numéro est le 45678-b, 2e étage."
    #expect(try note(office, file, text, town).doubts.isEmpty)
    for (kind, value) in [("numero_ecrou", "45678 B"), ("numero_allocataire", "7712345")] {
      town.tickOne()
      _ = try office.notebook.addRecord(
        RecordDraft(.identifier, in: .interne, ["kind": [kind], "value": [value]]),
        to: file.description, zone: 60, at: town.now)
    }
    let made = try note(office, file, text, town)
    #expect(made.doubts == told("45678-b"))
    #expect(try note(office, file, text, in: .equipe, town).doubts.isEmpty)
    #expect(try note(office, file, "La CAF : 7712345.", town).doubts.isEmpty)
    // Told once: the same words are not told again, other ones are.
    func edit(_ text: String) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.editRecord(
        made.record.description, of: .note, ["text": [text]], zone: 60, at: town.now
      ).doubts
    }
    #expect(try edit(text + " Il écrit.").isEmpty)
    // What was written before the number was known is told where it is shared.
    let telling = try office.notebook.tellingPrison(
      of: file.description, in: [.droits], at: town.now)
    #expect(telling.map(\.fields) == [[FieldName("note.text")], [FieldName("note.text")]])
    // Another person's number is any other.
    let other = try office.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
    #expect(try note(office, other, text, town).doubts.isEmpty)
  }

  @Test("Who may not read the numbers learns from no sentence that one is of a prison")
  func unread() throws {
    let town = Town(seed: 7302)
    let office = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: office, worker: "Inès", role: .stagiaire)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try office.notebook.addRecord(
      RecordDraft(
        .identifier, in: .interne, ["kind": ["numero_ecrou"], "value": ["45678 B"]]),
      to: file.description, zone: 60, at: town.now)
    try town.exchange(office.notebook, branch.notebook)
    #expect(try note(branch, file, "Son numéro : 45678 B.", town).doubts.isEmpty)
    #expect(try note(branch, file, "Écrou 45678 B.", town).doubts == told("Écrou"))
    #expect(try note(office, file, "Son numéro : 45678 B.", town).doubts == told("45678 B"))
  }
}
