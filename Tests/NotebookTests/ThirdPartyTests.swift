import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing
import Wire

@testable import Notebook
@testable import Replica

@Suite("A consent to somebody else does not show")
struct ThirdPartyTests {
  enum Third: String, CaseIterable {
    case nobody, fromNowOn, past, atRelease, givenAndTakenBack, pastTakenBack, planned, narrowed,
      refused, closed

    /// Whether it reads what is written afterwards.
    var isGiven: Bool {
      switch self {
      case .fromNowOn, .past, .atRelease, .closed: true
      case .nobody, .givenAndTakenBack, .pastTakenBack, .planned, .narrowed, .refused: false
      }
    }
  }

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
    let prison = two.prison.notebook
    try happen(third, in: two, clinic)
    try prison.maintain(at: town.now)
    try town.exchange(prison, clinic.notebook)
    var sights = [try sight(two)]
    try prison.maintain(at: town.now)
    try town.exchange(two.housing.notebook, prison)
    sights.append(try sight(two))
    try town.write(two.prison, two.file, .droits, "Après.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Avant.", "Après."])
    try town.exchange(prison, clinic.notebook)
    let atClinic = try two.reads(clinic)
    #expect(atClinic.contains("Après.") == third.isGiven)
    try town.exchange(prison, clinic.notebook)
    return sights
  }

  /// What becomes of the third service.
  private func happen(_ third: Third, in two: TwoServices, _ clinic: Office) throws {
    let (town, prison, file) = (two.town, two.prison.notebook, two.file.description)
    func give(
      _ volets: [Volet] = [.droits], _ effective: Effective = .now, past: Past = .none,
      bothWays: Bool = false
    ) throws -> String {
      try prison.giveConsent(
        try town.terms(
          to: "Clinique", volets, past: past, effective: effective, bothWays: bothWays),
        for: file, zone: 0, at: town.now
      ).consent.description
    }
    func takeBack(_ consent: String, _ volets: [Volet]? = nil) throws {
      _ = try prison.withdraw(consent, volets: volets, at: town.now)
    }
    switch third {
    case .nobody: break
    case .fromNowOn: _ = try give()
    case .past: _ = try give(past: .all)
    case .atRelease:
      _ = try give([.droits], .release)
      _ = try prison.release(
        file, on: try CalendarDate(parsingDay: "2026-11-22"), begins: town.now, at: town.now)
    case .givenAndTakenBack: try takeBack(try give())
    case .pastTakenBack: try takeBack(try give(past: .all))
    case .planned: try takeBack(try give([.droits], .release))
    case .narrowed: try takeBack(try give([.droits, .projet]), [.droits])
    case .refused:
      _ = try prison.refuseConsent(for: file, to: "Clinique", beside: .keep, at: town.now)
    case .closed:
      _ = try give(bothWays: true)
      try town.exchange(prison, clinic.notebook)
      let received = try #require(try clinic.notebook.listReceived(at: town.now).first)
      let theirs = try clinic.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      _ = try clinic.notebook.link(
        received.share.description, to: theirs.description, at: town.now)
      try town.exchange(prison, clinic.notebook)
      _ = try clinic.notebook.closeCase(theirs.description, at: town.now)
      try town.exchange(prison, clinic.notebook)
    }
  }

  /// Two notes a week apart, and what comes on the days after; the third service comes in between.
  private func weeks(_ third: Third) throws -> [Sight] {
    let two = try TwoServices(162)
    let town = two.town
    func pass(_ days: Int64) { town.now.milliseconds += days * 86_400_000 }
    let clinic = try two.clinic()
    let old = try town.write(two.prison, two.file, .droits, "Avant.")
    _ = try two.give([.droits], past: .all)
    try two.meet()
    pass(3)
    try happen(third, in: two, clinic)
    try two.prison.notebook.maintain(at: town.now)
    try town.exchange(two.prison.notebook, clinic.notebook)
    var sights = [try sight(two)]
    pass(5)
    try town.write(two.prison, two.file, .droits, "Une semaine plus tard.")
    sights.append(try sight(two))
    try expectEntitled(two)
    pass(1)
    try town.write(two.prison, two.file, .droits, "Le lendemain.")
    sights.append(try sight(two))
    try two.edit(two.prison, old, "Avant, revu.")
    sights.append(try sight(two))
    pass(4)
    try town.write(two.prison, two.file, .droits, "Quatre jours après.")
    sights.append(try sight(two))
    pass(9)
    try two.edit(two.prison, old, "Avant, relu.")
    try town.write(two.prison, two.file, .droits, "Et neuf.")
    sights.append(try sight(two))
    try expectEntitled(two)
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(try two.reads(clinic).contains("Et neuf.") == third.isGiven)
    #expect(try two.reads(clinic).contains("Avant, relu.") == (third == .past))
    return sights
  }

  /// The strata whose keys a service gets are those that its consents recorded, and what took over from them.
  private func expectEntitled(_ two: TwoServices) throws {
    let prison = two.prison.notebook
    try prison.read { ledger in
      let own = try prison.replica.ownView(two.file, ledger)
      for share in try prison.replica.allShares(ledger) where share.owner == prison.service {
        for tag in Set(share.grants.flatMap(\.volets)) {
          var recorded: Set<StratumID> = []
          for consent in share.view.consents where share.view.stands(consent, for: tag) {
            let record = try #require(try prison.lastRecord(of: consent, in: two.file, ledger))
            let begun = Set(record.strata.compactMap { StratumID($0) })
            recorded.formUnion(
              begun.isEmpty ? own.strata(of: tag) : own.heirs(of: begun, in: tag))
          }
          let wrapped = Set(share.sendingWraps(tag).map(\.stratum))
          #expect(Set(own.heirs(of: wrapped, in: tag)) == recorded)
        }
      }
    }
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
      counters: try housing.replica.status().flatMap { [$0.sent, $0.received, $0.refused] },
      reads: try two.reads(two.housing))
  }

  // Never 30
  @Test(
    "Until the next note, a recipient sees the same whatever somebody else was given",
    arguments: Third.allCases)
  func same(third: Third) throws {
    #expect(try town(third) == town(.nobody))
  }

  // Never 30
  @Test(
    "When a week has passed between two notes, nothing shows what somebody else was given meanwhile",
    arguments: Third.allCases)
  func cover(third: Third) throws {
    #expect(try weeks(third) == weeks(.nobody))
  }

  @Test("A key that others hold is used for a week; one that nobody else holds as long as need be")
  func worn() throws {
    let two = try TwoServices(163)
    let town = two.town
    let prison = two.prison.notebook
    func epochs(_ volet: Volet) throws -> Int {
      try prison.read { ledger in
        let own = try prison.replica.ownView(two.file, ledger)
        let tag = try prison.tag(of: volet, in: two.file, ledger)
        return own.strata(of: tag).reduce(0) { $0 + own.epochs(of: $1).count }
      }
    }
    // The month has begun: all that follows is of the same one.
    town.now.milliseconds += 6 * 86_400_000
    for volet in [Volet.droits, .projet] {
      try town.write(two.prison, two.file, volet, "Un mot.")
    }
    _ = try two.give([.droits], past: .all)
    let before = try epochs(.droits)
    for (days, turns) in [(6, 0), (1, 1), (6, 1), (1, 2)] {
      town.now.milliseconds += Int64(days) * 86_400_000
      for volet in [Volet.droits, .projet] {
        try town.write(two.prison, two.file, volet, "Un mot de plus.")
      }
      #expect(try epochs(.droits) == before + turns)
      #expect(try epochs(.projet) == 2)
    }
    // A clock that was ahead once leaves no key in use until then.
    town.now.milliseconds -= 30 * 86_400_000
    try town.write(two.prison, two.file, .droits, "À la bonne date.")
    #expect(try epochs(.droits) == before + 3)
  }

  // Never 30
  @Test(
    "Whoever's consent has run out learns of no key that somebody else is given, until it goes on")
  func runOut() throws {
    let two = try TwoServices(164)
    let town = two.town
    let clinic = try two.clinic()
    let prison = two.prison.notebook
    try town.write(two.prison, two.file, .droits, "Un mot.")
    _ = try two.give([.droits], past: .all, days: 10)
    _ = try prison.giveConsent(
      try town.terms(to: "Clinique", [.droits], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    try two.meet()
    let today = town.now
    town.now.milliseconds += 11 * 86_400_000
    _ = try sight(two)
    let before = try sight(two)
    try town.write(two.prison, two.file, .droits, "Pour la Clinique seule.")
    #expect(try sight(two) == before)
    try town.exchange(prison, clinic.notebook)
    #expect(try Set(two.reads(clinic)) == ["Un mot.", "Pour la Clinique seule."])
    // It was the clock that ran ahead.
    town.now = today
    town.tickOne()
    try prison.maintain(at: town.now)
    try two.meet()
    #expect(try Set(two.reads(two.housing)) == ["Un mot.", "Pour la Clinique seule."])
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
