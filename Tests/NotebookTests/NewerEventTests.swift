import CaseFile
import Envelope
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook
@testable import Replica

/// Protocol/consent.md, 13.6.
@Suite("What a newer version records of a consent", .timeLimit(.minutes(30)))
struct NewerEventTests {
  private func terms(
    _ event: String, _ volets: [Volet], effective: String = "now", in two: TwoServices
  ) throws -> WireConsentRecord {
    let agreed = try two.town.terms(to: "Maison", volets, past: .all)
    return .with {
      $0.event = event
      $0.recipient = .init(two.housing.notebook.service.bytes)
      $0.recipientName = "Maison"
      $0.volets = volets.map(\.code)
      $0.past = agreed.past.code
      $0.effective = effective
      $0.until = UInt64(agreed.until.milliseconds)
      $0.proof = agreed.proof.code
      $0.explainedIn = agreed.explainedIn.code
    }
  }

  private func record(
    _ record: WireConsentRecord, about consent: ConsentID, in two: TwoServices
  ) throws {
    let notebook = two.prison.notebook
    two.town.tickOne()
    try notebook.write(at: two.town.now) { ledger in
      try notebook.record(
        .with { $0.consent = record }, about: consent.bytes, in: two.file, into: ledger,
        at: two.town.now)
    }
  }

  private func listed(_ two: TwoServices) throws -> [ConsentSummary] {
    try two.prison.notebook.listConsents(two.file.description, at: two.town.now)
  }

  @Test(
    "A consent of which no record can be read gives nothing, and the person can take it back",
    arguments: [("lent", "now"), ("planned", "at noon"), ("purgeAttested", "now")])
  func unread(event: String, effective: String) throws {
    let two = try TwoServices(960)
    let town = two.town
    try town.write(two.prison, two.file, .droits, "Une note.")
    let consent = ConsentID(using: &two.prison.notebook.chance)
    try record(
      try terms(event, [.droits], effective: effective, in: two), about: consent, in: two)
    for _ in 0..<2 {
      try two.prison.notebook.maintain(at: town.now)
      try two.meet()
    }
    #expect(try listed(two).map(\.status) == [.planned])
    #expect(try two.housing.notebook.listReceived(at: town.now).isEmpty)
    try two.withdraw(consent.description)
    #expect(try listed(two).map(\.status) == [.withdrawn])
  }

  @Test("It keeps nobody from agreeing to the same")
  func agreed() throws {
    let two = try TwoServices(961)
    let same = try two.town.terms(to: "Maison", [.droits], past: .all)
    let consent = ConsentID(using: &two.prison.notebook.chance)
    try record(try terms("lent", [.droits], in: two), about: consent, in: two)
    let given = try two.prison.notebook.giveConsent(
      same, for: two.file.description, zone: 0, at: two.town.now)
    #expect(given.status == .given)
  }

  @Test("Beside a consent that is given it takes no volet, adds none, and moves no end")
  func beside() throws {
    let two = try TwoServices(962)
    let town = two.town
    let number = try two.give([.droits, .logement], past: .all)
    try town.write(two.prison, two.file, .logement, "Une note.")
    try two.meet()
    let before = try #require(try listed(two).first)
    var newer = try terms("lent", [.droits, .agenda], in: two)
    newer.until = UInt64(town.now.milliseconds + 1)
    try record(newer, about: before.consent, in: two)
    for _ in 0..<2 {
      try two.prison.notebook.maintain(at: town.now)
      try two.meet()
    }
    let after = try #require(try listed(two).first)
    #expect(after.status == .given && after.volets == before.volets && after.until == before.until)
    #expect(after.events.map(\.event) == before.events.map(\.event))
    #expect(try two.housing.notebook.listReceived(at: town.now).map(\.volets) == [before.volets])
    #expect(try two.reads(two.housing) == ["Une note."])
    try two.withdraw(number, [.logement])
    #expect(try listed(two).map(\.volets) == [[.droits]])
  }
}
