import CaseFile
import Envelope
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook
@testable import Replica

@Suite("What is recorded of one consent, in order")
struct RecordedConsentTests {
  private func record(
    _ event: ConsentEvent, volets: [String], proof: String, past: String = "none"
  ) throws -> RecordedConsent {
    var chance = Seed(UInt64(event.code.utf8.reduce(0) { $0 + Int($1) })).chance
    return try #require(
      RecordedConsent(
        OwnRecord(
          statement: StatementID(using: &chance), subject: [], at: Instant(milliseconds: 0),
          sealed: .with {
            $0.by = "Inès"
            $0.consent = .with {
              $0.say(event)
              $0.volets = volets
              $0.proof = proof
              $0.past = past
              $0.until = 7
            }
          })))
  }

  @Test("The word of the person comes first, and what was found again repeats it")
  func wordFirst() throws {
    let found = try record(.recovered, volets: ["droits"], proof: "forgotten")
    let narrowed = try record(.narrowed, volets: ["droits"], proof: "forgotten")
    let given = try record(
      .given, volets: ["droits", "agenda"], proof: "paper-signature", past: "all")
    let told = RecordedConsent.history([found, narrowed, given])
    #expect(told.map(\.record.said) == [.given, .recovered, .narrowed])
    #expect(told[1].record.proof == "paper-signature" && told[1].record.reach == .all)
    #expect(told[1].record.volets == ["droits", "agenda"])
    #expect(told[1].statement == found.statement)
    #expect(RecordedConsent.history(told).map(\.statement) == told.map(\.statement))
  }

  @Test("Until it is known, what was found stands for it")
  func foundAlone() throws {
    let found = try record(.recovered, volets: ["droits"], proof: "forgotten")
    let withdrawn = try record(.withdrawn, volets: [], proof: "forgotten")
    let told = RecordedConsent.history([found, withdrawn])
    #expect(told.map(\.record.said) == [.recovered, .withdrawn])
    #expect(told[0].isFound && told[0].record.proof == "forgotten")
  }
}
