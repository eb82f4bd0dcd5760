import CaseFile
import Envelope
import Replica
import Store
import Testing

@testable import Notebook

@Suite("A record and what stands apart are one record for whoever may read both")
struct CompanionTests {
  private let two: TwoServices
  private let town: Town

  init() throws {
    two = try TwoServices(2060)
    town = two.town
  }

  private func add(
    _ type: RecordType, in volet: Volet = .droits, _ values: [String: [String]]
  ) throws -> DocumentID {
    town.tickOne()
    return try two.prison.notebook.addRecord(
      RecordDraft(type, in: volet, values), to: two.file.description, zone: 60, at: town.now
    ).record
  }

  @discardableResult
  private func edit(
    _ office: Office, _ record: DocumentID, _ values: [String: [String]], from: String? = nil
  ) throws -> RecordWritten {
    town.tickOne()
    return try office.notebook.editRecord(
      record.description, of: nil, values, from: from, zone: 60, at: town.now)
  }

  private func shown(_ office: Office, _ record: DocumentID) throws -> RecordDetail {
    try office.notebook.showRecord(record.description, at: town.now)
  }

  private func documents(_ office: Office) throws -> Set<DocumentID> {
    try office.notebook.read { Set(try $0.allDocuments()) }
  }

  @Test("It is shown, listed, counted, found and copied as one record")
  func one() throws {
    let before = try documents(two.prison).count
    let request = try add(
      .request,
      [
        "words": ["Je veux."], "channel": ["billet_rapport"],
        "themes": ["papiers", "plan_detention"],
      ])
    #expect(try documents(two.prison).count == before + 3)
    let notebook = two.prison.notebook
    let file = two.file.description
    let summary = try shown(two.prison, request).summary
    #expect(summary.values["channel"] == ["billet_rapport"] && summary.authors == ["Inès"])
    #expect(summary.values["themes"] == ["papiers", "plan_detention"])
    #expect(try notebook.listRecords(file, at: town.now).map(\.record) == [request])
    let page = try notebook.showCase(file, at: town.now)
    #expect(page.volets.map { $0.notes + $0.records }.reduce(0, +) == 1)
    #expect(page.volets.allSatisfy { $0.notes == 0 && $0.unsettled == 0 })
    for code in ["billet rapport", "plan detention"] {
      #expect(try notebook.search(code, at: town.now).map(\.summary.record) == [request], "\(code)")
    }
    let copy = try notebook.exportCase(file, withLog: false, at: town.now)
    #expect(copy.records.map(\.detail.summary.record) == [request])
    #expect(copy.records.first?.history.count == 1)
    #expect(copy.records.first?.detail.summary.values["channel"] == ["billet_rapport"])
    #expect(try notebook.verify().isSound)
  }

  // Never 15
  @Test("What is written apart later is found by a search, and no more once it is emptied")
  func found() throws {
    let right = try add(.right, ["right": ["rsa"], "state": ["suspendu"]])
    let notebook = two.prison.notebook
    #expect(try notebook.search("detention", at: town.now).isEmpty)
    try edit(two.prison, right, ["suspended_because": ["detention"]])
    #expect(try notebook.search("detention", at: town.now).map(\.summary.record) == [right])
    try edit(two.prison, right, ["suspended_because": []])
    #expect(try notebook.search("detention", at: town.now).isEmpty)
  }

