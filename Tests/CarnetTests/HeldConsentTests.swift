import Foundation
import Testing

@Suite("A consent by which nothing goes says why, and what to do")
struct HeldConsentTests {
  /// Claire's `office` gives Oseille the volet of rights; what was said.
  private func give(
    _ office: Office, _ file: String, _ more: String...
  ) throws -> Program.Answer {
    try office.start(
      [
        "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "31/01/2099",
        "--proof", "letter", "--explained-in", "fr",
      ] + more
    ).wait()
  }

  @Test("One to a service whose digits nobody has compared says that these are missing")
  func beforeComparison() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    _ = try office.done("pair", "accept", invitation, home: "b", as: "operator")
    let file = try office.openCase("Samira Delacroix")
    let given = try give(office, file)
    #expect(given.code == 77 && given.err.contains("pas encore vérifié"), "\(given)")
    #expect(given.err.contains("carnet appairer confirmer"), "\(given)")
  }

  @Test("One given before the first exchange says everywhere that it waits for it")
  func beforeFirstExchange() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    let file = try office.openCase("Samira Delacroix")
    let given = try give(office, file)
    #expect(given.code == 0 && given.out.contains("Rien n’en part encore"), "\(given)")
    #expect(given.out.contains("« carnet echanger »"), "\(given)")
    let note = try office.run(
      "note", "add", file, "--volet", "droits", "--title", "T", "-", input: "Un mot.\n")
    #expect(note.out.contains("premier échange") && note.out.contains("carnet echanger"), "\(note)")
    let other = try office.run(
      "note", "add", file, "--volet", "sante", "--title", "T", "-", input: "Un mot.\n")
    #expect(other.out.contains("Oseille (l’accord en cours porte sur d’autres volets)"), "\(other)")
    for command in [["consent", "list", file], ["case", "show", file]] {
      let told = try office.start(command).wait()
      #expect(told.out.contains("attend un échange"), "\(told)")
      #expect(told.out.contains("Rien n’en part encore"), "\(told)")
    }
    let listed = try office.done("consent", "list", file).list()
    #expect(listed.first?["waits"] as? String == "exchange")
    let status = try office.run("status")
    #expect(status.out.contains("attendent un échange avec Oseille"), "\(status)")
    // Nobody keeps a name that has not left.
    let renamed = try office.run("person", "edit", file, "--name", "Samira Diop")
    #expect(renamed.code == 0 && !renamed.out.contains("reçoivent déjà"), "\(renamed)")

    // What it says to do is done: an exchange, somebody who opens, another exchange.
    _ = try town.sync()
    let after = try office.run("status")
    #expect(!after.out.contains("attendent"), "\(after)")
    let begun = try office.run("consent", "list", file)
    #expect(!begun.out.contains("attend un échange") && !begun.out.contains("encore"), "\(begun)")
    _ = try town.sync()
    let received = try office.done("case", "list", "--received", home: "b", as: "driss").list()
    #expect(received.map { $0["name"] as? String } == ["Samira Diop"])
    let again = try office.run("person", "edit", file, "--name", "Samira Diallo")
    #expect(again.out.contains("reçoivent déjà") && again.out.contains("Oseille"), "\(again)")
  }

  @Test("One on hold says why, and giving it again is the way out")
  func onHold() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    _ = try town.join("c")
    _ = try office.done(
      "worker", "add", "Lila", "--role", "referent", "--new-passphrase-file", "operator",
      home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.admit("Lila")
    let file = try office.openCase("Samira Delacroix")
    _ = try office.done("sync", home: "c", as: nil)
    // Her access ends while she records a consent somewhere else.
    _ = try office.done("worker", "end", "Lila", as: "operator")
    let given = try office.run(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "31/01/2099",
      "--proof", "letter", "--explained-in", "fr", "--as", "Lila", home: "c", as: "operator")
    try #require(given.code == 0, "\(given)")
    _ = try office.done("sync", home: "c", as: nil)
    for command in [["consent", "list", file], ["case", "show", file]] {
      let told = try office.start(command).wait()
      #expect(told.out.contains("Oseille : suspendu"), "\(told)")
      #expect(told.out.contains("En pause, rien n’en part"), "\(told)")
    }
    _ = try town.sync()
    #expect(try office.done("case", "list", "--received", home: "b", as: "driss").list().isEmpty)
    let again = try give(office, file)
    #expect(again.code == 0 && !again.out.contains("En pause, rien n’en part"), "\(again)")
    let after = try office.run("consent", "list", file)
    #expect(!after.out.contains("En pause"), "\(after)")
    _ = try town.sync()
    let received = try office.done("case", "list", "--received", home: "b", as: "driss").list()
    #expect(received.count == 1)
  }

  @Test("The same terms again are in force already, until when, and what else one can do is done")
  func sameTerms() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let first = try give(office, file)
    #expect(first.code == 0 && !first.out.contains("encore :"), "\(first)")
    let before = try office.done("consent", "list", file).out
    for more in [[], ["--from-now"], ["--keep-past"]] {
      let again = try office.start(
        [
          "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until",
          "31/01/2099", "--proof", "letter", "--explained-in", "fr",
        ] + more
      ).wait()
      #expect(again.code == 64, "\(again)")
      #expect(again.err.contains("déjà en vigueur, jusqu’au 31/01/2099"), "\(again)")
      #expect(again.err.contains("« carnet consentement retirer "), "\(again)")
    }
    #expect(try office.done("consent", "list", file).out == before)
    // As it says: withdrawn, it can be given again.
    _ = try office.done("consent", "withdraw", file)
    let anew = try give(office, file)
    #expect(anew.code == 0, "\(anew)")
    let planned = try office.openCase("Kaïs")
    _ = try give(office, planned, "--effective", "release")
    let twice = try give(office, planned, "--effective", "release")
    #expect(twice.code == 64 && twice.err.contains("déjà prévu, jusqu’au"), "\(twice)")
  }

  @Test("What no consent lets leave does not count as waiting")
  func waiting() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let pending = { () throws -> Int in
      try #require(try office.done("status").list().first?["pending"] as? Int)
    }
    _ = try give(office, file)
    _ = try town.sync()
    _ = try office.done("status")
    _ = try town.sync()
    _ = try office.addNote("Un mot.\n", to: file)
    let withNote = try pending()
    #expect(withNote > 0)
    _ = try office.done("consent", "withdraw", file)
    let withdrawn = try pending()
    // What is said to wait goes, whole; and nothing of the note.
    let row = try town.sync()
    #expect(row["received"] as? Int == withdrawn, "\(row), \(withNote)")
    #expect(try pending() == 0)
  }

  @Test("A note held by a consent whose day has passed does not count as waiting")
  func heldByItsEnd() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    _ = try give(office, file)
    _ = try town.sync()
    _ = try office.addNote("Un mot.\n", to: file)
    let before = try #require(try office.done("status").list().first?["pending"] as? Int)
    let late = try office.shell(
      "faketime '2099-02-10 12:00:00' carnet status --clock-is-right --json")
    let waiting = try #require(try late.list().first?["pending"] as? Int, "\(late)")
    #expect(waiting == before - 1, "\(late)")
    // The end stays the end, and what is said to wait is what goes.
    #expect(try town.sync()["received"] as? Int == waiting)
    let received = try office.done("case", "list", "--received", home: "b", as: "driss").list()
    let share = try #require(received.first?["shared"] as? String)
    #expect(try office.done("note", "list", share, home: "b", as: "driss").list().isEmpty)
  }
}
