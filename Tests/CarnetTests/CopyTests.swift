import Foundation
import Testing

@Suite("The copy for the person is all that is kept about her", .timeLimit(.minutes(30)))
struct CopyTests {
  @Test("Former names, releases and refusals are in it, for people and for programs")
  func whole() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    let file = try office.openCase("Samira Delacroix")
    _ = try office.done("person", "edit", file, "--name", "Karima Delacroix")
    _ = try office.done("release", file, "--on", "2025-03-01")
    _ = try office.done("release", file, "--on", "2026-11-03")
    _ = try office.done("consent", "refuse", file, "--to", "Oseille")
    for format in ["text", "html"] {
      let copy = try office.run("export", file, "--format", format, "--out", "-").out
      #expect(
        copy.split(whereSeparator: \.isNewline).contains {
          $0.contains("Claire – ") && $0.contains("Samira Delacroix")
        }, "\(copy)")
      #expect(copy.contains("Sortie le 03/11/2026 – noté par Claire"), "\(copy)")
      #expect(copy.contains("ne compte plus : sortie le 01/03/2025 – noté par Claire"), "\(copy)")
      #expect(copy.contains("Oseille : vous avez refusé le partage le "), "\(copy)")
    }
    let copy = try office.run("export", file, "--format", "json", "--out", "-").object()
    let card = try #require(copy["card"] as? [[String: Any]])
    #expect(
      card.compactMap { ($0["fields"] as? [String: Any])?["name"] as? String } == [
        "Samira Delacroix", "Karima Delacroix",
      ])
    let releases = try #require(copy["releases"] as? [[String: Any]])
    #expect(releases.map { $0["on"] as? String } == ["2025-03-01", "2026-11-03"])
    #expect(releases.map { $0["counts"] as? Bool } == [false, true])
    let shares = try #require(copy["shares"] as? [[String: Any]])
    #expect(shares.map { $0["status"] as? String } == ["refused"])
  }

  @Test("Who changes a name is told who keeps the former one")
  func formerName() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let alone = try office.run("person", "edit", file, "--name", "Samia Delacroix")
    #expect(alone.code == 0 && !alone.out.contains("gardent"), "\(alone)")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "contact", "--until", "2099-01-31",
      "--proof", "paper", "--explained-in", "fr")
    _ = try town.sync()
    let edited = try office.run("person", "edit", file, "--name", "Karima Delacroix")
    #expect(edited.out.contains("lors de l’accord : Oseille."), "\(edited)")
    // As it says.
    _ = try town.sync()
    let there = try office.done("case", "list", "--received", home: "b", as: "driss").list()
    #expect(there.map { $0["name"] as? String } == ["Samia Delacroix"], "\(there)")
  }

  @Test(
    "Of what stands apart where whoever makes the copy may not read, it says how much is missing, and not of which records"
  )
  func apart() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", "stagiaire", "--until", "demain",
      "--new-passphrase-file", "driss", as: "operator")
    _ = try office.admit("Driss")
    _ = try office.done(
      "right", "add", made.file, "--right", "carte_identite", "--as", "Claire")
    let right = try office.done(
      "right", "add", made.file, "--right", "rsa", "--state", "suspendu", "--suspended-because",
      "detention", "--as", "Claire"
    ).text("record")
    func copy(_ format: String, as person: String = "Driss") throws -> Program.Answer {
      try office.run(
        "export", made.file, "--format", format, "--out", "-", "--as", person,
        as: person.lowercased())
    }
    for format in ["text", "html"] {
      let partial = try copy(format)
      #expect(
        partial.code == 0 && partial.out.contains("Une fiche n’y est qu’en partie"), "\(partial)")
      #expect(partial.out.contains("Driss") && !partial.out.contains("détention"), "\(partial)")
      #expect(partial.err.contains("Une fiche n’y est qu’en partie"), "\(partial)")
      let full = try copy(format, as: "Claire")
      #expect(full.code == 0 && !full.out.contains("n’y est qu’en partie"), "\(full)")
    }
    #expect(try copy("json").object()["withheldApart"] as? Int == 1)
    #expect(try copy("json", as: "Claire").object()["withheldApart"] == nil)
    let said = try office.done(
      "export", made.file, "--format", "json", "--out", "partial.json", "--as", "Driss",
      as: "driss")
    #expect(try said.object()["withheldApart"] as? Int == 1)
    _ = try office.done(
      "right", "edit", right, "--state", "accorde", "--suspended-because", "", "--as", "Claire")
    #expect(try copy("json").object()["withheldApart"] == nil)
  }

  // Never 26
  @Test("Each label is in the language of the call")
  func labels() throws {
    let made = try Template.copy()
    let office = made.office
    let added = try office.run(
      "note", "add", made.file, "--volet", "droits", "-", "--lang", "nl", input: "Een woord.\n")
    let shown = try office.run("note", "show", made.note, "--lang", "nl")
    for answer in [added, shown] {
      #expect(answer.out.contains("\nVersie: ") && !answer.out.contains("Version"), "\(answer)")
    }
    #expect(try office.run("note", "list", made.file, "--lang", "nl").out.hasPrefix("NOTITIE"))
  }
}
