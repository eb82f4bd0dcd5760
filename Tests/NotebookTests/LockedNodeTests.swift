import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What a locked node stops by itself")
struct LockedNodeTests {
  /// A consent planned at the prison and known to its branch; the branch puts it into effect while the prison, without
  /// network, records what the person took back.
  private func apart(
    _ seed: UInt64, _ volets: [Volet], takingBack gone: [Volet]?
  ) throws -> (TwoServices, Office, String) {
    let two = try TwoServices(seed)
    let town = two.town
    let branch = try two.branch()
    for volet in volets { try town.write(two.prison, two.file, volet, "De \(volet.code).") }
    let planned = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", volets, past: .all, effective: .release),
      for: two.file.description, zone: 0, at: town.now
    ).consent.description
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.withdraw(planned, gone)
    town.tickOne()
    _ = try branch.notebook.release(
      two.file.description, on: try CalendarDate(parsingDay: "2026-11-22"), begins: town.now,
      at: town.now)
    return (two, branch, planned)
  }

  private func held(_ office: Office) throws -> (statements: Int, rows: Int) {
    try office.notebook.read { ledger in
      let statements = try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }
      let rows = try statements.flatMap(\.act.attachments).filter {
        try ledger.attachment($0.id) != nil
      }
      return (statements.count, rows.count)
    }
  }

  /// Rows that the recipient has of the wraps of a volet.
  private func keys(of volet: Volet, _ two: TwoServices) throws -> Int {
    let tag = try two.prison.notebook.read {
      try two.prison.notebook.tag(of: volet, in: two.file, $0)
    }
    return try two.housing.notebook.read { ledger in
      let statements = try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }
      return try statements.flatMap { statement -> [EpochStart] in
        guard case .epochsWrapped(let starts, _) = statement.act else { return [] }
        return starts.filter { $0.volet == tag }
      }.filter { try ledger.attachment($0.wrap) != nil }.count
    }
  }

  // Never 6
  @Test("A locked node that holds a withdrawal sends nothing under a grant made elsewhere")
  func whole() throws {
    let (two, branch, _) = try apart(150, [.droits], takingBack: nil)
    let town = two.town
    // The prison's node has nobody's keys open; it hears of the grant, and calls the recipient.
    let locked = two.prison.operator
    try town.exchange(locked, branch.operator)
    try town.exchange(locked, two.housing.notebook)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    #expect(try held(two.housing) == (0, 0))
    // Nor does the branch, locked, once it has heard.
    try town.exchange(branch.operator, two.housing.notebook)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    #expect(try held(two.housing) == (0, 0))
    // Somebody comes: the share says it, and no name and no key leaves.
    try two.prison.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try held(two.housing).rows == 0)
    #expect(try two.meet().rootsEqual == true)
    _ = try two.give([.droits], past: .all)
    try two.meet()
    #expect(try two.reads(two.housing) == ["De droits."])
  }

  @Test(
    "A locked node that holds a closing sends nothing more, and goes on with what followed a reopening"
  )
  func closed() throws {
    let two = try TwoServices(152)
    let town = two.town
    let branch = try two.branch()
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Une.")
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.pair(branch, two.housing)
    try two.meet()
    try town.write(two.prison, two.file, .droits, "Deux.")
    // The branch closes without having heard of the share, and nobody is at either machine afterwards.
    town.tickOne()
    _ = try branch.notebook.closeCase(two.file.description, at: town.now)
    let locked = two.prison.operator
    for _ in 0..<2 { try town.exchange(locked, branch.operator) }
    for sender in [locked, branch.operator] {
      try town.exchange(sender, two.housing.notebook)
      #expect(try two.reads(two.housing) == ["Une."])
    }
    // Somebody comes: the share says it.
    try two.prison.notebook.replica.refresh()
    try two.prison.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.reads(two.housing) == ["Une."])
    #expect(try two.housing.notebook.listReceived(at: town.now).first?.ceasedOn != nil)
    // Opened again and agreed to anew, a locked node sends.
    town.tickOne()
    _ = try branch.notebook.reopenCase(two.file.description, at: town.now)
    try town.exchange(branch.notebook, two.prison.notebook)
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Trois.")
    try locked.replica.refresh()
    for _ in 0..<2 { try town.exchange(locked, two.housing.notebook) }
    #expect(try Set(two.reads(two.housing)) == ["Une.", "Deux.", "Trois."])
    #expect(town.refusals.isEmpty)
  }

  // Never 6
  @Test("A locked node carries an erasure, a withdrawal and a kind that nobody here knows")
  func carries() throws {
    let two = try TwoServices(158)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits, .agenda], past: .all)
    try town.write(two.prison, two.file, .droits, "Une.")
    try town.write(two.prison, two.file, .agenda, "Un rendez-vous.")
    try two.meet()
    #expect(try Set(two.reads(two.housing)) == ["Une.", "Un rendez-vous."])
    try town.exchange(two.prison.notebook, branch.notebook)
    // All three are written at the branch; the node of the prison, at which nobody is, hears of them and calls.
    town.tickOne()
    let notebook = branch.notebook
    let newer = RecordType(
      code: "vehicle", version: 1, volets: [.droits],
      fields: [RecordField("words", .prose(.prose))])
    let operations = try RecordEdit.creation(newer, ["words": ["Des mots."]], in: .droits)
    _ = try notebook.write(at: town.now) { ledger in
      try notebook.create(
        operations, in: try notebook.tag(of: .droits, in: two.file, ledger), case: two.file,
        zone: 0, into: ledger, at: town.now)
    }
    let note = try #require(
      try notebook.listNotes(two.file.description, at: town.now)
        .first { $0.volet == .droits && $0.state == .current })
    _ = try notebook.eraseNote(note.record.description, at: town.now)
    _ = try notebook.withdraw(consent, volets: [.agenda], at: town.now)
    let locked = two.prison.operator
    for _ in 0..<3 {
      try town.exchange(locked, branch.operator)
      try town.exchange(locked, two.housing.notebook)
    }
    let share = try #require(two.housing.notebook.listReceived(at: town.now).first).share
    let over = try two.housing.notebook.listNotes(share.description, at: town.now)
    #expect(over.contains { $0.state == .newer })
    #expect(over.allSatisfy { $0.volet == .droits })
    let read = try two.reads(two.housing)
    #expect(!read.contains("Une.") && !read.contains("Un rendez-vous."), "\(read)")
    #expect(try keys(of: .agenda, two) == 0)
    #expect(town.refusals.isEmpty)
  }

  @Test(
    "A locked node keeps back the volet that was taken back, and sends the others",
    arguments: [151, 153, 154, 155, 156, 157])
  func narrowed(seed: UInt64) throws {
    let (two, branch, planned) = try apart(seed, [.droits, .agenda], takingBack: [.droits])
    let town = two.town
    let locked = two.prison.operator
    // What waits for a statement goes after it, in whichever order chance has put them.
    for _ in 0..<3 {
      try town.exchange(locked, branch.operator)
      try town.exchange(locked, two.housing.notebook)
    }
    // Nothing goes that was taken back, in any order.
    #expect(try Set(two.reads(two.housing)).isSubset(of: ["De agenda."]))
    #expect(try Picture(two.housing.notebook).changes.isEmpty == false)
    #expect(try two.reads(two.housing) == ["De agenda."])
    // No key of what was taken back went with it.
    #expect(try keys(of: .droits, two) == 0)
    #expect(try keys(of: .agenda, two) > 0)
    for office in [two.prison, branch] {
      try office.notebook.replica.refresh()
      try office.notebook.maintain(at: town.now)
      let listed = try office.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.consent.description) == [planned])
      #expect(listed.map(\.volets) == [[.agenda]])
    }
    try two.meet()
    #expect(try two.reads(two.housing) == ["De agenda."])
  }
}
