import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

/// What a consent both ways lets go back follows, volet by volet, what it lets go there.
@Suite("A consent both ways, narrowed and given again")
struct BothWaysTests {
  /// The prison gives volets both ways; the housing service links them to a case file of its own and writes in each.
  private struct Stage {
    let two: TwoServices
    let own: CaseID
    let consent: String
    var town: Town { two.town }

    init(_ seed: UInt64, _ volets: [Volet]) throws {
      two = try TwoServices(seed)
      two.town.tickOne()
      let housing = two.housing.notebook
      own = try housing.openCase(name: "A. V.", born: nil, zone: 0, at: two.town.now)
      consent = try two.prison.notebook.giveConsent(
        try two.town.terms(to: "Maison", volets, bothWays: true), for: two.file.description,
        zone: 0, at: two.town.now
      ).consent.description
      try two.meet()
      let share = try #require(try housing.listReceived(at: two.town.now).first?.share)
      _ = try housing.link(share.description, to: own.description, at: two.town.now)
      try two.meet()
    }

    @discardableResult
    func answer(_ volet: Volet, _ text: String) throws -> DocumentID {
      try town.write(two.housing, own, volet, text)
    }

    /// Everybody hears of everything, and puts in order what there is to put in order.
    func settle() throws {
      for _ in 0..<2 {
        try two.meet()
        for office in [two.prison, two.housing] { try office.notebook.maintain(at: town.now) }
      }
      #expect(try two.meet().rootsEqual == true)
    }

    func isSent(_ note: DocumentID) throws -> Bool {
      try two.housing.notebook.readers(of: note, at: town.now).told.contains("Permanence")
    }

    /// What the prison still holds of a note, readable or not.
    func isHeld(_ note: DocumentID) throws -> Bool {
      try !two.prison.notebook.ledger.read { try $0.changes(of: note) }.isEmpty
    }
  }

