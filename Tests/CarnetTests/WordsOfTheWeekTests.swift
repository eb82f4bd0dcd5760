import Foundation
import Testing

/// Sentences that people read in a week of work, against what happened.
@Suite("Sentences of a week")
struct WordsOfTheWeekTests {
  @Test(
    "A share of somebody who reads as another person is linked only when somebody says that it is she"
  )
  func anotherPerson() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try office.done("person", "edit", stage.file, "--born", "1984-03-12")
    _ = try stage.give("droits,contact", "--both-ways")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    for (name, born) in [("Samira Delacroix", "1991"), ("Awa Diop", "1984-03-12")] {
      let wrong = try office.done(
        "case", "open", "--name", name, "--born", born, home: "b", as: "driss"
      ).text("case")
      let refused = try office.run("case", "link", share, wrong, "--json", home: "b", as: "driss")
      #expect(refused.lastError == #"{"error":"anotherPerson","exit":64}"#, "\(refused)")
      #expect(refused.err.contains("12/03/1984") && refused.err.contains(name), "\(refused)")
      try stage.settle()
      #expect(try stage.received(home: "a", as: "claire").isEmpty)
    }
    let year = try office.done(
      "case", "open", "--name", "Delacroix, S.", "--born", "1984", home: "b", as: "driss"
    ).text("case")
    let linked = try office.run("case", "link", share, year, home: "b", as: "driss")
    #expect(linked.code == 0, "\(linked)")
    #expect(linked.out.contains("12/03/1984") && linked.out.contains("Delacroix, S."), "\(linked)")
    let other = try office.done("case", "list", home: "b", as: "driss").list()
      .first { $0["name"] as? String == "Awa Diop" }
    let said = try office.run(
      "case", "link", share, try #require(other?["case"] as? String), "--same-person", home: "b",
      as: "driss")
    #expect(said.code == 0, "\(said)")
    // The answer that the first link had opened ended with it; the case file is not called closed.
    let page = try office.run("case", "show", year, home: "b", as: "driss")
    #expect(page.out.contains("lien défait") && !page.out.contains("suivi clos"), "\(page)")
  }

  @Test("A release to come says what begins then, and it begins then")
  func releaseToCome() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--effective", "release")
    let planned = try office.run("release", stage.file, "--on", "demain")
    #expect(planned.out.contains("Prendront effet ce jour-là"), "\(planned)")
    #expect(planned.out.contains("Oseille") && !planned.out.contains("rien de plus"), "\(planned)")
    #expect(try stage.consents().first?["status"] as? String == "planned")
    let other = try stage.write("sante", "Un mot.")
    #expect(other.out.contains("Oseille (l’accord prévu porte sur d’autres volets)"), "\(other)")
    let same = try stage.write("droits", "Un mot.")
    #expect(same.out.contains("Oseille (l’accord prévu n’a pas pris effet)"), "\(same)")
    let today = try office.run("release", stage.file)
    #expect(today.out.contains("prennent effet pour : Oseille"), "\(today)")
    let none = try office.run("release", try office.openCase("Awa Diop"))
    #expect(none.out.contains("à elle seule, elle ne transmet rien"), "\(none)")
  }

  @Test("After closing and opening again nothing goes there, and it is said why")
  func reopened() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits")
    _ = try stage.town.sync()
    _ = try office.done("case", "close", stage.file)
    _ = try office.done("case", "reopen", stage.file)
    let after = try stage.write("droits", "Un mot.")
    #expect(after.out.contains("Oseille (aucun accord)"), "\(after)")
    _ = try stage.give("logement")
    _ = try stage.town.sync()
    let list = try office.run("case", "list", "--received", home: "b", as: "driss")
    let ended = "Mes papiers, mes droits, mon argent, ce service a mis fin"
    #expect(list.out.contains(ended), "\(list)")
    let row = try #require(try stage.received().first)
    #expect(row["volets"] as? [String] == ["logement"], "\(row)")
    #expect(row["ceasedVolets"] as? [String] == ["droits"], "\(row)")
  }

  @Test("A note of another service is said to be of that service")
  func theirs() throws {
    let stage = try ConsentInHandsTests.Stage()
    _ = try stage.give("droits")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let note = try #require(
      try stage.office.done("note", "list", share, home: "b", as: "driss").list().first?["note"]
        as? String)
    for deed in [
      ["note", "edit", note, "--title", "X"], ["note", "delete", note], ["note", "erase", note],
    ] {
      let refused = try stage.office.start(deed, home: "b", as: "driss").wait()
      #expect(refused.code == 77, "\(refused)")
      #expect(refused.err.contains("d’Ormeval"), "\(refused)")
    }
  }

  @Test(
    "Who invites and does not answer: nothing is paired, no notebook is there, and both are said")
  func nobodyThere() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    for own in [true, false] {
      let flags = own ? ["--own"] : []
      let made = try office.start(
        ["pair", "invite", "--address", "127.0.0.1:9", "--json"] + flags, as: "operator"
      ).wait()
      let invitation = try made.text("invitation")
      let answer =
        own
        ? try office.run(
          "init", "--join", invitation, "--new-passphrase-file", "operator", "--json", home: "c",
          as: nil)
        : try office.run("pair", "accept", invitation, "--json", home: "b", as: "operator")
      #expect(answer.lastError == #"{"error":"inviterUnreachable","exit":69}"#, "\(answer)")
      #expect(!answer.err.contains("Vos notes"), "\(answer)")
    }
    #expect(try office.run("status", "--json", home: "c", as: nil).code != 0)
  }

  @Test("The first worker is told what her role may do next")
  func firstWorker() throws {
    let office = try Office()
    let made = try office.run(
      "init", "--service", "Oseille", "--worker", "Driss", "--role", "juriste",
      "--worker-passphrase-file", "driss", as: "operator")
    #expect(made.code == 0, "\(made)")
    let offersOpening = made.out.contains("« carnet suivi ouvrir »")
    let opened = try office.run("case", "open", "--name", "Awa", as: "driss")
    #expect(offersOpening == (opened.code == 0), "\(made)\n\(opened)")
  }

  @Test("Two services of one name are told apart wherever they are named, and their numbers decide")
  func twoOfOneName() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    try office.found("c", "oseille", worker: "Driss")
    let invitation = try office.done(
      "pair", "invite", "--address", stage.town.address, as: "operator"
    ).text("invitation")
    let met = try office.done("pair", "accept", invitation, home: "c", as: "operator")
    let nodes = try office.done("pair", "list", as: "operator").list()
    let new = try #require(nodes.first { $0["sas"] as? String == (try? met.text("sas")) })
    _ = try office.done(
      "pair", "confirm", try #require(new["peer"] as? String), "--sas", try met.text("sas"),
      as: "operator")
    let vague = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--json")
    #expect(vague.lastError == #"{"error":"severalServices","exit":64}"#, "\(vague)")
    let services = try office.done("status").list().compactMap { $0["peer"] as? String }
    #expect(services.count == 2)
    let id = try #require(
      vague.err.matches(of: #/[Oo]seille ([0-9a-f]{8})/#).last.map { String($0.1) }, "\(vague)")
    let given = try office.run(
      "consent", "give", stage.file, "--to", id, "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", "--both-ways")
    #expect(given.code == 0 && given.out.contains("eille (\(id))"), "\(given)")
    #expect(given.out.contains("Dans les deux sens"), "\(given)")
    #expect(given.out.contains("Personne : Samira Delacroix, naissance inconnue"), "\(given)")
    let list = try office.run("consent", "list", stage.file)
    #expect(list.out.contains("eille (\(id))"), "\(list)")
    let note = try stage.write("droits", "Un mot.")
    #expect(note.out.contains("(\(id))"), "\(note)")
    let easy = try office.run("consent", "receipt", "Samira", "--easy")
    #expect(easy.out.contains("peut répondre") && easy.out.contains("Aussi ce qui"), "\(easy)")
  }

  @Test("A consent to a service that was never met says that it begins with the first exchange")
  func unmet() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    let file = try office.openCase("Samira Delacroix")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr")
    let written = try office.run(
      "note", "add", file, "--volet", "droits", "--title", "T", "-", input: "Un mot.\n")
    if written.out.contains("Pas transmis") {
      #expect(written.out.contains("commence au premier échange"), "\(written)")
    } else {
      #expect(written.out.contains("Sera transmis à : Oseille"), "\(written)")
    }
    for _ in 0..<2 {
      _ = try town.sync()
      _ = try office.done("case", "list")
    }
    let row = try #require(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().first)
    let share = try #require(row["shared"] as? String)
    #expect(try office.done("note", "list", share, home: "b", as: "driss").list().count == 1)
  }

  @Test("The marks of other editors are no words, and stay out of a note")
  func marks() throws {
    let made = try Template.copy()
    let note = try made.office.addNote("\u{FEFF}Une ligne.\r\nUne autre.\r\n", to: made.file)
    #expect(
      try made.office.done("note", "show", note).text("text") == "Une ligne.\nUne autre.\n")
  }

  @Test("Her name is corrected in a closed case file too")
  func closedName() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done("case", "close", made.file)
    _ = try office.done("person", "edit", made.file, "--name", "Samira Diop", "--born", "3/2/1990")
    let shown = try office.done("case", "show", made.file).object()
    #expect(shown["name"] as? String == "Samira Diop" && shown["born"] as? String == "1990-02-03")
    let refused = try office.run("note", "add", made.file, "--volet", "droits", "-", input: "X\n")
    #expect(refused.code == 77, "\(refused)")
  }
}
