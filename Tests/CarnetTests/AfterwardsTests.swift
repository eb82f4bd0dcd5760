import Foundation
import Testing

/// What comes after something is durable: nobody is told that it was not, and nobody does it twice.
@Suite("Once it is recorded, it is said to be")
struct AfterwardsTests {
  /// Deeds, as lines of a shell; FILE and NOTE are of the template.
  static let deeds = [
    "case open --name Awa", "case close FILE", "case reopen FILE", "person edit FILE --name Awa",
    "release FILE", "note add FILE --volet droits - <<<Mots",
    "note edit NOTE --title Autre", "note delete NOTE", "note restore NOTE VERSION",
    "note settle NOTE", "note erase NOTE",
    "worker add Driss --role referent --new-passphrase-file driss",
  ]

  @Test("An answer that cannot be shown does not undo what was done", arguments: deeds)
  func untold(_ deed: String) throws {
    let made = try Template.copy()
    let version = try made.office.done("note", "show", made.note).text("version")
    let line = deed.replacing("FILE", with: made.file).replacing("NOTE", with: made.note)
      .replacing("VERSION", with: version)
    let person = deed.hasPrefix("worker") ? "operator" : "claire"
    let answer = try made.office.shell(
      "carnet \(line) --json >/dev/full", environment: ["CARNET_PASSPHRASE_FILE": person])
    #expect(answer.code == 74, "\(answer)")
    #expect(answer.lastError == #"{"error":"doneUntold","exit":74}"#, "\(answer)")
    #expect(answer.err.contains("C’est enregistré"), "\(answer)")
  }

  @Test("What could not be answered is there")
  func there() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.shell("carnet note add \(made.file) --volet droits - <<<Retrouvé >/dev/full")
    let notes = try office.done("note", "list", made.file).list()
    #expect(notes.count == 2)
    _ = try office.shell("carnet case open --name Awa >/dev/full")
    #expect(try office.done("case", "list").list().contains { $0["name"] as? String == "Awa" })
  }

  @Test(
    "An end in whatever form of date is taken, and the answer is about what was recorded",
    arguments: ["2099-01-31", "31/01/2099", "31 janvier 2099", "dans 6 mois"])
  func ends(_ typed: String) throws {
    let stage = try ConsentInHandsTests.Stage()
    let answer = try stage.office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until", typed,
      "--proof", "letter", "--explained-in", "fr")
    #expect(answer.code == 0, "\(answer)")
    #expect(!answer.err.contains("n’est pas une date"), "\(answer)")
    #expect(try stage.consents().count == 1)
    let day = try stage.office.run(
      "person", "edit", stage.file, "--born", "14/02/1991")
    #expect(day.code == 0, "\(day)")
  }
}
