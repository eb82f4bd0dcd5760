import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("When the person changes place, each share is asked about")
struct ChangeOfPlaceTests {
  private func consents(_ two: TwoServices, _ office: Office) throws -> [ConsentSummary] {
    try office.notebook.listConsents(two.file.description, at: two.town.now)
  }

  private func decide(
    _ two: TwoServices, keeping: Set<ConsentID> = [], stopping: Set<ConsentID> = []
  ) throws -> TurnReport {
    two.town.tickOne()
    return try two.prison.notebook.decideAtReturn(
      two.file.description, ShareDecisions(keeping: keeping, stopping: stopping), at: two.town.now)
  }

  private func release(
    _ two: TwoServices, on day: String, _ decided: ShareDecisions = ShareDecisions()
  ) throws {
    two.town.tickOne()
    let date = try CalendarDate(parsingDay: day)
    _ = try two.prison.notebook.release(
      two.file.description, on: date,
      begins: Instant(milliseconds: Int64(date.daysSince1970) * 86_400_000), decided: decided,
      at: two.town.now)
  }

  @Test("What nobody decided refuses with the list, and nothing is changed")
  func undecided() throws {
    let two = try TwoServices(9951)
    _ = try two.give([.droits], past: .all)
    let before = try Picture(two.prison.notebook).statements
    do {
      _ = try decide(two)
      Issue.record("nothing was asked")
    } catch NotebookError.consentsToDecide(let open) {
      #expect(open.map(\.recipientName) == ["Maison"])
    }
    #expect(try Picture(two.prison.notebook).statements == before)
  }

  @Test("One that stops sends nothing more and takes nothing back; another one goes on")
  func stopped() throws {
    let two = try TwoServices(9952)
    let town = two.town
    let clinic = try two.clinic()
    _ = try two.give([.droits], past: .all)
    _ = try two.give(to: "Clinique", [.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    let all = try consents(two, two.prison)
    let done = try decide(two, keeping: [all[1].consent], stopping: [all[0].consent])
    #expect(done.stopped.map(\.recipientName) == ["Maison"])
    #expect(done.kept.map(\.recipientName) == ["Clinique"])
    try town.write(two.prison, two.file, .droits, "Après.")
    #expect(try two.meet().rootsEqual == true)
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(try two.reads(two.housing) == ["Avant."])
    #expect(Set(try two.reads(clinic)) == ["Avant.", "Après."])
    let told = try consents(two, two.prison)
    #expect(told.map(\.status) == [.ceased, .given])
    #expect(told[0].told == .stopped && told[0].events.map(\.event) == [.given, .stopped])
    #expect(try two.housing.notebook.listReceived(at: town.now).first?.ceasedOn != nil)
    // She can still take it back, and a new consent shares again.
    _ = try two.give([.droits])
    try town.write(two.prison, two.file, .droits, "Sous le nouvel accord.")
    try two.meet()
    #expect(try two.reads(two.housing).contains("Sous le nouvel accord."))
    try two.withdraw(told[0].consent.description)
    try two.meet()
    #expect(try !two.reads(two.housing).contains("Avant."))
  }

  // Never 6
  @Test("One that stops takes those with it whose place it took")
  func renewed() throws {
    let two = try TwoServices(9957)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    town.tickOne()
    _ = try two.give([.droits, .logement], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    let live = try consents(two, two.prison).filter { $0.isLive && !$0.isReplaced }
    #expect(live.count == 1)
    let done = try decide(two, stopping: Set(live.map(\.consent)))
    #expect(done.stopped.map(\.consent) == live.map(\.consent))
    try town.write(two.prison, two.file, .droits, "Après.")
    #expect(try two.meet().rootsEqual == true)
    #expect(try two.reads(two.housing) == ["Avant."])
    #expect(try consents(two, two.prison).map(\.status) == [.ceased, .ceased])
  }

  @Test("A planned one that stops never begins, and one that another node began stops there")
  func planned() throws {
    let two = try TwoServices(9953)
    let town = two.town
    let branch = try two.branch()
    var terms = try town.terms(to: "Maison", [.droits], past: .all)
    terms.effective = .on(try CalendarDate(parsingDay: "2026-11-25"))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 3 * 86_400_000)
    let given = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    _ = try decide(two, stopping: [given.consent])
    town.now.milliseconds += 4 * 86_400_000
    try two.prison.notebook.maintain(at: town.now)
    #expect(try consents(two, two.prison).map(\.status) == [.ceased])
    // Without knowing it begins elsewhere; it stops once both know.
    try branch.notebook.maintain(at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] { try office.notebook.maintain(at: town.now) }
    try town.write(two.prison, two.file, .droits, "Ne part pas.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      try town.exchange(office.notebook, two.housing.notebook)
      #expect(try consents(two, office).map(\.status) == [.ceased])
    }
    #expect(try two.reads(two.housing).isEmpty)
  }

  @Test("A second release asks about what the first one found or began; a correction asks nothing")
  func secondRelease() throws {
    let two = try TwoServices(9954)
    let town = two.town
    _ = try two.give([.droits])
    let day = try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 0)?.date)
    try release(two, on: day.description)
    // The same day once more: a correction.
    try release(two, on: day.description)
    town.now.milliseconds += 40 * 86_400_000
    let later = try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 0)?.date)
    // Agreed after the first one: this release is the first for it.
    _ = try two.give([.logement])
    let asked = try #require(try consents(two, two.prison).first).consent
    #expect(throws: NotebookError.self) { try release(two, on: later.description) }
    try release(two, on: later.description, ShareDecisions(stopping: [asked]))
    #expect(try consents(two, two.prison).map(\.status) == [.ceased, .given])
  }

  @Test("A release that corrects one stops what is named, in force or planned, and nothing else")
  func correctionStops() throws {
    let two = try TwoServices(9958)
    let town = two.town
    _ = try two.clinic()
    _ = try two.give([.droits])
    _ = try two.give(to: "Clinique", [.droits])
    town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      try town.terms(to: "Clinique", [.logement], effective: .release),
      for: two.file.description, zone: 0, at: town.now)
    let all = try consents(two, two.prison).map(\.consent)
    let day = try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 0)?.date)
    try release(two, on: day.description, ShareDecisions(stopping: [all[2]]))
    #expect(try consents(two, two.prison).map(\.status) == [.given, .given, .ceased])
    try release(two, on: day.description, ShareDecisions(stopping: [all[0]]))
    let told = try consents(two, two.prison)
    #expect(told.map(\.status) == [.ceased, .given, .ceased])
    #expect(told.map(\.told) == [.stopped, nil, .stopped])
    let named = try two.prison.notebook.consentsToName(of: two.file.description, at: town.now)
    #expect(named.open.map(\.consent) == [all[1]])
    #expect(named.stopped.map(\.consent) == [all[0], all[2]])
  }
}
