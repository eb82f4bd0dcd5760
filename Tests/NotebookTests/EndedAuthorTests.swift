import CaseFile
import Envelope
import Store
import Testing

@testable import Consent
@testable import Notebook
@testable import Replica

@Suite("What somebody orders whose access has ended")
struct EndedAuthorTests {
  /// A service of two nodes: Marc works on the first, Lila on the second. She is ended on the first, and has not heard.
  private struct Stage {
    let town: Town
    let main: Office
    let branch: Office
    let file: CaseID
    let note: DocumentID

    init(seed: UInt64) throws {
      town = Town(seed: seed)
      main = try town.office("Maison", worker: "Marc")
      branch = try town.branch(of: main, worker: "Lila", role: .referent)
      file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      note = try town.write(main, file, .projet, "Un mot.")
      try town.exchange(main.notebook, branch.notebook)
    }
  }

  // Never 11
  @Test("What an ended worker writes without knowing is kept, and marked for whoever reads it")
  func lateNote() throws {
    let stage = try Stage(seed: 403)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    try town.write(branch, stage.file, .projet, "Avant la fin.")
    try town.exchange(branch.notebook, main.notebook)
    town.tickOne()
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    try town.write(branch, stage.file, .projet, "Après la fin.")
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.replica.refresh()
    let states = try main.notebook.listNotes(stage.file.description, at: town.now).map {
      "\(try main.notebook.showNote($0.record.description, at: town.now).text) \($0.marks.map(\.rawValue).joined())"
    }
    #expect(states == ["Un mot. ", "Avant la fin. ", "Après la fin. afterEnd"])
  }

