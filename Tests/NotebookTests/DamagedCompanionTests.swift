import CRDT
import CaseFile
import Envelope
import Foundation
import GRDB
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A record of which what stands apart is damaged")
struct DamagedCompanionTests {
  private let two: TwoServices
  private let town: Town

  init() throws {
    two = try TwoServices(2130)
    town = two.town
  }

  /// A right of which something stands apart, and the document of that.
  private func right() throws -> (record: DocumentID, companion: DocumentID) {
    let before = try two.prison.notebook.read { Set(try $0.allDocuments()) }
    town.tickOne()
    let record = try two.prison.notebook.addRecord(
      RecordDraft(.right, in: .droits, ["right": ["rsa"], "lead_days": ["9"]]),
      to: two.file.description, zone: 60, at: town.now
    ).record
    let after = try two.prison.notebook.read { Set(try $0.allDocuments()) }
    return (record, try #require(after.subtracting(before).first { $0 != record }))
  }

  private func damage(_ document: DocumentID, _ what: String) throws {
    let change = try #require(
      try two.prison.notebook.read { try $0.changes(of: document).first?.id })
    try DatabaseQueue(path: two.prison.folder + "/ledger.db").write { database in
      if what == "change" {
        try database.execute(
          sql: "UPDATE change SET envelope = x'00' WHERE id = ?", arguments: [Data(change.bytes)])
      } else {
        try database.execute(
          sql:
            "DELETE FROM note_secret WHERE document = (SELECT number FROM document WHERE id = ?)",
          arguments: [Data(document.bytes)])
      }
    }
  }

  private func states(_ office: Office, _ record: DocumentID) throws -> [RecordSummary.State?] {
    let listed = try office.notebook.listRecords(two.file.description, at: town.now)
    return [
      listed.first { $0.record == record }?.state,
      try office.notebook.showRecord(record.description, at: town.now).summary.state,
      try office.notebook.exportCase(two.file.description, withLog: false, at: town.now).records
        .first { $0.detail.summary.record == record }?.detail.summary.state,
    ]
  }

  @Test(
    "It is told as damaged by whoever opens the notebook, and another record is not",
    arguments: ["change", "row"])
  func told(_ what: String) throws {
    let (record, companion) = try right()
    let (other, _) = try right()
    // What is kept of the records says what stood beside which.
    _ = try two.prison.notebook.structuredRecords(where: { $0 == .right }, at: town.now)
    #expect(try states(two.prison, record) == [.current, .current, .current])
    try damage(companion, what)
    let fresh = try town.open(two.prison.folder, worker: "Inès", operator: two.prison.operator)
    #expect(try states(fresh, record) == [.damaged, .damaged, .damaged])
    #expect(try states(fresh, other) == [.current, .current, .current])
    // The document itself is on the list, as before.
    let listed = try fresh.notebook.listRecords(two.file.description, at: town.now)
    #expect(listed.first { $0.record == companion }?.state == .damaged)
    // Nobody is kept from erasing it.
    _ = try fresh.notebook.eraseRecord(record.description, of: .right, at: town.now)
  }

  @Test("Who may not read what stood apart reads the record as it is")
  func blind() throws {
    _ = try two.prison.operator.addWorker(
      name: "Sol", role: .juriste, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.replica.refresh()
    _ = try two.prison.notebook.admitAdded("Sol", at: town.now)
    let (record, companion) = try right()
    _ = try two.prison.notebook.structuredRecords(where: { $0 == .right }, at: town.now)
    try damage(companion, "change")
    let sol = try town.open(two.prison.folder, worker: "Sol", operator: two.prison.operator)
    #expect(try states(sol, record) == [.current, .current, .current])
  }
}
