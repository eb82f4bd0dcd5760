import Foundation
import Testing

@Suite("Invitations that are typed again, and devices that are removed", .timeLimit(.minutes(30)))
struct MeetingAgainTests {
  @Test("An invitation that is typed again says what became of it")
  func invitationAgain() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    func accept(_ home: String) throws -> Program.Answer {
      try office.run("pair", "accept", invitation, home: home, as: "operator")
    }
    let sas = try office.done("pair", "accept", invitation, home: "b", as: "operator").text("sas")
    let again = try accept("b")
    #expect(again.code == 77 && again.err.contains("déjà servi, ici même"), "\(again)")
    #expect(again.err.contains(sas) && again.err.contains("carnet appairer confirmer"), "\(again)")
    try office.found("d", "Orme", worker: "Driss")
    let stranger = try accept("d")
    #expect(
      (stranger.err.contains("elle a déjà servi") || stranger.err.contains("n’est plus acceptée")),
      "\(stranger)")
    for (home, peer) in [("a", "Oseille"), ("b", "Ormeval")] {
      _ = try office.done("pair", "confirm", peer, "--sas", sas, home: home, as: "operator")
    }
    let served = try accept("b")
    #expect(served.code == 77 && served.err.contains("« Ormeval » est vérifié"), "\(served)")
    _ = try office.done("pair", "remove", "Ormeval", home: "b", as: "operator")
    let used = try office.run("pair", "accept", invitation, "--json", home: "b", as: "operator")
    #expect(used.lastError == #"{"error":"invitationUsed","exit":77}"#, "\(used)")
  }

  @Test("A device of one's own service is removed by its number, and what ends is said")
  func ownLaptop() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let node = try town.join("c")
    for typed in ["Ormeval", "orme"] {
      let named = try office.run("pair", "remove", typed, as: "operator")
      #expect(named.code == 64 && named.err.contains("votre propre service"), "\(named)")
      #expect(named.err.contains(node.prefix(8)) && named.err.contains("Claire"), "\(named)")
    }
    let peers = try office.done("pair", "list", as: "operator").list()
    #expect(peers.map { $0["state"] as? String } == ["verified"])
    let removed = try office.run("pair", "remove", node, as: "operator")
    #expect(removed.code == 0 && removed.out.contains("ne fait plus partie"), "\(removed)")
    #expect(removed.out.contains("Claire") && removed.out.contains("La clé du service change"))
    #expect(!removed.out.contains("ce service a déjà reçu"), "\(removed)")
    let states = try office.done("worker", "list", "--as", "Claire").list()
      .flatMap { $0["devices"] as? [[String: Any]] ?? [] }.compactMap { $0["state"] as? String }
    #expect(states.sorted() == ["admitted", "ended"])
    #expect(try office.run("sync", home: "c", as: nil).code == 77)
  }
}