  @Test("What comes back is told to come until the earlier of the two ends, and no longer")
  func earlierEnd() throws {
    let stage = try Stage(380, [.droits])
    let (two, town) = (stage.two, stage.town)
    try stage.answer(.droits, "Réponse.")
    try stage.settle()
    town.tickOne()
    let terms = try town.terms(to: "Maison", [.droits], past: .all, bothWays: true, days: 10)
    _ = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now)
    let row = try #require(try two.prison.notebook.listReceived(at: town.now).first)
    let until = terms.until
    #expect(row.until == until && row.ends.map(\.until) == [until])
    #expect(try two.reads(two.prison) == ["Réponse."])
    town.now = until
    #expect(try two.reads(two.prison).isEmpty)
    let ended = try two.prison.notebook.listEnded(at: town.now)
    #expect(ended.map(\.cause) == [.ranOut] && ended.map(\.at) == [until])
  }

  @Test(
    "What ended keeps the direction that the person signed, whatever she gives later",
    arguments: ["withdrawn", "expired", "replaced"])
  func endedKeepsItsDirection(how: String) throws {
    let two = try TwoServices(381)
    let town = two.town
    func give(bothWays: Bool, days: Int64 = 365) throws -> String {
      town.tickOne()
      return try two.prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], past: .all, bothWays: bothWays, days: days),
        for: two.file.description, zone: 0, at: town.now
      ).consent.description
    }
    let first = try give(bothWays: true, days: how == "expired" ? 1 : 365)
    try two.meet()
    switch how {
    case "withdrawn": try two.withdraw(first)
    case "expired": town.now.milliseconds += 2 * 86_400_000
    case _: _ = try give(bothWays: true)
    }
    func told() throws -> ConsentSummary {
      try #require(
        try two.prison.notebook.listConsents(two.file.description, at: town.now).first)
    }
    let before = try told()
    _ = try give(bothWays: false)
    let after = try told()
    #expect(after.consent.description == first)
    #expect(after.events.map(\.event) == before.events.map(\.event), "\(after.events)")
    #expect(after.oneWay.isEmpty && after.bothWays)
  }

  @Test("A volet that is withdrawn stops both ways, and what came back in it is forgotten")
  func narrowed() throws {
    let stage = try Stage(310, [.droits, .logement, .agenda])
    let two = stage.two
    for volet in [Volet.droits, .logement, .agenda] {
      #expect(try stage.isSent(try stage.answer(volet, "Réponse, \(volet.code).")))
    }
    try two.meet()
    #expect(
      Set(try two.reads(two.prison))
        == ["Réponse, droits.", "Réponse, logement.", "Réponse, agenda."])
    try two.withdraw(stage.consent, [.logement])
    #expect(try Set(two.reads(two.prison)) == ["Réponse, droits.", "Réponse, agenda."])
    try two.meet()
    let stopped = try stage.answer(.logement, "Pas pour eux.")
    #expect(try !stage.isSent(stopped))
    #expect(try stage.isSent(try stage.answer(.droits, "Encore.")))
    try stage.settle()
    #expect(try !stage.isHeld(stopped))
    #expect(
      try Set(two.reads(two.prison)) == ["Réponse, droits.", "Réponse, agenda.", "Encore."])
    // And again.
    try two.withdraw(stage.consent, [.agenda])
    try stage.settle()
    #expect(try !stage.isSent(try stage.answer(.agenda, "Ni celle-ci.")))
    #expect(try Set(two.reads(two.prison)) == ["Réponse, droits.", "Encore."])
    #expect(try Picture(two.prison.notebook).changes.count == 2 + 1)
    let listed = try two.housing.notebook.listConsents(stage.own.description, at: two.town.now)
    #expect(listed.map(\.status) == [.given] && listed.map(\.volets) == [[.droits]])
    try two.withdraw(stage.consent)
    try stage.settle()
    #expect(try two.reads(two.prison).isEmpty)
    #expect(try !stage.isSent(try stage.answer(.droits, "Plus rien.")))
  }

  @Test("A volet given again both ways is answered anew, and what was withdrawn stays forgotten")
  func again() throws {
    let stage = try Stage(311, [.droits, .logement])
    let two = stage.two
    let old = try stage.answer(.logement, "Ancienne réponse.")
    try stage.settle()
    try two.withdraw(stage.consent, [.logement])
    // The news of the end and of the beginning come together.
    two.town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      try two.town.terms(to: "Maison", [.logement], bothWays: true), for: two.file.description,
      zone: 0, at: two.town.now)
    try stage.settle()
    #expect(try stage.isSent(try stage.answer(.logement, "Nouvelle réponse.")))
    #expect(try stage.isSent(try stage.answer(.droits, "Droits.")))
    try stage.settle()
    #expect(try Set(two.reads(two.prison)) == ["Nouvelle réponse.", "Droits."])
    #expect(try !stage.isHeld(old))
  }

  @Test("One way only, a volet that is given again sends nothing back")
  func againOneWay() throws {
    let stage = try Stage(312, [.droits, .logement])
    let two = stage.two
    try two.withdraw(stage.consent, [.logement])
    _ = try two.give([.logement])
    try stage.settle()
    #expect(try !stage.isSent(try stage.answer(.logement, "Chez nous.")))
    #expect(try stage.isSent(try stage.answer(.droits, "Droits.")))
    try stage.settle()
    #expect(try two.reads(two.prison) == ["Droits."])
  }

  @Test("What one device of the other service received is no orphan, whatever its others have")
  func notAnOrphan() throws {
    let stage = try Stage(316, [.droits])
    let two = stage.two
    let branch = try two.branch()
    try two.town.exchange(two.prison.notebook, branch.notebook)
    let sent = try stage.answer(.droits, "Reçue par un appareil.")
    try two.meet()
    #expect(try two.reads(two.prison) == ["Reçue par un appareil."])
    try two.withdraw(stage.consent, [.droits])
    try two.meet()
    let states = try two.housing.notebook.listNotes(stage.own.description, at: two.town.now)
    #expect(states.first { $0.record == sent }?.marks == [])
  }

  @Test("What was written before the news and had not left becomes an orphan, in that volet alone")
  func orphan() throws {
    let stage = try Stage(313, [.droits, .logement])
    let two = stage.two
    try two.withdraw(stage.consent, [.logement])
    let late = try stage.answer(.logement, "Écrite sans savoir.")
    let other = try stage.answer(.droits, "Droits.")
    try two.meet()
    let states = try two.housing.notebook.listNotes(stage.own.description, at: two.town.now)
    #expect(states.first { $0.record == late }?.marks == [.orphan])
    #expect(states.first { $0.record == other }?.state == .current)
    try stage.settle()
    #expect(try two.reads(two.prison) == ["Droits."])
    #expect(try !stage.isHeld(late))
  }

  @Test("A consent renewed both ways keeps what came back; the end of it takes all of it")
  func renewed() throws {
    let stage = try Stage(314, [.droits])
    let two = stage.two
    try stage.answer(.droits, "Avant le renouvellement.")
    try stage.settle()
    two.town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      try two.town.terms(to: "Maison", [.droits], bothWays: true, days: 700),
      for: two.file.description, zone: 0, at: two.town.now)
    try stage.settle()
    try stage.answer(.droits, "Après.")
    try stage.settle()
    #expect(try Set(two.reads(two.prison)) == ["Avant le renouvellement.", "Après."])
    try two.withdraw(stage.consent)
    try stage.settle()
    #expect(try two.reads(two.prison).isEmpty)
  }
}
