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
  @Test(
    "A recipient that opens its grant finds the person and the volets, and no word of how she agreed"
  )
  func grant() throws {
    let two = try TwoServices(1790)
    var terms = try two.town.terms(to: "Maison", [.droits], past: .all)
    terms.proof = .oralWitness("Zoran Quill")
    terms.explainedIn = try LanguageTag(parsing: "tzm")
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
    for word in ["Zoran", "Quill", "oral-witness", "tzm", "all"] {
      #expect(!TwoServices.contains(opened, Array(word.utf8)), "\(word)")
    }
  }
}
