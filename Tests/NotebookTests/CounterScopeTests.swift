import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What she takes back at the counter of whoever receives")
struct CounterScopeTests {
  /// What was ever wrapped in a share for one of its volets, and what its withdrawals order forgotten, as a node knows it.
  private func epochs(
    _ office: Office, ownedBy owner: Office, where isMeant: (Share) -> Bool = { _ in true }
  ) throws -> (wrapped: Set<EpochID>, purged: Set<EpochID>, withdrawals: Int) {
    try office.notebook.read { ledger in
      let share = try #require(
        try office.notebook.replica.allShares(ledger).first {
          $0.owner == owner.notebook.service && isMeant($0)
        })
      let orders = share.statements.compactMap { statement -> [EpochID]? in
        if case .withdrawal(_, _, let purge) = statement.act { purge } else { nil }
      }
      return (Set(share.wraps.map(\.start.epoch)), Set(orders.joined()), orders.count)
    }
  }

  @Test("It covers both directions, and its list names every epoch that is known there")
  func bothDirections() throws {
    let two = try TwoServices(9971)
    let town = two.town
    let clinic = try two.clinic()
    town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all, bothWays: true),
      for: two.file.description, zone: 0, at: town.now)
    try town.write(two.prison, two.file, .droits, "Première clé.")
    // What another service was given and takes no more brings another key.
    let other = try two.give(to: "Clinique", [.droits], past: .all)
    try town.exchange(two.prison.notebook, clinic.notebook)
    try two.withdraw(other)
    try town.write(two.prison, two.file, .droits, "Deuxième clé.")
    try two.meet()
    let theirs = try two.housing.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    _ = try two.housing.notebook.link(share.description, to: theirs.description, at: town.now)
    try town.write(two.housing, theirs, .droits, "Réponse.")
    try two.meet()
    #expect(try two.reads(two.prison) == ["Réponse."])
    town.tickOne()
    _ = try two.housing.notebook.withdraw(share.description, volets: nil, at: town.now)
    let there = try epochs(two.housing, ownedBy: two.prison)
    #expect(there.withdrawals == 1 && there.wrapped.count > 1)
    #expect(there.purged == there.wrapped)
    let back = try epochs(two.housing, ownedBy: two.housing)
    #expect(back.withdrawals == 1 && !back.wrapped.isEmpty)
    #expect(back.purged == back.wrapped)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try two.reads(two.prison).isEmpty)
    // What the recipient wrote is its own, and stays.
    #expect(try town.texts(two.housing, theirs.description) == ["Réponse."])
  }
}
