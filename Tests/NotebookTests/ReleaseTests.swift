import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("A consent begins with a release that follows it", .timeLimit(.minutes(30)))
struct ReleaseTests {
  private func terms(_ town: Town) throws -> ConsentTerms {
    try town.terms(to: "Maison", [.droits], past: .all, effective: .release)
  }

  private func record(
    _ day: String, _ office: Office, _ file: CaseID, _ town: Town
  ) throws -> [ConsentID] {
    town.tickOne()
    let date = try CalendarDate(parsingDay: day)
    return try office.notebook.release(
      file.description, on: date, begins: Instant(milliseconds: date.beginning(offset: 0)),
      at: town.now
    ).effective
  }

  @Test("One of an earlier detention begins nothing; the next one does, and its correction too")
  func earlier() throws {
    let two = try TwoServices(940)
    let town = two.town
    try town.write(two.prison, two.file, .droits, "Avant.")
    #expect(try record("2025-03-01", two.prison, two.file, town).isEmpty)
    town.tickOne()
    let given = try two.prison.notebook.giveConsent(
      try terms(town), for: two.file.description, zone: 0, at: town.now)
    #expect(given.status == .planned)
    let outlook = try two.prison.notebook.release(of: given.consent, in: two.file)
    #expect(outlook.beginning == nil && outlook.earlier == "2025-03-01")
    try two.meet()
    #expect(try two.housing.notebook.listReceived(at: town.now).isEmpty)
    // Written down wrongly, for a day to come; then as it was.
    #expect(try record("2026-12-20", two.prison, two.file, town).isEmpty)
    #expect(
      try two.prison.notebook.release(of: given.consent, in: two.file).beginning == "2026-12-20")
    // That of then is corrected: nothing begins by it, and the next one stays the next one.
    #expect(try record("2025-02-28", two.prison, two.file, town).isEmpty)
    #expect(
      try two.prison.notebook.release(of: given.consent, in: two.file).beginning == "2026-12-20")
    #expect(try record("2026-11-26", two.prison, two.file, town) == [given.consent])
    let shown = try two.prison.notebook.showCase(two.file.description, at: town.now).releases
    #expect(shown.map(\.on) == ["2025-03-01", "2026-12-20", "2025-02-28", "2026-11-26"])
    #expect(shown.map(\.counts) == [false, false, false, true])
  }

  @Test("One of the same day, or to come, counts though it was recorded first")
  func sameDay() throws {
    let two = try TwoServices(941)
    let town = two.town
    _ = try record("2026-11-26", two.prison, two.file, town)
    let given = try two.prison.notebook.giveConsent(
      try terms(town), for: two.file.description, zone: 0, at: town.now)
    #expect(given.status == .given)
  }

  @Test("What was recorded since of an earlier detention does not keep it waiting")
  func corrected() throws {
    let two = try TwoServices(943)
    let town = two.town
    _ = try record("2026-11-26", two.prison, two.file, town)
    _ = try record("2025-03-01", two.prison, two.file, town)
    let given = try two.prison.notebook.giveConsent(
      try terms(town), for: two.file.description, zone: 0, at: town.now)
    #expect(given.status == .given)
  }

  @Test(
    "Two nodes agree, whoever recorded what without knowing of the other",
    arguments: ["2025-03-01", "2026-11-26"], [false, true])
  func apart(day: String, consentFirst: Bool) throws {
    let two = try TwoServices(942)
    let town = two.town
    let branch = try town.branch(of: two.prison, worker: "Lila", role: .referent)
    let (giver, other) = consentFirst ? (two.prison, branch) : (branch, two.prison)
    func plan() throws {
      town.tickOne()
      _ = try two.prison.notebook.giveConsent(
        try terms(town), for: two.file.description, zone: 0, at: town.now)
    }
    if consentFirst { try plan() }
    _ = try record(day, branch, two.file, town)
    if !consentFirst { try plan() }
    for _ in 0..<2 {
      try town.exchange(giver.notebook, other.notebook)
      for office in [giver, other] { try office.notebook.maintain(at: town.now) }
    }
    let counts = day == "2026-11-26"
    for office in [giver, other] {
      #expect(
        try office.notebook.listConsents(two.file.description, at: town.now).map(\.status)
          == [counts ? .given : .planned])
    }
  }
}
