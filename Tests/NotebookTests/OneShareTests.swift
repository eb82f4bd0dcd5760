import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Consent
@testable import Notebook
@testable import Replica

@Suite("One share carries what a person agrees to, whichever node carries it out")
struct OneShareTests {
  /// Two nodes of one service give the same volet without knowing of each other: one share, two consents.
  private func apart(_ seed: UInt64, past: Past) throws -> (TwoServices, Office, [String]) {
    let two = try TwoServices(seed)
    let town = two.town
    let branch = try two.branch()
    try town.write(two.prison, two.file, .droits, "Avant.")
    try town.exchange(two.prison.notebook, branch.notebook)
    let consents = try [two.prison, branch].map { office in
      town.tickOne()
      return try office.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], past: past), for: two.file.description, zone: 0,
        at: town.now
      ).consent.description
    }
    return (two, branch, consents)
  }

  private func settle(_ two: TwoServices, _ branch: Office) throws {
    for _ in 0..<2 {
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
    #expect(try two.housing.notebook.verify().isSound)
  }

  /// A consent planned for a release, known to both nodes, and the release said to each of them alone.
  private func carriedOutTwice(_ seed: UInt64, past: Past) throws -> (TwoServices, Office, String) {
    let two = try TwoServices(seed)
    let town = two.town
    let branch = try two.branch()
    let planned = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .agenda], past: past, effective: .release),
      for: two.file.description, zone: 0, at: town.now
    ).consent.description
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      town.tickOne()
      _ = try office.notebook.release(
        two.file.description, on: try CalendarDate(parsingDay: "2026-11-22"), begins: town.now,
        at: town.now)
    }
    return (two, branch, planned)
  }

  @Test("Two nodes that carry out one consent apart make one share, and one giver")
  func carriedOutApart() throws {
    let (two, branch, planned) = try carriedOutTwice(130, past: .none)
    let town = two.town
    try town.write(two.prison, two.file, .droits, "Du siège.")
    try town.write(branch, two.file, .droits, "De l'antenne.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    try settle(two, branch)
    let received = try two.housing.notebook.listReceived(at: town.now)
    #expect(received.count == 1)
    #expect(Set(try two.reads(two.housing)) == ["Du siège.", "De l'antenne."])
    for office in [two.prison, branch] {
      let listed = try office.notebook.listConsents(two.file.description, at: town.now)
      #expect(listed.map(\.consent.description) == [planned])
      let events = try #require(listed.first).events
      #expect(events.map(\.event) == [.planned, .effective])
      #expect(events.first?.by == "Inès")
    }
    try two.withdraw(planned)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    try settle(two, branch)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test("A consent that waited for the recipient's key names whoever recorded it as its giver")
  func waitedForTheBox() throws {
    let town = Town(seed: 131)
    let prison = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: prison, worker: "Lila", role: .referent)
    let housing = try town.office("Maison", worker: "Marc")
    for office in [prison, branch] { try town.acquaint(office, housing) }
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    try town.exchange(prison.notebook, branch.notebook)
    // Each meets the recipient without the other.
    try town.exchange(prison.notebook, housing.notebook)
    try town.exchange(branch.notebook, housing.notebook)
    try town.write(branch, file, .droits, "De l'antenne.")
    try town.write(prison, file, .droits, "Du siège.")
    for _ in 0..<2 {
      try town.exchange(prison.notebook, branch.notebook)
      try town.exchange(prison.notebook, housing.notebook)
      try town.exchange(branch.notebook, housing.notebook)
      for office in [prison, branch] { try office.notebook.maintain(at: town.now) }
    }
    let received = try housing.notebook.listReceived(at: town.now)
    #expect(received.count == 1)
    let share = try #require(received.first?.share)
    #expect(Set(try town.texts(housing, share.description)) == ["Du siège.", "De l'antenne."])
    let listed = try branch.notebook.listConsents(file.description, at: town.now)
    let events = try #require(listed.first).events
    #expect(events.map(\.event) == [.given, .effective])
    #expect(events.first?.by == "Inès")
  }

  @Test("A consent given before two services ever met arrives with their first exchange")
  func oneExchange() throws {
    let town = Town(seed: 132)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.acquaint(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    try town.write(prison, file, .droits, "En attendant.")
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["En attendant."])
  }

  @Test("What two nodes gave apart is read whole, and so are later edits of it")
  func readWhole() throws {
    let (two, branch, _) = try apart(120, past: .none)
    let town = two.town
    let first = try town.write(two.prison, two.file, .droits, "Du siège.")
    let second = try town.write(branch, two.file, .droits, "De l'antenne.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.housing.notebook.listReceived(at: town.now).count == 1)
    #expect(Set(try two.reads(two.housing)) == ["Du siège.", "De l'antenne."])
    try two.edit(two.prison, first, "Du siège, revu.")
    try two.edit(branch, second, "De l'antenne, revu.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(Set(try two.reads(two.housing)) == ["Du siège, revu.", "De l'antenne, revu."])
    try settle(two, branch)
    #expect(Set(try two.reads(two.housing)) == ["Du siège, revu.", "De l'antenne, revu."])
    #expect(try two.housing.notebook.search("antenne", at: town.now).count == 1)
  }

  @Test("Withdrawing one of two consents takes the volet back, whoever gave the other one")
  func withdrawnOnce() throws {
    let (two, branch, consents) = try apart(121, past: .all)
    let town = two.town
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing) == ["Avant."])
    try two.withdraw(consents[0])
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    try settle(two, branch)
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let listed = try branch.notebook.listConsents(two.file.description, at: town.now)
    #expect(listed.map(\.status) == [.withdrawn, .withdrawn])
  }

  @Test("A grant that had not seen the withdrawal opens nothing when it comes later")
  func grantLater() throws {
    let (two, branch, consents) = try apart(122, past: .all)
    let town = two.town
    try two.meet()
    try two.withdraw(consents[0])
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    try town.exchange(branch.notebook, two.housing.notebook)
    try settle(two, branch)
    #expect(try two.reads(two.housing).isEmpty)
    _ = try two.give([.droits], past: .all)
    try settle(two, branch)
    #expect(try two.reads(two.housing) == ["Avant."])
  }

  /// A grant that a service signs in a share, naming itself the owner.
  private func grantBack(
    _ office: Office, to other: Office, _ volet: VoletTag, in share: ShareID, at now: Instant
  ) throws {
    let notebook = office.notebook
    try notebook.write(at: now) { ledger in
      let box = try #require(
        try notebook.replica.serviceView(other.notebook.service, ledger).currentBox)
      let rows = try notebook.worker().keyring.makeGrantKey(
        sealing: [], under: try notebook.currentRoot(ledger), to: box, using: &notebook.chance)
      let statement = try StatementCodec.sign(
        log: .share(share), parents: [], author: try notebook.worker().keys.signing,
        controlHeads: try notebook.replica.serviceView(notebook.service, ledger).heads, at: now,
        act: .grant(
          Grant(
            consent: ConsentID(using: &notebook.chance), owner: notebook.service,
            recipient: other.notebook.service, volets: [volet], until: nil, bothWays: false,
            cites: nil, sealed: AttachmentID(of: rows.sealed),
            ownerWrap: AttachmentID(of: rows.ownerWrap),
            recipientWrap: AttachmentID(of: rows.recipientWrap))))
      // Past its own gate: what a program that keeps no rule would send.
      try ledger.insertStatement(JudgedStatement(statement, isInEffect: true))
      for row in [rows.sealed, rows.ownerWrap, rows.recipientWrap] { try ledger.putAttachment(row) }
      try notebook.replica.offer(statement, from: .ourselves, into: ledger)
    }
    notebook.replica.forgetViews()
  }

  @Test("A grant of another service that names a volet of ours takes nothing from us")
  func foreignGrant() throws {
    let two = try TwoServices(123)
    let town = two.town
    try town.write(two.prison, two.file, .droits, "À nous.")
    _ = try two.give([.droits], past: .all)
    try two.meet()
    let tag = try two.prison.notebook.read { ledger in
      try two.prison.notebook.tag(of: .droits, in: two.file, ledger)
    }
    try grantBack(
      two.housing, to: two.prison, tag, in: ShareID(using: &two.housing.notebook.chance),
      at: town.now)
    try two.meet()
    #expect(try town.texts(two.prison, two.file.description) == ["À nous."])
    try two.prison.notebook.maintain(at: town.now)
    try town.write(two.prison, two.file, .droits, "Toujours à nous.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["À nous.", "Toujours à nous."])
    #expect(try two.prison.notebook.verify().isSound)
  }

  @Test("A recipient that grants the other way round in a share breaks it for nobody of the owner")
  func junkGrant() throws {
    let two = try TwoServices(133)
    let town = two.town
    let branch = try two.branch()
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "À nous.")
    try two.meet()
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    let tag = try two.prison.notebook.read { ledger in
      try two.prison.notebook.tag(of: .droits, in: two.file, ledger)
    }
    try grantBack(two.housing, to: two.prison, tag, in: share, at: town.now)
    // The branch hears the junk before it knows of the share.
    try town.exchange(branch.notebook, two.housing.notebook)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.meet()
    for office in [two.prison, branch] {
      let judged = try #require(
        try office.notebook.read { try office.notebook.replica.share(share, $0) })
      #expect(judged.owner == office.notebook.service)
      #expect(judged.allowance(tag, at: nil) != nil)
      #expect(judged.view.closure == nil)
    }
    try two.withdraw(consent)
    try town.exchange(two.prison.notebook, branch.notebook)
    let judged = try #require(
      try branch.notebook.read { try branch.notebook.replica.share(share, $0) })
    #expect(judged.allowance(tag, at: nil) == nil)
  }
}
