import CaseFile
import Consent
import Envelope
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

  private func recorded(_ two: TwoServices) throws -> [String] {
    let prison = two.prison.notebook
    return try prison.read { ledger in
      try prison.records(of: two.file, ledger).compactMap { record -> String? in
        guard case .consent(let consent)? = record.sealed.record else { return nil }
        return consent.event
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
    #expect(try recorded(two) == ["given"])
    try two.prison.notebook.maintain(at: town.now)
    #expect(try waiting(two.prison).isEmpty)
    #expect(try recorded(two).last == "withdrawn")
  }

  @Test("What is carried out at once leaves nothing to wait")
  func atOnce() throws {
    let two = try TwoServices(901)
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    try two.withdraw(consent)
    #expect(try waiting(two.prison).isEmpty)
  }
}
