import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("What left for a service is counted by kind")
struct TransmittedTests {
  @Test("What was sent and may still be opened, for each service alone; nothing that waits")
  func counted() throws {
    let two = try TwoServices(9961)
    let town = two.town
    let clinic = try two.clinic()
    func sent() throws -> [ServiceID: [String: Int]] {
      let found = try two.prison.notebook.transmitted(of: two.file.description, at: town.now)
      return Dictionary(found.map { ($0.service, $0.counts) }) { first, _ in first }
    }
    let housing = two.housing.notebook.service
    _ = try two.give([.droits, .agenda], past: .all)
    _ = try two.give(to: "Clinique", [.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Une.")
    try town.write(two.prison, two.file, .droits, "Deux.")
    try town.write(two.prison, two.file, .projet, "Ne part pas.")
    town.tickOne()
    _ = try two.prison.notebook.addRecord(
      RecordDraft(.appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"]]),
      to: two.file.description, zone: 60, at: town.now)
    #expect(try sent().isEmpty)
    try two.meet()
    #expect(try sent() == [housing: ["note": 2, "appointment": 1]])
    // It was written later, and waits.
    try town.write(two.prison, two.file, .droits, "Trois.")
    #expect(try sent() == [housing: ["note": 2, "appointment": 1]])
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(try sent()[clinic.notebook.service] == ["note": 3])
    let consents = try two.prison.notebook.listConsents(two.file.description, at: town.now)
    let first = try #require(consents.first { $0.recipient == housing })
    town.tickOne()
    let done = try two.prison.notebook.withdraw(
      first.consent.description, volets: [.droits], at: town.now)
    // Of what was taken back, as it had left: one note waits.
    #expect(done.counts == ["note": 2])
    #expect(try sent()[housing] == ["appointment": 1])
    try two.withdraw(first.consent.description)
    #expect(try sent() == [clinic.notebook.service: ["note": 3]])
  }
}