  @Test("Nobody names a companion: it is unknown as a record, and no reference takes it")
  func unnamed() throws {
    let before = try documents(two.prison)
    let right = try add(.right, ["right": ["rsa"], "lead_days": ["9"]])
    let companion = try #require(
      try documents(two.prison).subtracting(before).first { $0 != right })
    let name = companion.description
    let attempts: [() throws -> Void] = [
      { _ = try two.prison.notebook.showRecord(name, at: town.now) },
      {
        _ = try two.prison.notebook.editRecord(
          name, of: nil, ["lead_days": ["1"]], zone: 0, at: town.now)
      },
      { _ = try two.prison.notebook.deleteRecord(name, of: nil, zone: 0, at: town.now) },
      { _ = try two.prison.notebook.eraseRecord(name, of: nil, at: town.now) },
    ]
    for attempt in attempts {
      #expect {
        try attempt()
      } throws: { error in
        if case NotebookError.unknownRecord(name, _) = error { true } else { false }
      }
    }
    let appointment: [String: [String]] = ["when": ["2026-12-03T10:30+01:00"], "about": [name]]
    #expect(brokenRule { _ = try add(.appointment, appointment) } == .invalidReference(name))
  }

  // Never 15
  @Test(
    "Whoever may not read the volet reads the record as if the fields were not; giving one is refused alike"
  )
  func roles() throws {
    _ = try two.prison.operator.addWorker(
      name: "Sol", role: .juriste, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.replica.refresh()
    _ = try two.prison.notebook.admitAdded("Sol", at: town.now)
    let sol = try town.open(two.prison.folder, worker: "Sol", operator: two.prison.operator)
    let apart = try add(.right, ["right": ["rsa"], "lead_days": ["9"]])
    let plain = try add(.right, ["right": ["rsa"]])
    for right in [apart, plain] {
      let summary = try shown(sol, right).summary
      #expect(summary.values["lead_days"] == nil && summary.version.heads.count == 1)
      #expect(try sol.notebook.recordHistory(right.description, at: town.now).count == 1)
      #expect(
        brokenRule { try edit(sol, right, ["lead_days": ["5"]]) }
          == .roleMayNotWrite(.juriste, .justice))
      // What she does not read is empty for her, whether something stands there or not.
      #expect(try edit(sol, right, ["lead_days": []]).isUnchanged)
      try edit(sol, right, ["state": ["accorde"]])
    }
    #expect(try sol.notebook.listRecords(two.file.description, at: town.now).count == 2)
    #expect(try shown(two.prison, apart).summary.values["lead_days"] == ["9"])
    let page = try sol.notebook.showCase(two.file.description, at: town.now)
    #expect(page.volets.allSatisfy { $0.notes == 0 })
  }

  @Test("One act writes both or none")
  func together() throws {
    let right = try add(.right, ["right": ["rsa"]])
    let before = try documents(two.prison)
    let refusal = brokenRule {
      try edit(two.prison, right, ["state": ["accorde"], "lead_days": ["-1"]])
    }
    #expect(refusal == .invalidNumber(FieldName("right.lead_days"), "-1", 0...3650))
    #expect(try documents(two.prison) == before)
    #expect(try shown(two.prison, right).summary.values["state"] == ["non_aborde"])
    let written = try edit(two.prison, right, ["state": ["accorde"], "lead_days": ["9"]])
    #expect(written.version.heads.count == 2)
    // What she left is what she edits next: the companion is changed, and no other begun.
    try edit(two.prison, right, ["lead_days": ["8"]])
    #expect(try documents(two.prison).count == before.count + 1)
    #expect(try edit(two.prison, right, ["lead_days": ["8"]]).isUnchanged)
  }

  @Test("Two companions that were written apart are both read, and an edit settles them")
  func apart() throws {
    let branch = try two.branch()
    let right = try add(.right, ["right": ["rsa"]])
    try town.exchange(two.prison.notebook, branch.notebook)
    try edit(two.prison, right, ["lead_days": ["9"]])
    try edit(branch, right, ["lead_days": ["10"]])
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      let shown = try shown(office, right)
      #expect(shown.summary.state == .conflict)
      #expect(Set(shown.summary.values["lead_days"] ?? []) == ["9", "10"])
      #expect(Set(shown.conflicts.first?.values.map(\.by.author) ?? []) == ["Inès", "Lila"])
    }
    #expect(try edit(branch, right, ["lead_days": ["10"]]).state == .current)
    try town.exchange(two.prison.notebook, branch.notebook)
    let settled = try shown(two.prison, right)
    #expect(settled.summary.values["lead_days"] == ["10"] && settled.conflicts.isEmpty)
    #expect(try two.prison.notebook.listRecords(two.file.description, at: town.now).count == 1)
  }

  @Test("Its history is one, an act one version, and bringing one back brings both back")
  func history() throws {
    let right = try add(.right, ["right": ["rsa"], "lead_days": ["9"]])
    try edit(two.prison, right, ["state": ["suspendu"], "lead_days": ["8"]])
    try edit(two.prison, right, ["suspended_because": ["detention"]])
    let told = try two.prison.notebook.recordHistory(right.description, at: town.now)
    #expect(told.map { $0.values["lead_days"] } == [["9"], ["8"], ["8"]])
    #expect(told.map { $0.values["state"] } == [["non_aborde"], ["suspendu"], ["suspendu"]])
    #expect(told.map { $0.values["suspended_because"] } == [nil, nil, ["detention"]])
    #expect(told.last?.changed == ["suspended_because"])
    town.tickOne()
    _ = try two.prison.notebook.restoreRecord(
      right.description, of: .right, "\(told[0].change)", zone: 0, at: town.now)
    let back = try shown(two.prison, right).summary.values
    #expect(back["lead_days"] == ["9"] && back["state"] == ["non_aborde"])
    #expect(back["suspended_because"] == nil)
  }

  @Test("What is written apart in a record that somebody deleted unseen keeps it")
  func keeps() throws {
    let right = try add(.right, ["right": ["rsa"]])
    let seen = try shown(two.prison, right).summary.version.description
    town.tickOne()
    _ = try two.prison.notebook.deleteRecord(right.description, of: nil, zone: 0, at: town.now)
    let written = try edit(two.prison, right, ["lead_days": ["9"]], from: seen)
    #expect(written.state == .deleteRequested)
    let listed = try two.prison.notebook.listRecords(two.file.description, at: town.now)
    #expect(listed.map(\.record) == [right] && listed.first?.values["lead_days"] == ["9"])
    #expect(listed.first?.state == .deleteRequested)
  }

  @Test(
    "A deleted record hides what stands beside it; one that is erased takes it along, and is told once"
  )
  func ends() throws {
    _ = try two.give([.droits, .justice], past: .all)
    let right = try add(.right, ["right": ["rsa"], "lead_days": ["9"]])
    let file = two.file.description
    try two.meet()
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    let received = try two.housing.notebook.listRecords(share.description, at: town.now)
    #expect(received.map { $0.values["lead_days"] } == [["9"]])
    town.tickOne()
    _ = try two.prison.notebook.deleteRecord(right.description, of: nil, zone: 0, at: town.now)
    #expect(try two.prison.notebook.listRecords(file, at: town.now).isEmpty)
    town.tickOne()
    _ = try two.prison.notebook.eraseRecord(right.description, of: .right, at: town.now)
    let copy = try two.prison.notebook.exportCase(file, withLog: false, at: town.now)
    #expect(copy.records.isEmpty && copy.erased.map(\.record) == [right])
    try two.meet()
    try two.meet()
    #expect(try two.housing.notebook.listRecords(share.description, at: town.now).isEmpty)
    let open = try two.housing.notebook.read { ledger in
      try ledger.allDocuments().filter { try !ledger.isErased($0) }.count
    }
    #expect(open == 0)
  }
}
