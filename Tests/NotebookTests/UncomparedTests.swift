import CaseFile
import Envelope
import Replica
import Testing

@testable import Notebook

@Suite("A service whose digits nobody compared")
struct UncomparedTests {
  @Test(
    "Nothing is agreed with it by any device of ours, and nothing recorded; once they are compared, or by an earlier pairing, it is"
  )
  func refused() throws {
    let town = Town(seed: 9801)
    let office = try town.office("Permanence", worker: "Inès")
    let rive = try town.office("Rive", worker: "Omar")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let lila = try town.branch(of: office, worker: "Lila", role: .referent)
    try town.introduce(office, rive)
    try office.notebook.replica.refresh()
    try town.exchange(office.notebook, lila.notebook)
    func give(_ giver: Office, _ volet: Volet) throws {
      _ = try giver.notebook.giveConsent(
        town.terms(to: "Rive", [volet]), for: file.description, zone: 0, at: town.now)
    }
    #expect {
      try give(office, .projet)
    } throws: { error in
      if case ReplicaError.peerNotVerified("Rive") = error { true } else { false }
    }
    #expect(throws: NotebookError.self) { try give(lila, .projet) }
    #expect(try office.notebook.listConsents(file.description, at: town.now).isEmpty)
    try town.confirmBoth(office, rive)
    try give(office, .projet)
    try town.exchange(office.notebook, rive.notebook)
    try town.exchange(office.notebook, lila.notebook)
    // Another device of ours has met it: this one need not.
    try give(lila, .droits)
    #expect(try lila.notebook.listConsents(file.description, at: town.now).count == 2)
  }
}
