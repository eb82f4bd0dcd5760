import CaseFile
import Envelope
import Replication
import Testing

@testable import Notebook
@testable import Replica

@Suite("A consent is extended, renewed or narrowed in one act")
struct ConsentChangeTests {
  private static func asked(
    renewing: Bool = false, _ adding: [Volet] = [], until: Instant? = nil, bothWays: Bool = false
  ) throws -> ConsentExtension {
    ConsentExtension(
      isRenewal: renewing, adding: adding, until: until, bothWays: bothWays, proof: .letter,
      explainedIn: try LanguageTag(parsing: "ar"))
  }

  private static func later(_ two: TwoServices, days: Int64) -> Instant {
    Instant(milliseconds: two.town.now.milliseconds + days * 86_400_000)
  }

  private static func why(_ change: () throws -> Void) -> UnchangedConsent? {
    do {
      try change()
    } catch NotebookError.consentUnchanged(_, let why) {
      return why
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test(
    "What she agreed to before stays readable, what is added is too, and the former is replaced")
  func extended() throws {
    let two = try TwoServices(9_971)
    let town = two.town
    let former = try two.give([.droits], past: .none)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    town.tickOne()
    let end = Self.later(two, days: 400)
    let shown = try two.prison.notebook.consentExtension(
      Self.asked([.logement], until: end, bothWays: true), of: former, at: town.now)
    #expect(shown.added == [.logement] && shown.left == [.droits] && shown.becomesBothWays)
    #expect(!shown.isNew)
    let done = try two.prison.notebook.extendConsent(
      Self.asked([.logement], until: end, bothWays: true), of: former, zone: 0, at: town.now)
    try town.write(two.prison, two.file, .droits, "Après.")
    try town.write(two.prison, two.file, .logement, "Toit.")
    try two.meet()
    #expect(try two.reads(two.housing).sorted() == ["Après.", "Avant.", "Toit."])
    let listed = try two.prison.notebook.listConsents(two.file.description, at: town.now)
    let old = try #require(listed.first { $0.consent.description == former })
    let new = try #require(listed.first { $0.consent == done.consent })
    #expect(old.isReplaced && old.events.map(\.event) == [.given, .extended])
    #expect(new.volets == [.droits, .logement] && new.until == end && new.bothWays)
    #expect(new.explainedIn == "ar" && new.proof == ProofOfConsent.letter.code)
    // Of the former alone nothing is left to name.
    #expect(
      Self.why {
        _ = try two.prison.notebook.consentExtension(
          Self.asked([.agenda]), of: former, at: town.now)
      } == .replaced)
  }

  @Test("One that ran out is renewed as a new consent; one that she took back is not")
  func renewed() throws {
    let two = try TwoServices(9_972)
    let town = two.town
    let notebook = two.prison.notebook
    let former = try two.give([.droits], days: 1)
    let end = try #require(
      try notebook.listConsents(two.file.description, at: town.now).first?.until)
    #expect(
      Self.why {
        _ = try notebook.consentExtension(
          Self.asked(renewing: true, until: end), of: former, at: town.now)
      } == .endNotLater)
    town.now.milliseconds += 2 * 86_400_000
    let later = Self.later(two, days: 30)
    #expect(
      Self.why {
        _ = try notebook.extendConsent(
          Self.asked([.logement], until: later), of: former, zone: 0, at: town.now)
      } == .over)
    let done = try notebook.extendConsent(
      Self.asked(renewing: true, until: later), of: former, zone: 0, at: town.now)
    #expect(done.change.isNew && done.change.left == [.droits])
    let listed = try notebook.listConsents(two.file.description, at: town.now)
    let new = try #require(listed.first { $0.consent == done.consent })
    #expect(new.status == .given && new.volets == [.droits] && new.until == later)
    #expect(
      listed.first { $0.consent.description == former }?.events.contains { $0.event == .renewed }
        == true)
    try two.withdraw(done.consent.description)
    #expect(
      Self.why {
        _ = try notebook.consentExtension(
          Self.asked(renewing: true, until: later), of: done.consent.description, at: town.now)
      } == .withdrawn)
  }

  @Test(
    "What would change nothing, leave nothing, or has not begun is refused, and nothing is recorded"
  )
  func refused() throws {
    let two = try TwoServices(9_973)
    let town = two.town
    let notebook = two.prison.notebook
    let consent = try two.give([.droits, .logement])
    town.tickOne()
    let planned = try notebook.giveConsent(
      try town.terms(to: "Maison", [.agenda], effective: .release), for: two.file.description,
      zone: 0, at: town.now
    ).consent.description
    #expect(
      Self.why {
        _ = try notebook.extendConsent(
          Self.asked([.droits]), of: consent, zone: 0, at: town.now)
      } == .same)
    #expect(
      Self.why {
        _ = try notebook.extendConsent(
          Self.asked([.droits]), of: planned, zone: 0, at: town.now)
      } == .planned)
    #expect(
      Self.why {
        _ = try notebook.narrowConsent(consent, volets: [.droits, .logement], at: town.now)
      } == .nothingLeft)
    let listed = try notebook.listConsents(two.file.description, at: town.now)
    #expect(listed.map(\.status) == [.given, .planned])
    #expect(listed.allSatisfy { $0.events.count == 1 })
  }

  @Test(
    "Narrowed on one node beside an extension on another: what she took back wins, the rest stands")
  func apart() throws {
    let two = try TwoServices(9_974)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits, .logement], past: .all)
    try town.write(two.prison, two.file, .droits, "Droits.")
    try town.write(two.prison, two.file, .logement, "Logement.")
    try town.exchange(two.prison.notebook, branch.notebook)
    town.tickOne()
    let narrowed = try two.prison.notebook.narrowConsent(
      consent, volets: [.droits], at: town.now)
    #expect(narrowed.change.removed == [.droits] && narrowed.change.left == [.logement])
    town.tickOne()
    let extended = try branch.notebook.extendConsent(
      Self.asked([.agenda]), of: consent, zone: 0, at: town.now)
    try town.write(branch, two.file, .agenda, "Rendez-vous.")
    for _ in 0..<2 {
      try town.exchange(two.prison.notebook, branch.notebook)
      for node in [two.prison, branch] {
        try node.notebook.maintain(at: town.now)
        try town.exchange(node.notebook, two.housing.notebook)
      }
    }
    #expect(try two.reads(two.housing).sorted() == ["Logement.", "Rendez-vous."])
    for node in [two.prison, branch] {
      let listed = try node.notebook.listConsents(two.file.description, at: town.now)
      let new = try #require(listed.first { $0.consent == extended.consent })
      #expect(new.volets == [.logement, .agenda] || new.volets == [.agenda, .logement])
      let old = try #require(listed.first { $0.consent.description == consent })
      #expect(!old.volets.contains(.droits))
      #expect(Set(old.events.map(\.event)).isSuperset(of: [.given, .narrowed, .extended]))
    }
  }

  @Test("A note on the road when its volet is taken out is not kept; one of what stays is")
  func onTheRoad() throws {
    let two = try TwoServices(9_975)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits, .logement], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.exchange(branch.notebook, two.housing.notebook)
    try town.write(branch, two.file, .droits, "En route.")
    try town.write(branch, two.file, .logement, "Reste.")
    let dialler = Exchange(
      with: two.housing.notebook.node, role: .dialler, mode: .once, seat: branch.notebook)
    let listener = Exchange(
      with: branch.notebook.node, role: .listener, mode: .live, seat: two.housing.notebook)
    var (toRight, toLeft): ([[UInt8]], [[UInt8]]) = ([], [])
    func take(_ orders: [RoadOrder], _ queue: inout [[UInt8]]) {
      for case .send(let bytes) in orders { queue.append(bytes) }
    }
    func hear(_ bytes: [UInt8]) throws {
      take(try listener.handle(.received(bytes), two.housing.notebook, at: town.now), &toLeft)
    }
    func answer(_ bytes: [UInt8]) throws {
      take(try dialler.handle(.received(bytes), branch.notebook, at: town.now), &toRight)
    }
    take(try listener.open(two.housing.notebook, at: town.now), &toLeft)
    take(try dialler.open(branch.notebook, at: town.now), &toRight)
    try hear(toRight.removeFirst())
    while !toLeft.isEmpty { try answer(toLeft.removeFirst()) }
    // The branch has put both on the road; the narrowing overtakes them.
    town.tickOne()
    _ = try two.prison.notebook.narrowConsent(consent, volets: [.droits], at: town.now)
    try two.meet()
    while !toRight.isEmpty || !toLeft.isEmpty {
      if !toRight.isEmpty { try hear(toRight.removeFirst()) }
      if !toLeft.isEmpty { try answer(toLeft.removeFirst()) }
    }
    #expect(try two.reads(two.housing) == ["Reste."])
  }
}
