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
}
