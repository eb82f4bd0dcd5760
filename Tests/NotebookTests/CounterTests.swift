import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A withdrawal said to the service that receives")
struct CounterTests {
  private static let day = "2026-11-22"

  private func sayThere(
    _ two: TwoServices, _ name: String = "A. V.", _ volets: [Volet]? = nil
  ) throws -> Withdrawal {
    two.town.tickOne()
    return try two.housing.notebook.withdraw(name, volets: volets, at: two.town.now)
  }

  private func release(_ two: TwoServices, _ office: Office) throws -> [ConsentID] {
    two.town.tickOne()
    return try office.notebook.release(
      two.file.description, on: try CalendarDate(parsingDay: Self.day), begins: two.town.now,
      at: two.town.now
    ).effective
  }

  private func plan(_ two: TwoServices, _ volets: [Volet] = [.droits]) throws -> ConsentID {
    two.town.tickOne()
    return try two.prison.notebook.giveConsent(
      try two.town.terms(to: "Maison", volets, past: .all, effective: .release),
      for: two.file.description, zone: 0, at: two.town.now
    ).consent
  }

  private func settle(_ two: TwoServices, _ branch: Office) throws {
    for _ in 0..<3 {
      for (left, right) in [
        (two.prison, two.housing), (branch, two.housing), (two.prison, branch),
      ] {
        try two.town.exchange(left.notebook, right.notebook)
        for office in [left, right] { try office.notebook.maintain(at: two.town.now) }
      }
    }
    for (left, right) in [(two.prison, two.housing), (branch, two.housing), (two.prison, branch)] {
      #expect(try two.town.exchange(left.notebook, right.notebook).0.rootsEqual == true)
    }
  }

  private func events(_ office: Office, _ two: TwoServices) throws -> [ConsentSummary.Event] {
    try office.notebook.listConsents(two.file.description, at: two.town.now).flatMap(\.events)
  }

