import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A death ends what is shared, and is told to nobody")
struct DeathTests {
  @discardableResult
  private func die(
    _ two: TwoServices, _ office: Office, on day: String = "2026-11-02",
    source: String? = "le greffe"
  ) throws -> DeathReport {
    two.town.tickOne()
    return try office.notebook.recordDeath(
      two.file.description, on: CalendarDate(parsing: day), source: source, zone: 0,
      at: two.town.now)
  }

  @discardableResult
  private func undo(_ two: TwoServices, _ office: Office) throws -> DeathTakenBack {
    two.town.tickOne()
    return try office.notebook.takeBackDeath(two.file.description, zone: 0, at: two.town.now)
  }

  private func card(_ two: TwoServices, _ office: Office) throws -> [String: [String]] {
    try office.notebook.showPerson(two.file.description, at: two.town.now).summary.values.byField
  }

  private func status(_ two: TwoServices, _ office: Office) throws -> CaseSummary.Status? {
    try office.notebook.listCases().first { $0.id == two.file }?.status
  }

  /// What the recipient holds of what was shared: each statement of the share, and each change, by their ids.
  private func held(_ two: TwoServices) throws -> Set<String> {
    try two.housing.notebook.ledger.read { ledger in
      var found: Set<String> = []
      for log in try ledger.logs(of: .share) {
        found.formUnion(try ledger.statements(in: log).map(\.id.description))
      }
      for document in try ledger.allDocuments() {
        found.formUnion(try ledger.changes(of: document).map { "\($0.id)" })
      }
      return found
    }
  }

