import CaseFile
import Envelope
import Replication
import Store
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook
@testable import Replica

/// Protocol/consent.md, 6.4.2 and 13.7.
@Suite("How a consent came about", .timeLimit(.minutes(30)))
struct ConsentCircumstancesTests {
  private func told() throws -> ConsentCircumstances {
    var told = ConsentCircumstances()
    told.signed = try CalendarDate(parsingDay: "2026-11-20")
    told.explainedBy = "Ibtissam"
    (told.isReadAloud, told.isRefusalOffered, told.isSaidWithoutConsequence) = (true, true, true)
    (told.isConstrained, told.purposes) = (true, ["hebergement", "acces_droits"])
    (told.interpreter, told.interpreterName) = ("codetenu", "Odon")
    (told.guardian, told.indicatedBy, told.notice) = ("Wilma", "elle_meme", "feuille 4")
    return told
  }

  private func give(
    _ circumstances: ConsentCircumstances, effective: Effective = .now, in two: TwoServices
  ) throws -> ConsentID {
    two.town.tickOne()
    var terms = try two.town.terms(to: "Maison", [.droits, .contact], effective: effective)
    terms.circumstances = circumstances
    return try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: two.town.now
    ).consent
  }

  private func listed(_ two: TwoServices) throws -> [ConsentSummary] {
    try two.prison.notebook.listConsents(two.file.description, at: two.town.now)
  }

  // Never 30
  @Test(
    "A recipient that opens its grant finds the person and the volets, and no word of how she agreed"
  )
  func grant() throws {
    let two = try TwoServices(1790)
    var terms = try two.town.terms(to: "Maison", [.droits], past: .all)
    terms.proof = .oralWitness("Zoran Quill")
    terms.explainedIn = try LanguageTag(parsing: "tzm")
    terms.circumstances = try told()
    two.town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: two.town.now)
    try two.meet()
    let housing = two.housing.notebook
    let opened: [UInt8] = try housing.read { ledger in
      let share = try #require(try housing.replica.allShares(ledger).first)
      let grant = try #require(share.grants.first)
      return try #require(try housing.open(grant, in: share, ledger)).serializedBytes()
    }
    #expect(TwoServices.contains(opened, Array("A. V.".utf8)))
    #expect(TwoServices.contains(opened, Array("droits".utf8)))
    for word in [
      "Zoran", "Quill", "oral-witness", "tzm", "all", "2026-11", "Ibtissam", "Odon", "Wilma",
      "codetenu", "hebergement", "feuille 4",
    ] {
      #expect(!TwoServices.contains(opened, Array(word.utf8)), "\(word)")
    }
  }

  @Test("What was recorded of it is told of it whole, on each device, whatever became of it since")
  func whole() throws {
    let two = try TwoServices(1791)
    let branch = try two.branch()
    var spaced = try told()
    spaced.guardian = "  Wilma "
    let consent = try give(spaced, effective: .release, in: two)
    two.town.tickOne()
    let day = try CalendarDate(parsingDay: "2026-11-22")
    _ = try two.prison.notebook.release(
      two.file.description, on: day, begins: two.town.now, at: two.town.now)
    try two.withdraw(consent.description, [.contact])
    try two.town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      let shown = try office.notebook.showConsent(consent.description, at: two.town.now)
      #expect(shown.circumstances == (try told()) && shown.volets == [.droits], "\(shown)")
      #expect(shown.isToAskAgain)
    }
    try two.withdraw(consent.description)
    #expect(try listed(two).map(\.isToAskAgain) == [false])
  }

  @Test("A refusal has its own day and its own interpreter")
  func refusal() throws {
    let two = try TwoServices(1792)
    var said = ConsentCircumstances()
    (said.signed, said.interpreter) = (try CalendarDate(parsingDay: "2026-11-21"), "telephone")
    let refused = try two.prison.notebook.refuseConsent(
      for: two.file.description, to: "Maison", circumstances: said, at: two.town.now)
    let shown = try two.prison.notebook.showConsent(
      refused.consent.description, at: two.town.now)
    #expect(shown.status == .refused && shown.circumstances == said && !shown.isToAskAgain)
  }

  @Test("Nobody has said so on a day to come, and nothing is recorded of it")
  func future() throws {
    let two = try TwoServices(1793)
    var said = ConsentCircumstances()
    let day = try CalendarDate(parsingDay: "2026-11-27")
    said.signed = day
    #expect(brokenRule { _ = try give(said, in: two) } == .signedInFuture(day))
    let refused = brokenRule {
      _ = try two.prison.notebook.refuseConsent(
        for: two.file.description, to: "Maison", circumstances: said, at: two.town.now)
    }
    #expect(refused == .signedInFuture(day))
    #expect(try listed(two).isEmpty)
    // Of the same day in a zone where it has begun.
    two.town.tickOne()
    var terms = try two.town.terms(to: "Maison", [.droits])
    terms.circumstances = said
    _ = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 13 * 60, at: two.town.now)
  }

  @Test("Told in other words it is the same consent")
  func same() throws {
    let two = try TwoServices(1794)
    let notebook = two.prison.notebook
    var terms = try two.town.terms(to: "Maison", [.droits])
    terms.circumstances = try told()
    let first = try notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: two.town.now)
    terms.circumstances = .unrecorded
    two.town.tickOne()
    do {
      _ = try notebook.giveConsent(terms, for: two.file.description, zone: 0, at: two.town.now)
      Issue.record("recorded twice")
    } catch NotebookError.consentAlreadyGiven(let known, _, _) {
      #expect(known == first.consent)
    }
  }

  @Test(
    "What a newer version records of it is kept as it is, and what it cannot be is not recorded")
  func newer() throws {
    let record = WireConsentRecord.with {
      ($0.interpreter, $0.purposes) = ("machine", ["hebergement", "soins"])
      $0.signed = "2026-11"
    }
    var copy = record
    copy.circumstances = record.circumstances
    #expect(copy.interpreter == "machine" && copy.purposes == ["hebergement", "soins"])
    #expect(record.circumstances.signed == nil && !record.circumstances.isAskedAgain)
    let two = try TwoServices(1795)
    #expect(
      brokenRule { _ = try give(record.circumstances, in: two) }
        == .unknownCode(.consentPurpose, "soins"))
  }
}
