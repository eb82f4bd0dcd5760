import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("Who holds a record, or what stands apart from it")
struct HeldApartTests {
  private let two: TwoServices
  private let town: Town
  private let clinic: Office

  init() throws {
    two = try TwoServices(2110)
    town = two.town
    clinic = try two.clinic()
    _ = try two.give([.droits], past: .all)
    _ = try two.give(to: "Clinique", [.justice], past: .all)
    try meet()
  }

  private func right() throws -> RecordWritten {
    town.tickOne()
    return try two.prison.notebook.addRecord(
      RecordDraft(.right, in: .droits, ["right": ["rsa"], "lead_days": ["9"]]),
      to: two.file.description, zone: 60, at: town.now)
  }

  private func meet() throws {
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
  }

  private func copied() throws -> [[String]] {
    try two.prison.notebook.exportCase(two.file.description, withLog: false, at: town.now).erased
      .map { $0.answers.map(\.service) }
  }

  @Test("Whoever wrote both is told of everybody who gets any of it, and who wrote one of that one")
  func told() throws {
    let notebook = two.prison.notebook
    let made = try right()
    #expect(try notebook.readers(of: made, at: town.now).told == ["Clinique", "Maison"])
    #expect(try notebook.readers(of: made, at: town.now).untold.isEmpty)
    func edited(_ values: [String: [String]]) throws -> [String] {
      town.tickOne()
      let written = try notebook.editRecord(
        made.record.description, of: .right, values, zone: 60, at: town.now)
      return try notebook.readers(of: written, at: town.now).told
    }
    #expect(try edited(["lead_days": ["8"]]) == ["Clinique"])
    #expect(try edited(["state": ["accorde"]]) == ["Maison"])
    #expect(try edited(["state": ["refuse"], "lead_days": ["7"]]) == ["Clinique", "Maison"])
  }

  @Test("An erasure, and the copy of the person, name whoever was asked to erase any of it")
  func erased() throws {
    let made = try right()
    try meet()
    town.tickOne()
    let asked = try two.prison.notebook.eraseRecord(
      made.record.description, of: .right, at: town.now)
    #expect(asked.record == made.record)
    #expect(asked.answers.map(\.service) == ["Clinique", "Maison"])
    #expect(try copied() == [["Clinique", "Maison"]])
    // The one has attested and the other has not heard of it.
    try two.meet()
    try two.meet()
    let answers = try two.prison.notebook.eraseRecord(
      made.record.description, of: .right, at: town.now
    ).answers
    #expect(answers.map(\.service) == ["Clinique", "Maison"])
    #expect(answers.first?.state == .waiting)
    #expect(answers.last.map { if case .attested = $0.state { true } else { false } } == true)
  }

  @Test("Who may not read what stood apart is not told of those who held that alone")
  func blind() throws {
    _ = try two.prison.operator.addWorker(
      name: "Sol", role: .juriste, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.replica.refresh()
    _ = try two.prison.notebook.admitAdded("Sol", at: town.now)
    let sol = try town.open(two.prison.folder, worker: "Sol", operator: two.prison.operator)
    let made = try right()
    try meet()
    town.tickOne()
    let asked = try sol.notebook.eraseRecord(made.record.description, of: .right, at: town.now)
    #expect(asked.answers.map(\.service) == ["Maison"])
    #expect(try copied() == [["Clinique", "Maison"]])
  }
}
