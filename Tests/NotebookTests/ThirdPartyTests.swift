import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook

@Suite("A consent to somebody else does not show")
struct ThirdPartyTests {
  enum Third: String, CaseIterable { case nobody, fromNowOn, atRelease, givenAndTakenBack, planned }

  /// What a recipient can see of the owner: lengths of what it was sent, what it holds, what it counts.
  private struct Sight: Equatable {
    var frames: [Int]
    var statements: Int
    var counters: [Int]
    var reads: [String]
  }

  private func town(_ third: Third) throws -> [Sight] {
    let two = try TwoServices(160)
    let town = two.town
    let clinic = try two.clinic()
    try town.write(two.prison, two.file, .droits, "Avant.")
    _ = try two.give([.droits], past: .all)
    try two.meet()
    _ = try two.reads(two.housing)
    let (prison, file) = (two.prison.notebook, two.file.description)
    func give(_ effective: Effective) throws -> String {
      try prison.giveConsent(
        try town.terms(to: "Clinique", [.droits], effective: effective), for: file, zone: 0,
        at: town.now
      ).consent.description
    }
    switch third {
    case .nobody: break
    case .fromNowOn: _ = try give(.now)
    case .atRelease:
      _ = try give(.release)
      _ = try prison.release(
        file, on: try CalendarDate(parsingDay: "2026-11-22"), begins: town.now, at: town.now)
    case .givenAndTakenBack: _ = try prison.withdraw(try give(.now), volets: nil, at: town.now)
    case .planned: _ = try prison.withdraw(try give(.release), volets: nil, at: town.now)
    }
    try prison.tend(at: town.now)
    try town.exchange(prison, clinic.notebook)
    var sights = [try sight(two)]
    try prison.tend(at: town.now)
    try town.exchange(two.housing.notebook, prison)
    sights.append(try sight(two))
    try town.write(two.prison, two.file, .droits, "Après.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Avant.", "Après."])
    try town.exchange(prison, clinic.notebook)
    let atClinic = try two.reads(clinic)
    #expect(atClinic == (third == .fromNowOn || third == .atRelease ? ["Après."] : []))
    try town.exchange(prison, clinic.notebook)
    return sights
  }

  private func sight(_ two: TwoServices) throws -> Sight {
    two.town.frames = []
    try two.meet()
    let housing = two.housing.notebook
    let statements = try housing.read { ledger in
      try ledger.logs(of: .share).map { try ledger.statements(in: $0).count }.reduce(0, +)
    }
    return Sight(
      frames: two.town.frames.filter { $0.from == two.prison.notebook.node }.map(\.bytes.count),
      statements: statements,
      counters: try housing.status().flatMap { [$0.sent, $0.received, $0.refused] },
      reads: try two.reads(two.housing))
  }

  @Test(
    "Until the next note, a recipient sees the same whatever somebody else was given",
    arguments: Third.allCases)
  func same(third: Third) throws {
    #expect(try town(third) == town(.nobody))
  }

  @Test("Two who were given a volet from now on by two nodes apart both read what comes after")
  func bothEntitled() throws {
    let two = try TwoServices(161)
    let town = two.town
    let clinic = try two.clinic()
    let branch = try two.branch()
    try town.pair(branch, clinic)
    try town.exchange(two.prison.notebook, branch.notebook)
    _ = try two.give([.droits])
    _ = try branch.notebook.giveConsent(
      try town.terms(to: "Clinique", [.droits]), for: two.file.description, zone: 0, at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.write(two.prison, two.file, .droits, "À tous les deux.")
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(try two.reads(two.housing) == ["À tous les deux."])
    #expect(try two.reads(clinic) == ["À tous les deux."])
  }
}