  @Test("A death sends what a closing sends, byte by byte, and the card of it never leaves")
  func asAClosing() throws {
    func ended(_ end: (TwoServices) throws -> Void) throws -> (TwoServices, Set<String>) {
      let two = try TwoServices(9901)
      _ = try two.give([.contact, .droits], past: .all)
      try two.town.write(two.prison, two.file, .droits, "Partagée.")
      try two.meet()
      try end(two)
      #expect(try two.meet().rootsEqual == true)
      return (two, try held(two))
    }
    let (_, closed) = try ended { two in
      two.town.tickOne()
      _ = try two.prison.notebook.closeCase(two.file.description, at: two.town.now)
    }
    let (two, died) = try ended { try die($0, $0.prison) }
    // A statement is named by its signed bytes.
    #expect(died == closed)
    #expect(try two.reads(two.housing).contains("Partagée."))
    let received = try #require(try two.housing.notebook.listReceived(at: two.town.now).first)
    #expect(received.ceasedOn != nil)
    #expect(try card(two, two.prison)["deceased"] == ["2026-11-02"])
    #expect(try card(two, two.prison)["deceased_source"] == ["le greffe"])
    let consent = try #require(
      try two.prison.notebook.listConsents(two.file.description, at: two.town.now).first)
    #expect(consent.status == .ceased)
    #expect(consent.events.map(\.event) == [.given, .ceased])
  }

  @Test("Taken back, the case file is open, and a new consent for all the past shows no death")
  func takenBack() throws {
    let two = try TwoServices(9902)
    let town = two.town
    _ = try two.give([.contact, .droits], past: .all)
    try two.meet()
    try die(two, two.prison)
    try two.meet()
    let done = try undo(two, two.prison)
    #expect(done.isReopened && !done.staysClosed && !done.wasNotRecorded)
    #expect(try status(two, two.prison) == .open)
    #expect(try card(two, two.prison)["deceased"] == nil)
    #expect(try two.prison.notebook.deathRecorded(of: two.file) == nil)
    // What it held stays in the history of the service.
    let versions = try two.prison.notebook.personHistory(two.file.description, at: town.now)
    #expect(versions.contains { $0.values["deceased"] == ["2026-11-02"] })
    // It ended for good: nothing leaves before she agrees again.
    let before = try held(two)
    try town.write(two.prison, two.file, .droits, "Entre-temps.")
    try two.prison.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try held(two) == before)
    _ = try two.give([.contact, .droits], past: .all)
    try two.meet()
    #expect(try two.reads(two.housing).contains("Entre-temps."))
    let interne = try two.prison.notebook.read { ledger in
      try two.prison.notebook.tag(of: .interne, in: two.file, ledger)
    }
    let apart = try two.prison.notebook.ledger.read { try $0.documents(in: interne) }
    #expect(apart.count == 1)
    let there = try two.housing.notebook.ledger.read { try $0.allDocuments() }
    #expect(Set(there).isDisjoint(with: apart))
    #expect(try undo(two, two.prison).wasNotRecorded)
  }

  @Test("What was closed for itself stays closed when a death is taken back")
  func closedBefore() throws {
    let two = try TwoServices(9903)
    two.town.tickOne()
    _ = try two.prison.notebook.closeCase(two.file.description, at: two.town.now)
    #expect(try die(two, two.prison).closing.wasClosed)
    let done = try undo(two, two.prison)
    #expect(!done.isReopened && done.staysClosed)
    #expect(try status(two, two.prison) == .closed)
    #expect(try card(two, two.prison)["deceased"] == nil)
  }

  @Test("A colleague who never saw it takes a death back that another node recorded")
  func elsewhere() throws {
    let two = try TwoServices(9904)
    let town = two.town
    let branch = try two.branch()
    try town.exchange(two.prison.notebook, branch.notebook)
    // She has looked at the card of before: what she takes back is what stands.
    _ = try card(two, branch)
    try die(two, two.prison)
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(try undo(two, branch).isReopened)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      #expect(try status(two, office) == .open)
      #expect(try card(two, office)["deceased"] == nil)
      #expect(try card(two, office)["deceased_source"] == nil)
    }
  }

  @Test("Two nodes that record one death apart keep both words, and one of them takes both back")
  func apart() throws {
    let two = try TwoServices(9905)
    let town = two.town
    let branch = try two.branch()
    try town.exchange(two.prison.notebook, branch.notebook)
    try die(two, two.prison, on: "2026-11-02")
    try die(two, branch, on: "2026-11", source: "sa sœur")
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(
      Set(try card(two, branch)["deceased"] ?? []) == ["2026-11-02", "2026-11"])
    #expect(try undo(two, two.prison).isReopened)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      #expect(try status(two, office) == .open)
      #expect(try card(two, office)["deceased"] == nil)
    }
  }

  @Test("Whoever may not write what stands apart records no death, and nothing ends")
  func refused() throws {
    let two = try TwoServices(9906)
    let town = two.town
    let head = try town.branch(of: two.prison, worker: "Lila", role: .stagiaire)
    try town.exchange(two.prison.notebook, head.notebook)
    #expect(throws: NotebookError.self) { try die(two, head) }
    #expect(throws: NotebookError.self) { try undo(two, head) }
    #expect(try status(two, two.prison) == .open)
  }

  @Test("The page to call from and a list of a permanence tell a death that stands apart")
  func told() throws {
    let two = try TwoServices(9907)
    try die(two, two.prison, source: nil)
    let sheet = try two.prison.notebook.callSheet(two.file.description, at: two.town.now)
    #expect(sheet.card["deceased"] == ["2026-11-02"])
    let copy = try two.prison.notebook.exportCase(
      two.file.description, withLog: false, at: two.town.now)
    #expect(copy.person?.summary.values["deceased"] == ["2026-11-02"])
  }

  @Test(
    "A trainee who does not read what stands apart is told the day of a death, and not who said so")
  func toldToTrainees() throws {
    let two = try TwoServices(9908)
    let town = two.town
    let trainee = try town.branch(of: two.prison, worker: "Lila", role: .stagiaire)
    try town.exchange(two.prison.notebook, trainee.notebook)
    try die(two, two.prison)
    try town.exchange(two.prison.notebook, trainee.notebook)
    let typed = two.file.description
    let sheet = try trainee.notebook.callSheet(typed, at: town.now)
    #expect(sheet.deceased == ["2026-11-02"])
    #expect(sheet.card["deceased_source"] == nil)
    #expect(try trainee.notebook.showCase(typed, at: town.now).deceased == ["2026-11-02"])
    #expect(try card(two, trainee)["deceased_source"] == nil)
    try undo(two, two.prison)
    try town.exchange(two.prison.notebook, trainee.notebook)
    #expect(try trainee.notebook.callSheet(typed, at: town.now).deceased.isEmpty)
  }

  @Test(
    "A death that is over before the birth begins is refused, whichever is written, and nothing ends"
  )
  func beforeBirth() throws {
    let two = try TwoServices(9909)
    let (town, notebook, typed) = (two.town, two.prison.notebook, two.file.description)
    func correct(_ values: [String: [String]]) throws {
      town.tickOne()
      _ = try notebook.editPerson(typed, values, zone: 0, at: town.now)
    }
    try correct(["born": ["1950-06"]])
    let (early, birth) = (try CalendarDate(parsing: "1940"), try CalendarDate(parsing: "1950-06"))
    #expect(
      brokenRule { try die(two, two.prison, on: "1940") } == .deathBeforeBirth(early, born: birth))
    #expect(try status(two, two.prison) == .open)
    // The year of the birth may be that of the death.
    try die(two, two.prison, on: "1950")
    #expect(brokenRule { try correct(["born": ["1951"]]) } != nil)
    try correct(["born": ["1949"]])
  }

  @Test(
    "A second death names the day that it takes the place of, and the same one again names none")
  func replaced() throws {
    let two = try TwoServices(9910)
    #expect(try die(two, two.prison, on: "2026-11-01").replaced.isEmpty)
    #expect(try die(two, two.prison).replaced == ["2026-11-01"])
    #expect(try die(two, two.prison).replaced.isEmpty)
  }
}
