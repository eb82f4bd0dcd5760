import Foundation
import Testing

/// What the person takes back by her name is what still lies over there, and what is answered is what became of it.
@Suite("What she takes back")
struct TakenBackTests {
  @Test(
    "After a closing, her withdrawal by name ends what was sent, whatever was cancelled beside it")
  func closed() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let sent = try stage.give("droits", "--past", "all")
    let planned = try stage.give("emploi", "--effective", "release")
    try stage.write("droits", "Un secret.")
    _ = try stage.town.sync()
    let closed = try office.run("case", "close", stage.file)
    #expect(closed.out.contains("carnet consentement retirer"), "\(closed)")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Un secret."])
    let done = try office.run("consent", "withdraw", "Samira")
    #expect(done.out.contains("Mes papiers, mes droits, mon argent"), "\(done)")
    try stage.settle()
    #expect(try stage.reads().isEmpty)
    let rows = try stage.consents()
    let status = { (id: String) in
      rows.first { $0["consent"] as? String == id }?["status"] as? String
    }
    #expect(status(sent) == "withdrawn" && status(planned) == "ceased", "\(rows)")
    let again = try office.done("consent", "withdraw", "Samira", "--to", "Oseille")
    #expect(try again.text("consent") == sent)
  }

  @Test("What a closing ended is not hidden by what was agreed after the reopening")
  func reopened() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let first = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Un secret.")
    _ = try stage.town.sync()
    _ = try office.done("case", "close", stage.file)
    _ = try office.done("case", "reopen", stage.file)
    let second = try stage.give("logement")
    let vague = try office.run("consent", "withdraw", "Samira", "--json")
    #expect(vague.lastError == #"{"error":"severalConsents","exit":64}"#, "\(vague)")
    for number in [first, second] { #expect(vague.err.contains(number.prefix(8)), "\(vague)") }
    // Both are for one service: naming it decides nothing.
    #expect(!vague.err.contains("--to"), "\(vague)")
    let done = try office.done("consent", "withdraw", "Samira", "--volets", "droits")
    #expect(try done.text("consent") == first)
    try stage.settle()
    #expect(try stage.reads().isEmpty)
    let left = try office.done("consent", "withdraw", "Samira")
    #expect(try left.text("consent") == second)
  }

  @Test("A refusal that ends everything ends what a closing had left over there")
  func refusedAfterClosing() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Un secret.")
    _ = try stage.town.sync()
    _ = try office.done("case", "close", stage.file)
    let unsaid = try office.run("consent", "refuse", stage.file, "--to", "Oseille", "--json")
    #expect(unsaid.lastError == #"{"error":"consentsBesideRefusal","exit":64}"#, "\(unsaid)")
    _ = try office.done("consent", "refuse", stage.file, "--to", "Oseille", "--withdraw")
    try stage.settle()
    #expect(try stage.reads().isEmpty)
  }

  @Test("A volet taken back before is named, and what goes on with it, at both counters")
  func saidAgain() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("contact,droits")
    _ = try stage.town.sync()
    let there = { (volets: String) in
      try office.run(
        "consent", "withdraw", "Samira", "--volets", volets, home: "b", as: "driss")
    }
    let first = try there("droits")
    #expect(first.out.contains("continue pour : Qui je suis"), "\(first)")
    let again = try there("droits")
    #expect(
      again.out.contains("avait déjà pris fin pour : Mes papiers, mes droits, mon argent."),
      "\(again)")
    #expect(again.out.contains("Il continue pour : Qui je suis"), "\(again)")
    try stage.settle()
    let here = try office.run("consent", "withdraw", "Samira", "--volets", "droits")
    #expect(here.code == 0 && !here.out.contains("Cet accord est déjà retiré"), "\(here)")
    #expect(here.out.contains("ces seuls volets : Mes papiers, mes droits, mon argent."), "\(here)")
    #expect(here.out.contains("L’accord continue pour : Qui je suis"), "\(here)")
    // The rest is said to the other service: each ending is told as it was said.
    _ = try office.done("consent", "withdraw", "Samira")
    try stage.settle()
    let list = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(list.out.contains("dit auprès d’Ormeval"), "\(list)")
    #expect(list.out.contains("dit auprès de votre service"), "\(list)")
  }

  @Test("A refusal said three times stands once")
  func refusedAgain() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let first = try office.done("consent", "refuse", stage.file, "--to", "Oseille")
    for _ in 0..<2 {
      let again = try office.run("consent", "refuse", stage.file, "--to", "Oseille")
      #expect(again.code == 0 && again.out.contains("déjà enregistré"), "\(again)")
    }
    #expect(try stage.consents().map { $0["consent"] as? String } == [first.text("consent")])
    // What was agreed since makes it another one.
    _ = try stage.give("droits")
    _ = try office.done("consent", "refuse", stage.file, "--to", "Oseille", "--withdraw")
    #expect(
      try stage.consents().map { $0["status"] as? String } == ["refused", "withdrawn", "refused"])
  }

  @Test("The paper of a planned consent says when it begins, and that nothing goes before")
  func paper() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let dated = try stage.give("droits", "--effective", "2098-12-15")
    let easy = try office.run("consent", "receipt", dated, "--easy")
    #expect(easy.out.contains("Cela commence le 15/12/2098."), "\(easy)")
    #expect(easy.out.contains("Avant ce jour, rien ne peut être transmis"), "\(easy)")
    let full = try office.run("consent", "receipt", dated)
    #expect(full.out.contains("Avant ce jour, rien ne peut être transmis"), "\(full)")
    let released = try stage.give("logement", "--effective", "release")
    let other = try office.run("consent", "receipt", released, "--easy")
    #expect(other.out.contains("Cela commence le jour convenu avec moi."), "\(other)")
    _ = try office.done("release", stage.file)
    let begun = try office.run("consent", "receipt", released, "--easy")
    #expect(!begun.out.contains("Cela commence"), "\(begun)")
  }

  @Test(
    "At the service that receives, the paper is said to be made by the one that she agreed with")
  func paperElsewhere() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--both-ways")
    _ = try stage.town.sync()
    let expected = #"{"error":"paperElsewhere","exit":66}"#
    let unlinked = try office.run("consent", "receipt", "Samira", "--json", home: "b", as: "driss")
    #expect(unlinked.lastError == expected && unlinked.err.contains("Ormeval"), "\(unlinked)")
    let share = try #require(try stage.received().first?["shared"] as? String)
    let own = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    _ = try office.done("case", "link", share, own, home: "b", as: "driss")
    let answer = try #require(
      try stage.consents(home: "b", as: "driss", of: own).first?["consent"] as? String)
    for named in ["Samira", answer, share] {
      let paper = try office.run("consent", "receipt", named, "--json", home: "b", as: "driss")
      #expect(paper.lastError == expected && paper.err.contains("Ormeval"), "\(paper)")
    }
  }
}