  @Test("A note with an old date that comes after the ending is marked by its arrival")
  func backDated() throws {
    let stage = try Stage(seed: 404)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    try town.write(branch, stage.file, .projet, "Connue avant.")
    try town.exchange(branch.notebook, main.notebook)
    let old = town.now
    town.now.milliseconds += 3_600_000
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    let present = town.now
    town.now = old
    try town.write(branch, stage.file, .projet, "Datée d’avant.")
    town.now = present
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.replica.refresh()
    #expect(
      try states(stage) == [
        "Un mot. ", "Connue avant. ", "Datée d’avant. arrivedLate",
      ])
  }

  @Test("What comes together with the ending that its own node stated is marked by nobody")
  func endedAtHome() throws {
    let stage = try Stage(seed: 405)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    try town.write(branch, stage.file, .projet, "Écrite sans réseau.")
    town.tickOne()
    _ = try branch.operator.endWorker(name: "Lila", at: town.now)
    try town.exchange(branch.operator, main.notebook)
    try main.notebook.replica.refresh()
    #expect(try states(stage) == ["Un mot. ", "Écrite sans réseau. "])
  }

  @Test("What came late is marked, and still says that it is to be settled")
  func lateAndApart() throws {
    let stage = try Stage(seed: 406)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    for (office, title) in [(main, "Ici"), (branch, "Là")] {
      _ = try office.notebook.editNote(
        stage.note.description, NoteRevision(kind: nil, title: title, happened: nil, text: nil),
        zone: 0, at: town.now)
    }
    town.tickOne()
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.replica.refresh()
    let found = try main.notebook.listNotes(stage.file.description, at: town.now)
    #expect(found.map(\.state) == [.conflict])
    #expect(found.map(\.marks) == [[.afterEnd]])
  }

  private func states(_ stage: Stage) throws -> [String] {
    let (town, main) = (stage.town, stage.main)
    return try main.notebook.listNotes(stage.file.description, at: town.now).map {
      "\(try main.notebook.showNote($0.record.description, at: town.now).text) \($0.marks.map(\.rawValue).joined())"
    }
  }

  @Test("An erasure by somebody who was ended meanwhile waits, until a colleague asks for it too")
  func ownErasure() throws {
    let stage = try Stage(seed: 401)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    _ = try branch.notebook.eraseNote(stage.note.description, at: town.now)
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.replica.refresh()
    #expect(try town.texts(main, stage.file.description) == ["Un mot."])
    #expect(try main.notebook.replica.waitingErasures() == [stage.note])
    _ = try main.notebook.eraseNote(stage.note.description, at: town.now)
    #expect(try main.notebook.replica.waitingErasures().isEmpty)
    #expect(throws: NotebookError.self) {
      try main.notebook.showNote(stage.note.description, at: town.now)
    }
  }

  @Test(
    "A withdrawal by somebody who was ended meanwhile stops the reading at once and destroys nothing, until an anchor says that it stands"
  )
  func sharePurge() throws {
    let stage = try Stage(seed: 402)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    let other = try town.office("Refuge", worker: "Ida")
    try town.pair(main, other)
    let consent = try main.notebook.giveConsent(
      try town.terms(to: "Refuge", [.projet], past: .all), for: stage.file.description, zone: 0,
      at: town.now
    ).consent
    try town.exchange(main.notebook, other.notebook)
    try town.exchange(main.notebook, branch.notebook)
    let received = try #require(try other.notebook.listReceived(at: town.now).first)
    let place = received.share.description
    #expect(try town.texts(other, place) == ["Un mot."])

    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    // The recipient hears of the ending first, then of the withdrawal.
    try town.exchange(main.notebook, other.notebook)
    _ = try branch.notebook.withdraw(consent.description, volets: nil, at: town.now)
    let held = try other.notebook.read { try $0.changes(of: stage.note).count }
    let share = received.share
    // The branch does not know the other service's node: the statement comes as a node of the service passes it on.
    let withdrawal = try #require(
      try branch.notebook.read { try $0.statements(in: .share(share)) }.last {
        if case .withdrawal = $0.act { true } else { false }
      })
    try other.notebook.write(at: town.now) { ledger in
      _ = try other.notebook.replica.admit(
        SealedStatement(bytes: withdrawal.bytes), attachments: [],
        from: .peer(main.notebook.node, own: false), into: ledger, at: town.now)
    }
    try other.notebook.replica.refresh()
    #expect(try other.notebook.listReceived(at: town.now).allSatisfy { $0.volets.isEmpty })
    #expect(try other.notebook.read { try $0.changes(of: stage.note).count } == held)
    let view = try #require(try other.notebook.read { try other.notebook.replica.share(share, $0) })
      .view
    #expect(view.withdrawals.count == 1 && !view.ordersForgetting(withdrawal.id))
    #expect(view.receipts(of: withdrawal.id).isEmpty)

    // A colleague says the same again, and then it is forgotten.
    try town.exchange(branch.notebook, main.notebook)
    #expect(try main.notebook.waitingPurges() == [consent])
    func events() throws -> [ConsentEvent] {
      try main.notebook.listConsents(stage.file.description, at: town.now)[0].events.map(\.event)
    }
    #expect(try events() == [.given, .withdrawn])
    // Nothing was asked of them yet: they count what they hold as we do, and nobody is taken for an older self.
    try town.exchange(main.notebook, other.notebook)
    #expect(try main.notebook.replica.status().allSatisfy { $0.rootsEqual != false })
    #expect(try main.notebook.replica.restoration() == nil)
    let confirmed = try main.notebook.withdraw(consent.description, volets: nil, at: town.now)
    #expect(confirmed.isConfirmation)
    #expect(try main.notebook.waitingPurges().isEmpty)
    #expect(try events().contains(.purgeAsked))
    for _ in 0..<2 { try town.exchange(main.notebook, other.notebook) }
    #expect(try other.notebook.read { try $0.changes(of: stage.note) }.isEmpty)
    let again = try main.notebook.withdraw(consent.description, volets: nil, at: town.now)
    #expect(again.wasSo && !again.isConfirmation)
  }

  @Test("What an ended worker gave without knowing holds up nothing that a colleague says next")
  func nothingHeldUp() throws {
    let stage = try Stage(seed: 407)
    let (town, main, branch) = (stage.town, stage.main, stage.branch)
    _ = try branch.operator.addWorker(
      name: "Paul", role: .referent, passphrase: Town.passphrase, at: town.now)
    try branch.notebook.replica.refresh()
    _ = try branch.notebook.admitAdded("Paul", at: town.now)
    let paul = try town.open(branch.folder, worker: "Paul", operator: branch.operator)
    try town.exchange(branch.notebook, main.notebook)
    let other = try town.office("Refuge", worker: "Ida")
    try town.pair(main, other)
    @discardableResult
    func give(_ office: Office, days: Int64 = 100) throws -> ConsentID {
      try office.notebook.giveConsent(
        try town.terms(to: "Refuge", [.projet], past: .all, days: days),
        for: stage.file.description, zone: 0, at: town.now
      ).consent
    }
    try give(main)
    try town.exchange(main.notebook, other.notebook)
    try town.exchange(main.notebook, branch.notebook)
    // Ended there, she goes on here; Paul's consent leans on hers.
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    let late = try give(branch, days: 150)
    try paul.notebook.replica.refresh()
    let leaning = try give(paul, days: 200)
    try town.exchange(paul.notebook, main.notebook)
    for _ in 0..<2 { try town.exchange(main.notebook, other.notebook) }
    let share = try #require(try other.notebook.listReceived(at: town.now).first).share
    for office in [main, other] {
      try office.notebook.replica.refresh()
      let view = try #require(
        try office.notebook.read { try office.notebook.replica.share(share, $0) }
      ).view
      #expect(view.status(of: leaning) == .given)
      #expect(view.status(of: late) != .given)
      #expect(try office.notebook.read { try $0.parkedCount() } == 0)
    }
    #expect(try other.notebook.listReceived(at: town.now).count == 1)
  }
}
