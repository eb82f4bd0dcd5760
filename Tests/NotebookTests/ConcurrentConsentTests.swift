import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Consents and withdrawals that do not know of each other")
struct ConcurrentConsentTests {
  private static let day = "2026-11-22"

  private func release(_ two: TwoServices, _ office: Office) throws {
    two.town.tickOne()
    _ = try office.notebook.release(
      two.file.description, on: try CalendarDate(parsingDay: Self.day), begins: two.town.now,
      at: two.town.now)
  }

  private func plan(_ two: TwoServices) throws -> String {
    try two.prison.notebook.giveConsent(
      try two.town.terms(to: "Maison", [.droits], past: .all, effective: .release),
      for: two.file.description, zone: 0, at: two.town.now
    ).consent.description
  }

  @Test("What arrives late at a closed share is refused and said")
  func lateArrival() throws {
    let two = try TwoServices(78)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits], past: .all)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    try two.withdraw(consent)
    try two.meet()
    // The branch has not heard of the withdrawal: nothing of what it writes stays there.
    try town.write(branch, two.file, .droits, "Écrit sans savoir.")
    town.refusals = []
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let (quiet, _) = try town.exchange(branch.notebook, two.housing.notebook)
    #expect(quiet.rootsEqual == true)
    try town.exchange(branch.notebook, two.prison.notebook)
    #expect(try town.texts(two.prison, two.file.description) == ["Écrit sans savoir."])
  }

  @Test("A change sent before the news of a withdrawal is refused where the news came first")
  func inFlight() throws {
    let two = try TwoServices(84)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.exchange(branch.notebook, two.housing.notebook)
    try town.write(branch, two.file, .droits, "En route.")
    // The branch has put its change on the road; the withdrawal overtakes it.
    let dialler = Exchange(
      with: two.housing.notebook.node, role: .dialler, mode: .once, seat: branch.notebook)
    let listener = Exchange(
      with: branch.notebook.node, role: .listener, mode: .live, seat: two.housing.notebook)
    var toRight: [[UInt8]] = []
    var toLeft: [[UInt8]] = []
    func take(_ orders: [RoadOrder], _ queue: inout [[UInt8]]) {
      for case .send(let bytes) in orders { queue.append(bytes) }
    }
    take(try listener.open(two.housing.notebook, at: town.now), &toLeft)
    take(try dialler.open(branch.notebook, at: town.now), &toRight)
    take(
      try listener.handle(.received(toRight.removeFirst()), two.housing.notebook, at: town.now),
      &toLeft)
    while !toLeft.isEmpty {
      take(
        try dialler.handle(.received(toLeft.removeFirst()), branch.notebook, at: town.now),
        &toRight)
    }
    try two.withdraw(consent)
    try two.meet()
    while !toRight.isEmpty || !toLeft.isEmpty {
      if !toRight.isEmpty {
        take(
          try listener.handle(
            .received(toRight.removeFirst()), two.housing.notebook, at: town.now), &toLeft)
      }
      if !toLeft.isEmpty {
        take(
          try dialler.handle(.received(toLeft.removeFirst()), branch.notebook, at: town.now),
          &toRight)
      }
    }
    #expect(listener.refusals == [.closed] || listener.refusals == [.purged])
    #expect(dialler.refusals == listener.refusals)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    #expect(try branch.notebook.replica.status().contains { $0.refused == 1 })
  }

  @Test("A grant made on one node, not knowing of the withdrawal made on another, gives nothing")
  func concurrentEnds() throws {
    let two = try TwoServices(79)
    let town = two.town
    let branch = try two.branch()
    let planned = try plan(two)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    try town.exchange(two.prison.notebook, branch.notebook)
    // The person changes their mind here, and is released there.
    try two.withdraw(planned)
    try release(two, branch)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.prison.notebook.maintain(at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    for node in [two.prison, branch] {
      try town.exchange(node.notebook, two.housing.notebook)
      try town.exchange(two.housing.notebook, node.notebook)
      #expect(try two.reads(two.housing).isEmpty)
      #expect(try Picture(two.housing.notebook).changes.isEmpty)
      let listed = try node.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.status) == [.withdrawn])
    }
  }

  @Test("Volets taken back of a consent that another node put into effect unaware are closed there")
  func narrowedUnaware() throws {
    let two = try TwoServices(89)
    let town = two.town
    let branch = try two.branch()
    let planned = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .agenda], past: .all, effective: .release),
      for: two.file.description, zone: 0, at: town.now
    ).consent.description
    try town.write(two.prison, two.file, .droits, "Droits.")
    try town.write(two.prison, two.file, .agenda, "Agenda.")
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.withdraw(planned, [.droits])
    try release(two, branch)
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(Set(try two.reads(two.housing)) == ["Droits.", "Agenda."])
    try town.exchange(two.prison.notebook, branch.notebook)
    for node in [two.prison, branch] {
      try town.exchange(node.notebook, two.housing.notebook)
      #expect(try two.reads(two.housing) == ["Agenda."])
      let listed = try node.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.status) == [.given])
      #expect(listed.map(\.volets) == [[.agenda]])
    }
    #expect(try Picture(two.housing.notebook).changes.count == 1)
  }

  @Test(
    "Narrowed on one node while another one begins it, a consent for the future gives nothing of the past",
    arguments: [0, 9])
  func narrowedForTheFuture(saidBefore: Int) throws {
    let two = try TwoServices(301)
    let town = two.town
    let branch = try two.branch()
    try town.write(two.prison, two.file, .droits, "Avant.")
    try town.write(two.prison, two.file, .agenda, "Avant aussi.")
    let planned = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .agenda], past: .none, effective: .release),
      for: two.file.description, zone: 0, at: town.now
    ).consent.description
    try town.exchange(two.prison.notebook, branch.notebook)
    // What else was recorded there puts the narrowing after the beginning in the order of the log.
    for _ in 0..<saidBefore {
      let other = try two.prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.logement], effective: .release),
        for: two.file.description, zone: 0, at: town.now)
      try two.withdraw(other.consent.description)
    }
    try two.withdraw(planned, [.agenda])
    try release(two, branch)
    try town.write(branch, two.file, .droits, "Depuis.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for node in [two.prison, branch] {
      try node.notebook.replica.refresh()
      try node.notebook.maintain(at: town.now)
      try town.write(node, two.file, .droits, "Ensuite.")
      try town.exchange(node.notebook, two.housing.notebook)
      #expect(Set(try two.reads(two.housing)).isSubset(of: ["Depuis.", "Ensuite."]))
    }
    #expect(Set(try two.reads(two.housing)) == ["Depuis.", "Ensuite."])
  }

  @Test("An unlocked node that hears of both sends nothing, before anybody tends")
  func sentBeforeTending() throws {
    let two = try TwoServices(87)
    let town = two.town
    let branch = try two.branch()
    let planned = try plan(two)
    let note = try town.write(two.prison, two.file, .droits, "Un mot.")
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.withdraw(planned)
    try release(two, branch)
    try town.exchange(two.prison.notebook, branch.notebook)
    town.frames = []
    try two.meet()
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    #expect(town.frames.allSatisfy { !TwoServices.contains($0.bytes, note.bytes) })
  }

  @Test("A node that knows of the withdrawal writes nothing under a key granted without knowing")
  func writtenBeforeTending() throws {
    let two = try TwoServices(86)
    let town = two.town
    let branch = try two.branch()
    let planned = try plan(two)
    let note = try town.write(two.prison, two.file, .droits, "Un mot.")
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.withdraw(planned)
    try release(two, branch)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.edit(two.prison, note, "Après le retrait.")
    #expect(try two.epochs(of: note).count == 2)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test(
    "Who withdraws what another node put into effect writes nothing under the keys that it gave")
  func writtenUnaware() throws {
    let two = try TwoServices(88)
    let town = two.town
    let branch = try two.branch()
    let planned = try plan(two)
    let note = try town.write(two.prison, two.file, .droits, "Un mot.")
    try town.exchange(two.prison.notebook, branch.notebook)
    try release(two, branch)
    try town.exchange(branch.notebook, two.housing.notebook)
    _ = try two.reads(two.housing)
    let keys = try two.housing.notebook.worker().keyring
    try two.withdraw(planned)
    try two.edit(two.prison, note, "Après le retrait.")
    let last = try #require(try two.prison.notebook.ledger.read { try $0.changes(of: note).last })
    #expect(!keys.holds(last.header.epoch))
    let told = try two.housing.notebook.ledger.read { ledger in
      try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }
    }.flatMap { statement -> [EpochID] in
      guard case .epochsWrapped(let starts, _) = statement.act else { return [] }
      return starts.map(\.epoch)
    }
    #expect(!told.isEmpty)
    #expect(!told.contains(last.header.epoch))
  }

  @Test("A consent that two nodes put into effect at once is withdrawn whole")
  func twiceInEffect() throws {
    let two = try TwoServices(80)
    let town = two.town
    let branch = try two.branch()
    let planned = try plan(two)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for node in [two.prison, branch] {
      try release(two, node)
      try town.exchange(node.notebook, two.housing.notebook)
    }
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(Set(try two.reads(two.housing)) == ["Un mot."])
    try two.withdraw(planned)
    try town.write(two.prison, two.file, .droits, "Après.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for node in [two.prison, branch] { try town.exchange(node.notebook, two.housing.notebook) }
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test("A key wrapped on one node while another withdraws leaves nothing readable behind")
  func concurrentWrap() throws {
    let two = try TwoServices(81)
    let town = two.town
    let branch = try two.branch()
    _ = try two.clinic()
    let other = try two.give(to: "Clinique", [.droits], past: .all)
    let consent = try two.give([.droits], past: .all)
    try two.withdraw(other)
    try town.exchange(two.prison.notebook, branch.notebook)
    // The branch rotates and wraps anew; the main node withdraws without knowing.
    try town.write(branch, two.file, .droits, "Sous la clé nouvelle.")
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing) == ["Sous la clé nouvelle."])
    try two.withdraw(consent)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    _ = try two.give([.droits])
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
  }

  @Test("A key wrapped without knowing of a withdrawal opens nothing when it comes after it")
  func lateWrap() throws {
    let two = try TwoServices(85)
    let town = two.town
    let branch = try two.branch()
    _ = try two.clinic()
    let other = try two.give(to: "Clinique", [.droits], past: .all)
    let consent = try two.give([.droits], past: .all)
    try two.withdraw(other)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.meet()
    let note = try town.write(branch, two.file, .droits, "Sous la clé nouvelle.")
    let epoch = try #require(
      try branch.notebook.ledger.read { try $0.changes(of: note).first?.header.epoch })
    try two.withdraw(consent)
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    _ = try two.give([.logement])
    try two.meet()
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let rows = try two.housing.notebook.ledger.read { ledger in
      try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }.flatMap { statement in
        guard case .epochsWrapped(let starts, _) = statement.act else { return [[UInt8]]() }
        return try starts.filter { $0.epoch == epoch }.compactMap { try ledger.attachment($0.wrap) }
      }
    }
    #expect(rows.isEmpty)
  }
}
