import CaseFile
import Consent
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Consents that run out, begin again, and end")
struct RenewalTests {
  private let day: Int64 = 86_400_000

  private func twoServices(_ seed: UInt64) throws -> (Town, Office, Office, CaseID) {
    let town = Town(seed: seed)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    return (town, prison, housing, file)
  }

  @Test(
    "A note written after a consent ran out stays here when the next one goes for the future only")
  func lapse() throws {
    let (town, prison, housing, file) = try twoServices(41)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], days: 9), for: file.description, zone: 60,
      at: town.now)
    try town.write(prison, file, .droits, "Pendant le premier accord.")
    try town.exchange(prison.notebook, housing.notebook)
    town.now.milliseconds += 14 * day
    try town.write(prison, file, .droits, "Sans accord.")
    town.now.milliseconds += 5 * day
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], days: 40), for: file.description, zone: 60,
      at: town.now)
    try town.write(prison, file, .droits, "Pendant le second accord.")
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["Pendant le second accord."])
    let statuses = try prison.notebook.listConsents(file.description, at: town.now).map(\.status)
    #expect(statuses == [.expired, .given])
    #expect(try town.texts(prison, file.description).count == 3)
  }

  @Test("Withdrawing a consent takes back all it named, whatever narrower one came after")
  func olderAndNarrower() throws {
    let (town, prison, housing, file) = try twoServices(42)
    try town.write(prison, file, .droits, "Ancienne.")
    let wide = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .logement], past: .all), for: file.description,
      zone: 60, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 60, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    _ = try prison.notebook.withdraw(wide.consent.description, volets: nil, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(try housing.notebook.search("Ancienne", at: town.now).isEmpty)
  }

  @Test("What is left of a consent is taken back, the past that it opened too, after a later one")
  func remainder() throws {
    let (town, prison, housing, file) = try twoServices(48)
    try town.write(prison, file, .droits, "Ancienne.")
    let wide = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .agenda], past: .all), for: file.description,
      zone: 60, at: town.now)
    _ = try prison.notebook.withdraw(wide.consent.description, volets: [.agenda], at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 60, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.search("Ancienne", at: town.now).count == 1)
    let listed = try prison.notebook.listConsents(file.description, at: town.now)
    #expect(listed.map(\.status) == [.given, .given])
    #expect(listed.map(\.volets) == [[.droits], [.droits]])
    _ = try prison.notebook.withdraw(wide.consent.description, volets: nil, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(try Picture(housing.notebook).changes.isEmpty)
    let statuses = try prison.notebook.listConsents(file.description, at: town.now).map(\.status)
    #expect(statuses == [.withdrawn, .withdrawn])
  }

  @Test("A volet whose past a consent opened can be taken back after the others were")
  func lastVolet() throws {
    let (town, prison, housing, file) = try twoServices(49)
    try town.write(prison, file, .droits, "Ancienne.")
    let wide = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .logement], past: .all), for: file.description,
      zone: 60, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 60, at: town.now)
    let left = try prison.notebook.withdraw(
      wide.consent.description, volets: [.logement], at: town.now)
    #expect(left.status == .given)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.search("Ancienne", at: town.now).count == 1)
    _ = try prison.notebook.withdraw(
      wide.consent.description, volets: [.droits, .logement], at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try Picture(housing.notebook).changes.isEmpty)
  }

  @Test("A consent planned for a date takes effect with the first note written after it")
  func plannedDate() throws {
    let (town, prison, housing, file) = try twoServices(43)
    var terms = try town.terms(
      to: "Maison", [.agenda], effective: .on(try CalendarDate(parsingDay: "2026-11-28")))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 5 * day)
    _ = try prison.notebook.giveConsent(terms, for: file.description, zone: 60, at: town.now)
    try town.write(prison, file, .agenda, "Trop tôt.")
    town.now.milliseconds += 6 * day
    try town.write(prison, file, .agenda, "Le jour venu.")
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["Le jour venu."])
  }

  @Test("The only worker who opens the notes is not ended")
  func lastWorker() throws {
    let town = Town(seed: 44)
    let office = try town.office("Maison", worker: "Marc")
    #expect {
      try office.operator.endWorker(name: "Marc", at: town.now)
    } throws: { error in
      if case NotebookError.lastWorker("Marc") = error { true } else { false }
    }
    _ = try office.operator.addWorker(
      name: "Lila", role: .referent, passphrase: Town.passphrase, at: town.now)
    try office.notebook.replica.refresh()
    _ = try office.notebook.admitAdded("Lila", at: town.now)
    try office.operator.replica.refresh()
    #expect(try office.operator.endWorker(name: "Marc", at: town.now).state == .ended)
    #expect {
      _ = try town.open(office.folder, worker: "Marc")
    } throws: { error in
      if case NotebookError.workerEnded = error { true } else { false }
    }
  }

  @Test("A grant whose sealed part is nonsense shows nothing and stops nobody")
  func nonsense() throws {
    let (town, prison, housing, file) = try twoServices(47)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.logement]), for: file.description, zone: 60, at: town.now)
    let notebook = prison.notebook
    try notebook.write(at: town.now) { ledger in
      let box = try #require(
        try notebook.replica.serviceView(housing.notebook.service, ledger).currentBox)
      let rows = try notebook.worker().keyring.makeGrantKey(
        sealing: [0xFF, 0xFF, 0xFF], under: try notebook.currentRoot(ledger), to: box,
        using: &notebook.chance)
      try notebook.state(
        .grant(
          Grant(
            consent: ConsentID(using: &notebook.chance), owner: notebook.service,
            recipient: housing.notebook.service,
            volets: [try notebook.tag(of: .droits, in: file, ledger)], until: nil, bothWays: true,
            cites: nil, sealed: AttachmentID(of: rows.sealed),
            ownerWrap: AttachmentID(of: rows.ownerWrap),
            recipientWrap: AttachmentID(of: rows.recipientWrap))),
        in: .share(ShareID(using: &notebook.chance)), as: .worker,
        attachments: [rows.sealed, rows.ownerWrap, rows.recipientWrap], into: ledger, at: town.now)
    }
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.listReceived(at: town.now).map(\.volets) == [[.logement]])
    try housing.notebook.maintain(at: town.now)
    #expect(try housing.notebook.search("rien", at: town.now).isEmpty)
  }

  @Test("An empty text neither empties a note nor makes one")
  func emptyText() throws {
    let (town, prison, _, file) = try twoServices(45)
    let note = try town.write(prison, file, .projet, "Ce qu'elle a dit.")
    #expect(throws: NotebookError.self) {
      try prison.notebook.editNote(
        note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: ""), zone: 60,
        at: town.now)
    }
    #expect(throws: NotebookError.self) { try town.write(prison, file, .projet, "") }
    #expect(try town.texts(prison, file.description) == ["Ce qu'elle a dit."])
  }

  @Test(
    "After a wrong string on one side, a new invitation pairs again, whatever the other side confirmed"
  )
  func wrongString() throws {
    let town = Town(seed: 46)
    let left = try town.office("Permanence", worker: "Inès")
    let right = try town.office("Maison", worker: "Marc")
    try town.pair(left, right)
    _ = try right.operator.removePeer(left.operator.node.description, at: town.now)
    town.tickOne()
    try town.pair(left, right)
    #expect(try left.operator.replica.listPeers().map(\.state) == [.verified])
    #expect(try right.operator.replica.listPeers().map(\.state) == [.verified])
  }

  @Test("Other digits than those of a verified device are said to be others, and change nothing")
  func otherDigits() throws {
    let town = Town(seed: 47)
    let left = try town.office("Permanence", worker: "Inès")
    let right = try town.office("Maison", worker: "Marc")
    try town.pair(left, right)
    let peer = try #require(try left.operator.replica.listPeers().first)
    let node = peer.node.description
    #expect(try left.operator.confirm(node, string: peer.sas, at: town.now).state == .verified)
    do {
      _ = try left.operator.confirm(node, string: "0000 0000 0000", at: town.now)
      Issue.record("any digits are those")
    } catch NotebookError.otherDigits("Maison") {
    }
    #expect(try left.operator.replica.listPeers().map(\.state) == [.verified])
  }

  @Test(
    "A refusal that withdraws ends what a clock that is ahead shows as run out, and asks about it")
  func refusedAhead() throws {
    let (town, prison, housing, file) = try twoServices(48)
    try town.write(prison, file, .droits, "Un mot.")
    let consent = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all, days: 30), for: file.description,
      zone: 60, at: town.now
    ).consent
    try town.exchange(prison.notebook, housing.notebook)
    _ = try prison.notebook.replica.checkClock(at: town.now)
    let ahead = Instant(milliseconds: town.now.milliseconds + 60 * day)
    #expect(try prison.notebook.replica.checkClock(at: ahead) == .farAhead)
    do {
      _ = try prison.notebook.refuseConsent(for: file.description, to: "Maison", at: ahead)
      Issue.record("nothing was asked about a consent that this clock alone has run out")
    } catch NotebookError.consentsBesideRefusal(_, let beside) {
      #expect(beside.map(\.consent) == [consent])
    }
    // A clock that nobody doubts, and that is wrong all the same.
    #expect(try prison.notebook.replica.checkClock(at: ahead, confirmed: true) == .plausible)
    let refused = try prison.notebook.refuseConsent(
      for: file.description, to: "Maison", beside: .withdraw, at: ahead)
    #expect(refused.withdrawn.map(\.consent) == [consent])
    try town.exchange(prison.notebook, housing.notebook)
    let listed = try prison.notebook.listConsents(file.description, at: town.now)
    #expect(listed.filter { $0.consent == consent }.map(\.status) == [.withdrawn])
    #expect(try Picture(housing.notebook).changes.isEmpty)
  }
}
