import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is written apart in a record that somebody else deletes")
struct DeletedApartTests {
  private let two: TwoServices
  private let town: Town
  private let branch: Office
  private let annexe: Office

  init() throws {
    two = try TwoServices(2090)
    town = two.town
    branch = try two.branch()
    annexe = try town.branch(of: two.prison, worker: "Max", role: .referent)
  }

  private func right(_ values: [String: [String]] = [:]) throws -> DocumentID {
    town.tickOne()
    return try two.prison.notebook.addRecord(
      RecordDraft(
        .right, in: .droits,
        ["right": ["rsa"], "valid_until": ["2026-12-24"], "appeal": ["Recours"]].merging(values) {
          $1
        }),
      to: two.file.description, zone: 60, at: town.now
    ).record
  }

  private func edit(_ office: Office, _ record: DocumentID, _ days: String) throws {
    town.tickOne()
    _ = try office.notebook.editRecord(
      record.description, of: nil, ["lead_days": [days]], zone: 60, at: town.now)
  }

  private func delete(_ office: Office, _ record: DocumentID) throws -> RecordSummary.State {
    town.tickOne()
    _ = try office.notebook.showRecord(record.description, at: town.now)
    return try office.notebook.deleteRecord(record.description, of: nil, zone: 60, at: town.now)
      .state
  }

  private func spread() throws {
    for office in [branch, annexe, branch, annexe] {
      try town.exchange(two.prison.notebook, office.notebook)
    }
  }

  /// How each way of looking shows the record: the list, the views over all case files, and what is due.
  private func shown(_ office: Office) throws -> [RecordSummary.State?] {
    let notebook = office.notebook
    let list = try notebook.listRecords(two.file.description, at: town.now)
    let views = try notebook.structuredRecords(where: { $0 == .right }, at: town.now)
    let due = try notebook.structuredRecords(
      where: { type in type.fields.contains { $0.due != nil } }, at: town.now)
    return [list.first?.state, views.first?.state, due.first?.state]
  }

  @Test(
    "It keeps the record on every node, whichever of the two comes first, until somebody who read both deletes it",
    arguments: [true, false], [true, false])
  func orders(isBegun: Bool, deletionFirst: Bool) throws {
    let record = try right(isBegun ? ["lead_days": ["9"]] : [:])
    try spread()
    #expect(try delete(branch, record) == .deleted)
    try edit(annexe, record, "45")
    for office in deletionFirst ? [branch, annexe] : [annexe, branch] {
      try town.exchange(two.prison.notebook, office.notebook)
      _ = try shown(two.prison)
    }
    try spread()
    for office in [two.prison, branch, annexe] {
      #expect(try shown(office) == [.deleteRequested, .deleteRequested, .deleteRequested])
      let detail = try office.notebook.showRecord(record.description, at: town.now)
      #expect(detail.summary.values["lead_days"] == ["45"])
      #expect(detail.summary.deletion?.author == "Lila")
      #expect(try office.notebook.search("recours", at: town.now).map(\.summary.record) == [record])
      let history = try office.notebook.recordHistory(record.description, at: town.now)
      #expect(history.compactMap(\.deletion) == [.asked])
    }
    #expect(try delete(annexe, record) == .deleted)
    try spread()
    for office in [two.prison, branch, annexe] {
      #expect(try shown(office) == [nil, nil, nil])
      let history = try office.notebook.recordHistory(record.description, at: town.now)
      #expect(history.compactMap(\.deletion).last == .done)
    }
  }

  @Test("Saying that it stays keeps it for everybody, and a later deletion has to see it again")
  func kept() throws {
    let record = try right(["lead_days": ["9"]])
    try spread()
    _ = try delete(branch, record)
    try edit(annexe, record, "45")
    try spread()
    town.tickOne()
    let detail = try annexe.notebook.showRecord(record.description, at: town.now)
    _ = try annexe.notebook.settleRecord(
      record.description, of: nil, from: detail.summary.version.description, zone: 0, at: town.now)
    try spread()
    for office in [two.prison, branch, annexe] {
      #expect(try shown(office) == [.current, .current, .current])
    }
    try edit(annexe, record, "50")
    _ = try delete(branch, record)
    try spread()
    for office in [two.prison, branch, annexe] {
      #expect(try shown(office) == [.deleteRequested, .deleteRequested, .deleteRequested])
    }
  }

  @Test("Who may not read what stands apart asks by deleting, and is told nothing of it")
  func blind() throws {
    _ = try two.prison.operator.addWorker(
      name: "Sol", role: .juriste, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.replica.refresh()
    _ = try two.prison.notebook.admitAdded("Sol", at: town.now)
    let sol = try town.open(two.prison.folder, worker: "Sol", operator: two.prison.operator)
    let record = try right(["lead_days": ["9"]])
    #expect(try delete(sol, record) == .deleted)
    #expect(try shown(sol) == [nil, nil, nil])
    #expect(
      try shown(two.prison) == [.deleteRequested, .deleteRequested, .deleteRequested])
    #expect(try delete(two.prison, record) == .deleted)
    #expect(try shown(two.prison) == [nil, nil, nil])
  }

  @Test("Who reads what stands apart and writes none of it deletes both")
  func reader() throws {
    _ = try two.prison.operator.addWorker(
      name: "Sol", role: .juriste, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.replica.refresh()
    _ = try two.prison.notebook.admitAdded("Sol", at: town.now)
    let sol = try town.open(two.prison.folder, worker: "Sol", operator: two.prison.operator)
    town.tickOne()
    let record = try two.prison.notebook.addRecord(
      RecordDraft(
        .appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"], "purpose": ["Bilan"]]),
      to: two.file.description, zone: 60, at: town.now
    ).record
    #expect(
      try sol.notebook.showRecord(record.description, at: town.now).summary.values["purpose"]
        == ["Bilan"])
    #expect(try delete(sol, record) == .deleted)
    for office in [sol, two.prison] {
      #expect(try office.notebook.listRecords(two.file.description, at: town.now).isEmpty)
    }
  }

  @Test(
    "Another service reads what it was given alike: both, or the record alone", arguments: 0...1)
  func shared(_ justice: Int) throws {
    _ = try two.give(justice == 1 ? [.droits, .justice] : [.droits], past: .all)
    let record = try right(["lead_days": ["9"]])
    try spread()
    try two.meet()
    _ = try delete(branch, record)
    try edit(annexe, record, "45")
    try spread()
    try two.meet()
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    let received = try two.housing.notebook.listRecords(share.description, at: town.now)
    #expect(received.map(\.state) == (justice == 1 ? [.deleteRequested] : []))
    #expect(received.map { $0.values["lead_days"] } == (justice == 1 ? [["45"]] : []))
  }
}
