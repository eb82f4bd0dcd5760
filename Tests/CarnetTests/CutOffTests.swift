import Foundation
import Testing

@Suite("After a service ended the pairing, each side says what is so", .timeLimit(.minutes(30)))
struct CutOffTests {
  @Test(
    "Where it was ended: nothing new is promised, neither of what was received nor of a withdrawal")
  func ended() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    _ = try office.done("pair", "remove", "Ormeval", home: "b", as: "operator")
    let listed = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(listed.out.contains("Plus aucun échange avec ce service"), "\(listed)")
    #expect(try stage.received().first?["cutOff"] as? Bool == true)
    let there = try office.run("consent", "withdraw", share, home: "b", as: "driss")
    #expect(there.code == 0, "\(there)")
    #expect(!there.out.contains("l’apprend au prochain échange"), "\(there)")
    #expect(there.out.contains("n’échange plus avec Ormeval"), "\(there)")

    _ = try office.done("pair", "remove", "Oseille", as: "operator")
    let here = try office.run("consent", "withdraw", consent)
    #expect(here.code == 0, "\(here)")
    for word in ["Nous demandons", "en attente"] { #expect(!here.out.contains(word), "\(here)") }
    #expect(here.out.contains("la demande d’effacer ne peut pas y arriver"), "\(here)")
  }
}
