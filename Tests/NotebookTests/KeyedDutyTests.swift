import CaseFile
import Consent
import Envelope
import Foundation
import GRDB
import Store
import Testing
import Wire

@testable import Notebook
@testable import Replica

@Suite("What waits for somebody's keys")
struct KeyedDutyTests {
  private func waiting(_ office: Office) throws -> [KeyedDuty] {
    try office.operator.read { try $0.keyedDuties() }
  }

  private func recorded(_ two: TwoServices) throws -> [ConsentEvent] {
    let prison = two.prison.notebook
    return try prison.read { ledger in
      try prison.records(of: two.file, ledger).compactMap { record -> ConsentEvent? in
        guard case .consent(let consent)? = record.sealed.record else { return nil }
        return consent.said
      }
    }
  }

  @Test("What a locked node hears of waits, each thing once, for whoever works there next")
  func heard() throws {
    let two = try TwoServices(900)
    let town = two.town
    _ = try two.give([.droits, .logement], past: .all)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    try two.meet()
    // The recipient's counter hears it in two parts; the owner's node has nobody's keys open.
    for volet in [Volet.droits, .logement] {
      town.tickOne()
      _ = try two.housing.notebook.withdraw("A. V.", volets: [volet], at: town.now)
      try town.exchange(two.prison.operator, two.housing.notebook)
      #expect(try waiting(two.prison) == [.settle(two.file)])
    }
    #expect(try recorded(two) == [.given])
    try two.prison.notebook.maintain(at: town.now)
    #expect(try waiting(two.prison).isEmpty)
    #expect(try recorded(two).last == .withdrawn)
  }

  @Test("What is carried out at once leaves nothing to wait")
  func atOnce() throws {
    let two = try TwoServices(901)
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    try two.withdraw(consent)
    #expect(try waiting(two.prison).isEmpty)
  }

  @Test("An older self gives nothing that waited for keys before it has read its peers")
  func olderSelf() throws {
    let two = try TwoServices(902)
    let (town, prison) = (two.town, two.prison.notebook)
    var terms = try town.terms(
      to: "Maison", [.droits], effective: .on(try CalendarDate(parsingDay: "2026-11-23")))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 3_600_000)
    _ = try prison.giveConsent(terms, for: two.file.description, zone: 0, at: town.now)
    town.now.milliseconds += 7_200_000
    try prison.replica.startFeedsAnew()
    try prison.replica.write(at: town.now) { try $0.owe(.issueWaiting) }
    func status() throws -> [ConsentSummary.Status] {
      try prison.listConsents(two.file.description, at: town.now).map(\.status)
    }
    try prison.carryOutDuties(at: town.now)
    #expect(try waiting(two.prison) == [.issueWaiting])
    #expect(try status() == [.planned])
    try prison.replica.setRead(two.housing.notebook.node)
    try prison.carryOutDuties(at: town.now)
    #expect(try waiting(two.prison).isEmpty)
    #expect(try status() == [.given])
  }

  @Test("A duty that damage keeps from being done waits, is told, and keeps no other waiting")
  func damage() throws {
    let two = try TwoServices(903)
    let (town, prison) = (two.town, two.prison.notebook)
    _ = try two.give([.droits], past: .all)
    let other = try prison.openCase(name: "B. C.", born: nil, zone: 0, at: town.now)
    let row = try #require(
      try prison.read { try prison.replica.ownView(two.file, $0).records.first?.sealed })
    try prison.replica.write(at: town.now) { ledger in
      try ledger.owe(.settle(two.file))
      try ledger.owe(.settle(other))
    }
    try DatabaseQueue(path: two.prison.folder + "/ledger.db").write { database in
      try database.execute(
        sql: "UPDATE attachment SET sealed = zeroblob(length(sealed)) WHERE id = ?",
        arguments: [Data(row.bytes)])
    }
    #expect(throws: StoreError.damaged) { try prison.carryOutDuties(at: town.now) }
    #expect(try waiting(two.prison) == [.settle(two.file)])
  }
}
