import Foundation
import Testing

/// The person says her name at a counter: what she takes back is found by it, on either side, and never guessed.
@Suite("A consent by the name of the person")
struct ConsentByNameTests {
  @Test("Her consent is withdrawn by her name, in the service that recorded it")
  func own() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    let done = try office.run("consent", "withdraw", "delacroix")
    #expect(done.code == 0 && done.out.contains("Retrait enregistré"), "\(done)")
    let row = try #require(try stage.consents().first)
    #expect(row["consent"] as? String == consent && row["status"] as? String == "withdrawn")
    let again = try office.done("consent", "withdraw", "Samira Delacroix")
    #expect(try again.text("consent") == consent)
    let paper = try office.run("consent", "receipt", "Samira")
    #expect(paper.code == 0 && paper.out.contains("Samira Delacroix"), "\(paper)")
  }

  @Test("When she agreed both ways, her own consent is meant, and the answer falls with it")
  func bothWays() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits,contact", "--both-ways")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let theirs = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    _ = try office.done("case", "link", share, theirs, home: "b", as: "driss")
    try stage.settle()
    #expect(try stage.received(home: "a", as: "claire").count == 1)
    let part = try office.done("consent", "withdraw", "Samira", "--volets", "contact")
    #expect(try part.text("consent") == consent)
    #expect(try stage.consents().first?["volets"] as? [String] == ["droits"])
    _ = try office.done("consent", "withdraw", "Samira")
    try stage.settle()
    #expect(try stage.received(home: "a", as: "claire").isEmpty)
    #expect(try stage.received().isEmpty)
  }

  @Test("Of several, none is guessed: they are listed, and the number or the service decides")
  func several() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let first = try stage.give("droits")
    let second = try stage.give("logement")
    let vague = try office.run("consent", "withdraw", "Samira", "--json")
    #expect(vague.lastError == #"{"error":"severalConsents","exit":64}"#, "\(vague)")
    #expect(
      vague.err.contains(first.prefix(8)) && vague.err.contains(second.prefix(8)), "\(vague)")
    #expect(vague.err.contains("vers Oseille"), "\(vague)")
    #expect(try stage.consents().allSatisfy { $0["status"] as? String == "given" })
    let done = try office.done("consent", "withdraw", String(second.prefix(8)))
    #expect(try done.text("consent") == second)
    let left = try office.done("consent", "withdraw", "Samira", "--to", "Oseille")
    #expect(try left.text("consent") == first)
  }

  // Never 9
  @Test("Of two people of one name none is guessed, and the year of birth decides")
  func namesakes() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    _ = try office.done("person", "edit", stage.file, "--born", "1991")
    _ = try office.done("case", "open", "--name", "Samira Delacroix", "--born", "1984")
    let vague = try office.run("consent", "withdraw", "Samira", "--json")
    #expect(vague.lastError == #"{"error":"severalPeople","exit":64}"#, "\(vague)")
    #expect(vague.err.contains("1984") && vague.err.contains("1991"), "\(vague)")
    let none = try office.run("consent", "withdraw", "Samira 1984", "--json")
    #expect(none.lastError == #"{"error":"unknownConsent","exit":66}"#, "\(none)")
    let done = try office.done("consent", "withdraw", "samira delacroix 1991")
    #expect(try done.text("consent") == consent)
  }

  @Test("At the service that receives, her name is read as elsewhere")
  func counter() throws {
    let stage = try ConsentInHandsTests.Stage()
    _ = try stage.give("droits,contact")
    _ = try stage.town.sync()
    let done = try stage.office.run(
      "consent", "withdraw", "délacroix samira", home: "b", as: "driss")
    #expect(done.code == 0 && done.out.contains("Retrait enregistré"), "\(done)")
    #expect(try stage.received().isEmpty)
    _ = try stage.town.sync()
    #expect(try stage.consents().first?["status"] as? String == "withdrawn")
  }
}
