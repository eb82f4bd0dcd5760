import Foundation
import Testing

/// A further device of a service, which exchanges with its own alone: what is agreed is dealt with there as elsewhere.
@Suite("At the second device")
struct SecondDeviceTests {
  @Test("What another device of ours passes on is told after writing")
  func told() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.town.join("c")
    _ = try stage.give("droits")
    _ = try office.done("sync", home: "c", as: nil)
    let note = try stage.write("droits", "Un mot.", home: "c", as: "driss")
    #expect(note.out.contains("Sera transmis à :") && note.out.contains("Oseille"), "\(note)")
    let other = try stage.write("logement", "Chez nous.", home: "c", as: "driss")
    #expect(other.out.contains("Pas transmis à : Oseille"), "\(other)")
    _ = try office.done("sync", home: "c", as: nil)
    try stage.settle()
    #expect(try stage.reads() == ["Un mot."])
  }

  @Test("Consents are named there by the service at the other end")
  func named() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.town.join("c")
    let first = try stage.give("droits")
    _ = try office.done("sync", home: "c", as: nil)
    let paper = try office.run(
      "consent", "receipt", "Samira", "--to", "Oseille", home: "c", as: "driss")
    #expect(paper.code == 0, "\(paper)")
    _ = try office.done(
      "consent", "refuse", "Samira", "--to", "Oseille", "--keep", home: "c", as: "driss")
    let done = try office.done(
      "consent", "withdraw", "Samira", "--to", "Oseille", home: "c", as: "driss")
    #expect(try done.text("consent") == first)
    let given = try office.done(
      "consent", "give", "Samira", "--to", "Oseille", "--volets", "logement", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "ar", home: "c", as: "driss")
    try stage.write("logement", "Une chambre.", home: "c", as: "driss")
    _ = try office.done("sync", home: "c", as: nil)
    try stage.settle()
    #expect(try stage.received().map { $0["volets"] as? [String] } == [["logement"]])
    #expect(try stage.reads() == ["Une chambre."])
    #expect(
      try stage.consents().last?["consent"] as? String == given.text("consent"))
  }

  @Test("The service at the other end is named there by its id too, whole or begun")
  func numbered() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.town.join("c")
    let id = stage.town.oseille
    func there(_ arguments: String...) throws -> Program.Answer {
      let answer = try office.start(arguments + ["--json"], home: "c", as: "driss").wait()
      #expect(answer.code == 0, "\(arguments): \(answer)")
      return answer
    }
    let first = try stage.give("droits")
    _ = try office.done("sync", home: "c", as: nil)
    let given = try there(
      "consent", "give", "Samira", "--to", id, "--volets", "logement", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "ar"
    ).text("consent")
    _ = try there("consent", "refuse", "Samira", "--to", String(id.prefix(8)), "--keep")
    let consents = try stage.consents(home: "c", as: "driss")
    #expect(consents.allSatisfy { $0["to"] as? String == "Oseille" }, "\(consents)")
    let done = try there(
      "consent", "withdraw", "Samira", "--to", String(id.prefix(12)), "--volets", "droits")
    #expect(try done.text("consent") == first)
    let paper = try there("consent", "receipt", "Samira", "--to", id)
    #expect(try paper.text("consent") == given)
    let nobody = try office.run(
      "consent", "refuse", "Samira", "--to", String(repeating: "0", count: 64), "--json",
      home: "c", as: "driss")
    #expect(nobody.lastError == #"{"error":"unknownService","exit":66}"#, "\(nobody)")
  }
}
