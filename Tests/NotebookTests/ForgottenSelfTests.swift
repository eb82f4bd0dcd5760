import CaseFile
import Consent
import Envelope
import Foundation
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What no file tells of an older self, an exchange tells", .timeLimit(.minutes(30)))
struct ForgottenSelfTests {
  /// The bytes of every file of a home, written back into the same files: nothing in the folder tells.
  private struct Moment {
    private let files: [String: Data]

    init(of folder: String) throws {
      files = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasSuffix("-shm") }
        .reduce(into: [:]) {
          $0[$1] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $1))
        }
    }

    func putBack(in folder: String) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where files[name] == nil {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      for (name, bytes) in files {
        let url = URL(fileURLWithPath: folder + "/" + name)
        if (try? Data(contentsOf: url)) != bytes { try bytes.write(to: url) }
      }
    }
  }

  @Test(
    "Who wrote as much as he forgot is told by the exchange, and both never hold the same before they do",
    arguments: [1, 2, 3])
  func asMuch(rewritten: Int) throws {
    let town = Town(seed: 920)
    var main: Office? = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: try #require(main), worker: "Lila")
    let folder: String
    let file: CaseID
    let moment: Moment
    do {
      let office = try #require(main)
      folder = office.folder
      file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      try town.write(office, file, .projet, "Avant.")
      try town.exchange(office.notebook, branch.notebook)
      moment = try Moment(of: folder)
      for number in 0..<2 { try town.write(office, file, .projet, "Perdue \(number).") }
      try town.exchange(office.notebook, branch.notebook)
    }
    main = nil
    try moment.putBack(in: folder)
    let again = try town.open(folder, worker: "Marc")
    #expect(!again.notebook.replica.beganAnew)
    for number in 0..<rewritten { try town.write(again, file, .projet, "Nouvelle \(number).") }
    var rounds = 0
    repeat {
      rounds += 1
      try town.exchange(again.notebook, branch.notebook)
      guard try again.notebook.replica.status().first?.rootsEqual == true else { continue }
      #expect(
        try Set(town.texts(again, file.description)) == Set(town.texts(branch, file.description)))
    } while rounds < 6
    #expect(try town.texts(again, file.description).count == 3 + rewritten)
    #expect(try again.notebook.replica.restoration()?.cause == .told)
    #expect(try again.notebook.replica.putBacks().isEmpty)
    #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(try branch.notebook.replica.restoration() == nil)
  }

  @Test(
    "The recipient gives back what the owner of one device forgot, and a withdrawal takes it again")
  func givenBack() throws {
    let two = try TwoServices(921)
    let town = two.town
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: two.prison.folder, toPath: copy)
    let lost = try town.write(two.prison, two.file, .droits, "Perdue.")
    try two.edit(two.prison, lost, "Perdue et retrouvée.")
    try two.meet()
    try FileManager.default.removeItem(atPath: two.prison.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: two.prison.folder)
    let again = try town.open(two.prison.folder, worker: "Inès")
    for _ in 0..<3 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(
      try Set(town.texts(again, two.file.description)) == ["Avant.", "Perdue et retrouvée."])
    #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(town.refusals.isEmpty)
    // What came back is the owner's like any other: it is forgotten there with the rest, and nobody differs.
    town.tickOne()
    _ = try again.notebook.withdraw(consent, volets: nil, at: town.now)
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(try two.housing.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(try two.housing.notebook.replica.restoration() == nil)
    #expect(try town.texts(again, two.file.description).count == 2)
  }

  @Test("Nobody is given back what another service wrote, nor what is our own")
  func notTheirs() throws {
    let two = try TwoServices(922)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    // The recipient begins anew: the owner offers what the consent gives, and asks for nothing of its own.
    try two.housing.notebook.replica.startFeedsAnew()
    for _ in 0..<3 { try two.meet() }
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Avant."])
    let clinic = try town.office("Clinique", worker: "Aude")
    try town.pair(two.housing, clinic)
    try clinic.notebook.replica.startFeedsAnew()
    for _ in 0..<2 { try town.exchange(clinic.notebook, two.housing.notebook) }
    #expect(town.refusals.isEmpty)
    #expect(try clinic.notebook.listReceived(at: town.now).isEmpty)
  }

  @Test("Told by another service whom it ended, an older self makes a root of its own and goes on")
  func ended() throws {
    let two = try TwoServices(923)
    let town = two.town
    _ = try two.prison.operator.addWorker(
      name: "Zoé", role: .referent, passphrase: Town.passphrase, at: town.now)
    try two.prison.notebook.admitAdded("Zoé", at: town.now)
    _ = try two.give([.droits], past: .all)
    // The copy knows the run under which the note of later is written.
    try town.write(two.prison, two.file, .logement, "Déjà.")
    try two.meet()
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: two.prison.folder, toPath: copy)
    town.tickOne()
    _ = try two.prison.operator.endWorker(name: "Zoé", at: town.now)
    try two.prison.notebook.takeUp(at: town.now)
    let later = try two.give([.logement], past: .all)
    try town.write(two.prison, two.file, .logement, "Après la fin.")
    try two.meet()
    try FileManager.default.removeItem(atPath: two.prison.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: two.prison.folder)
    let again = try town.open(two.prison.folder, worker: "Inès")
    for _ in 0..<3 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try again.notebook.workers().first { $0.name == "Zoé" }?.state == .ended)
    #expect(throws: NotebookError.self) { try town.open(two.prison.folder, worker: "Zoé") }
    // What it wrote under keys that it does not know waits, and is counted; all else is sound.
    let found = try again.notebook.verify()
    #expect(found.parked == 1 && found.badSignatures == 0 && found.gaps == 0 && found.lost == 0)
    try again.notebook.takeUp(at: town.now)
    try town.write(again, two.file, .droits, "Encore.")
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try Set(two.reads(two.housing)) == ["Déjà.", "Après la fin.", "Encore."])
    // What was agreed to meanwhile is on the list, and can be taken back.
    let listed = try again.notebook.listConsents(two.file.description, at: town.now)
    #expect(listed.map(\.status) == [.given, .given])
    #expect(
      listed.map { $0.events.map(\.event) } == [[.given], [.recovered]]
        && listed.last?.volets == [.logement])
    town.tickOne()
    _ = try again.notebook.withdraw(later, volets: nil, at: town.now)
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try two.reads(two.housing) == ["Encore."])
    #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
  }

  @Test(
    "What an older self forgot that it shared stays stopped where it closed the case file, opened again or not",
    arguments: [false, true])
  func closedMeanwhile(isOpenedAgain: Bool) throws {
    let two = try TwoServices(924)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    // The copy knows the run under which the note of later is written.
    try town.write(two.prison, two.file, .logement, "Déjà.")
    try two.meet()
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: two.prison.folder, toPath: copy)
    town.tickOne()
    let forgotten = try two.give([.logement], past: .all)
    try town.write(two.prison, two.file, .logement, "Avant.")
    try two.meet()
    try FileManager.default.removeItem(atPath: two.prison.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: two.prison.folder)
    let again = try town.open(two.prison.folder, worker: "Inès")
    town.tickOne()
    _ = try again.notebook.closeCase(two.file.description, at: town.now)
    if isOpenedAgain {
      town.tickOne()
      _ = try again.notebook.reopenCase(two.file.description, at: town.now)
    }
    for _ in 0..<3 { try town.exchange(again.notebook, two.housing.notebook) }
    try again.notebook.takeUp(at: town.now)
    try again.notebook.maintain(at: town.now)
    #expect(
      try again.notebook.consent(#require(ConsentID(hexadecimal: forgotten)), at: town.now)?.status
        == .ceased)
    if isOpenedAgain { try town.write(again, two.file, .logement, "Après.") }
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    // What is there stays there, and nothing further leaves.
    #expect(try Set(two.reads(two.housing)) == ["Déjà.", "Avant."])
    #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(town.refusals.isEmpty)
  }

  @Test(
    "What another service says of our own log is believed where our keys signed it, and closes nothing"
  )
  func ownLog() throws {
    let two = try TwoServices(924)
    let town = two.town
    let stranger = try town.office("Clinique", worker: "Aude")
    let genesis = try stranger.notebook.read { ledger in
      try ledger.statements(in: .service(stranger.notebook.service))
    }
    let peer = Origin.peer(two.housing.notebook.node, own: false)
    // A statement of another service's log is as little theirs to say as before.
    for statement in genesis {
      let answer = try two.prison.notebook.write(at: town.now) {
        try two.prison.notebook.replica.admit(
          SealedStatement(bytes: statement.bytes), attachments: [], from: peer, into: $0,
          at: town.now)
      }
      #expect(answer == .refused(.notYours))
    }
    // A record that no key of ours signed is refused, and leaves no trace in our log.
    var chance = town.seed.chance
    let keys = SigningPair(using: &chance)
    let heads = try two.prison.notebook.read { ledger in
      try two.prison.notebook.replica.serviceView(two.prison.notebook.service, ledger).heads
    }
    let forged = try StatementCodec.sign(
      log: .service(two.prison.notebook.service), parents: heads, author: keys, controlHeads: heads,
      at: town.now, act: .nodeEnded(node: two.prison.notebook.node))
    let answer = try two.prison.notebook.write(at: town.now) {
      try two.prison.notebook.replica.admit(
        SealedStatement(bytes: forged.bytes), attachments: [], from: peer, into: $0, at: town.now)
    }
    #expect(answer == .refused(RefusalCode.author))
    #expect(try two.prison.notebook.read { try !$0.holdsTrace(of: forged.id) })
    #expect(try two.prison.notebook.read { try $0.parkedCount() } == 0)
  }
}