  @Test("A node of the owner that hears the recipient first never begins the consent again")
  func heardFirst() throws {
    let two = try TwoServices(330)
    let town = two.town
    let branch = try two.branch()
    try town.write(two.prison, two.file, .droits, "Un mot.")
    let consent = try plan(two)
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(try release(two, two.prison) == [consent])
    try two.meet()
    #expect(try two.reads(two.housing) == ["Un mot."])
    let done = try sayThere(two)
    #expect(done.isAtRecipient && !done.wasSo && done.status == .withdrawn)
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    // The branch knows the plan, then the share and its end, and nothing of what the prison recorded.
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try release(two, branch) == [])
    try branch.notebook.maintain(at: town.now)
    try town.write(branch, two.file, .droits, "De l'antenne.")
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing).isEmpty)
    try settle(two, branch)
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    for node in [two.prison, branch] {
      let listed = try node.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.status) == [.withdrawn])
      let said = try events(node, two).filter { $0.event == .withdrawn }
      #expect(said.count == 1 && said.allSatisfy { $0.by.isEmpty && $0.at == said.first?.at })
      if case .counter = said.first?.cause {} else { Issue.record("\(said)") }
    }
  }

  @Test("A node that hears it only later begins nothing either, and what it began meanwhile ends")
  func concurrent() throws {
    let two = try TwoServices(331)
    let town = two.town
    let branch = try two.branch()
    try town.write(two.prison, two.file, .droits, "Un mot.")
    let consent = try plan(two)
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(try release(two, two.prison) == [consent])
    try two.meet()
    _ = try sayThere(two)
    // It knows of nothing.
    #expect(try release(two, branch) == [consent])
    try settle(two, branch)
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    for node in [two.prison, branch] {
      let listed = try node.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.status) == [.withdrawn])
    }
  }

  @Test("What is planned for later is not known at that counter, and begins on its day")
  func plannedLater() throws {
    let two = try TwoServices(332)
    let town = two.town
    _ = try two.give([.droits])
    let later = try plan(two, [.logement])
    try town.write(two.prison, two.file, .droits, "Droits.")
    try two.meet()
    _ = try sayThere(two)
    try two.meet()
    try two.prison.notebook.maintain(at: town.now)
    #expect(try release(two, two.prison) == [later])
    try town.write(two.prison, two.file, .logement, "Logement.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Logement."])
    let listed = try two.prison.notebook.listConsents(two.file.description, at: town.now)
    #expect(listed.map(\.status) == [.withdrawn, .given])
  }

  @Test("Some volets alone, then the rest; a new consent afterwards is a new beginning")
  func inParts() throws {
    let two = try TwoServices(333)
    let town = two.town
    _ = try two.give([.droits, .logement], past: .all)
    try town.write(two.prison, two.file, .droits, "Droits.")
    try town.write(two.prison, two.file, .logement, "Logement.")
    try two.meet()
    #expect(throws: NotebookError.self) { try sayThere(two, "A. V.", [.agenda]) }
    #expect(try sayThere(two, "A. V.", [.logement]).status == .given)
    #expect(try two.reads(two.housing) == ["Droits."])
    try two.meet()
    let part = try #require(
      try two.prison.notebook.listConsents(two.file.description, at: town.now).first)
    #expect(part.status == .given && part.volets == [.droits])
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try sayThere(two, share.description).status == .withdrawn)
    #expect(try sayThere(two, share.description).wasSo)
    try two.meet()
    // One for each time that it was said.
    #expect(
      try two.housing.notebook.listEnded(at: town.now).map(\.cause)
        == [.withdrawnHere, .withdrawnHere])
    _ = try two.give([.droits], past: .all)
    try two.meet()
    #expect(try two.reads(two.housing) == ["Droits."])
    try two.meet()
    #expect(try two.housing.notebook.verify().isSound)
  }

  @Test(
    "A locked node of the owner stops sending; the receipt comes, and the next worker records it")
  func locked() throws {
    let two = try TwoServices(334)
    let town = two.town
    _ = try two.give([.droits])
    let note = try town.write(two.prison, two.file, .droits, "Un mot.")
    try two.meet()
    _ = try sayThere(two)
    let held = try two.epochs(of: note)
    try two.prison.operator.replica.refresh()
    let before = try Picture(two.prison.operator).statements.count
    try town.exchange(two.prison.operator, two.housing.notebook)
    // The withdrawal and the receipt came; nothing was recorded, for nobody was there.
    #expect(try Picture(two.prison.operator).statements.count == before + 2)
    try two.prison.notebook.replica.refresh()
    try two.prison.notebook.maintain(at: town.now)
    let said = try events(two.prison, two).first { $0.event == .withdrawn }
    #expect(said?.by == "" && said?.carriedOutBy == "Inès")
    try two.edit(two.prison, note, "Plus pour eux.")
    #expect(try !two.epochs(of: note).subtracting(held).isEmpty)
    try two.meet()
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test("At that counter people are named as names are written, and two of one name told apart")
  func namesakes() throws {
    let two = try TwoServices(335)
    let town = two.town
    for (name, born) in [("Éléonore Straße", "1990-01-01"), ("Eleonore Strasse", "1971-02-03")] {
      let file = try two.prison.notebook.openCase(
        name: name, born: try CalendarDate(parsing: born), zone: 0, at: town.now)
      _ = try two.prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    }
    try two.meet()
    do {
      _ = try sayThere(two, "ELEONORE STRASSE")
      Issue.record("one of two people was taken for the other")
    } catch NotebookError.severalPeople(_, let people) {
      #expect(Set(people.compactMap(\.born)) == ["1990-01-01", "1971-02-03"])
    }
    let done = try sayThere(two, "strasse eleonore 1971")
    #expect(done.isAtRecipient && !done.wasSo)
    let left = try two.housing.notebook.listReceived(at: town.now)
    #expect(left.map(\.name) == ["Éléonore Straße"])
  }

  @Test("A clock that is ahead hides nobody from a withdrawal there")
  func clockAhead() throws {
    let two = try TwoServices(336)
    try two.town.write(two.prison, two.file, .droits, "Un mot.")
    _ = try two.give([.droits], past: .all, days: 30)
    try two.meet()
    let now = two.town.now
    two.town.now.milliseconds += 400 * 86_400_000
    #expect(try two.housing.notebook.listReceived(at: two.town.now).isEmpty)
    let done = try sayThere(two, "a. v.")
    #expect(done.isAtRecipient && !done.wasSo)
    two.town.now = now
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test("One said there whose past somebody withholds is told as said there")
  func withheld() throws {
    let two = try TwoServices(337)
    let town = two.town
    _ = try two.give([.droits])
    try two.meet()
    let housing = two.housing.notebook
    let prison = two.prison.notebook
    let share = try #require(try housing.listReceived(at: town.now).first?.share)
    let (grant, heads) = try housing.read { ledger in
      (
        try #require(try housing.replica.share(share, ledger)?.statements.first),
        try housing.replica.serviceView(housing.service, ledger).heads
      )
    }
    func sign(_ act: Act, after parents: [StatementID]) throws -> ProvenStatement {
      try StatementCodec.sign(
        log: .share(share), parents: parents, author: try housing.worker().keys.signing,
        controlHeads: heads, at: town.now, act: act)
    }
    let tags = try #require(grant.act.asGrant?.volets)
    let consent = try #require(grant.act.asGrant?.consent)
    let between = try sign(
      .withdrawal(consent: consent, volets: [VoletTag(using: &housing.chance)], purge: []),
      after: [grant.id])
    let said = try sign(
      .withdrawal(consent: consent, volets: tags, purge: []), after: [between.id])
    let outcome = try prison.write(at: town.now) { ledger in
      try prison.replica.admit(
        SealedStatement(bytes: said.bytes), attachments: [],
        from: .peer(housing.node, own: false), into: ledger, at: town.now)
    }
    #expect(outcome == .admitted(.statement(said.id)))
    let event = try #require(try events(two.prison, two).last { $0.event == .withdrawn })
    guard case .counter(said.id) = event.cause else {
      Issue.record("\(event)")
      return
    }
    #expect(event.by.isEmpty)
  }

  @Test("A withdrawal said on a node that had not heard of a further consent accuses nobody")
  func besideFurther() throws {
    let two = try TwoServices(339)
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Nora", role: .referent)
    _ = try two.give([.droits])
    try town.write(two.prison, two.file, .droits, "Un.")
    try two.meet()
    try town.exchange(two.housing.notebook, branch.notebook)
    town.tickOne()
    _ = try branch.notebook.withdraw("A. V.", volets: nil, at: town.now)
    _ = try two.give([.sante])
    try town.write(two.prison, two.file, .sante, "Deux.")
    try town.write(two.prison, two.file, .droits, "Trois.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    for _ in 0..<3 {
      #expect(try two.meet().rootsEqual == true)
      #expect(try two.prison.notebook.replica.doubters() == [])
      try two.prison.notebook.maintain(at: town.now)
      try two.housing.notebook.maintain(at: town.now)
    }
    // Whoever takes back a whole share takes back what was given in it meanwhile too.
    #expect(try two.reads(two.housing) == [])
  }
}
