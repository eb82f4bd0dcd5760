import CRDT
import CaseFile
import Envelope
import Foundation
import GRDB
import Replication
import Store
import Testing

@testable import Consent
@testable import Notebook
@testable import Replica

@Suite("Many notes under one seal, on their way")
struct BundleTests {
  /// Two paired services, a case file of `count` notes, and a consent for all the past.
  private struct Agreed {
    let town: Town
    let prison: Office
    let housing: Office
    let file: CaseID
    let consent: ConsentID
    let texts: [String]
  }

  private func agreed(seed: UInt64, notes count: Int = 40) throws -> Agreed {
    let town = Town(seed: seed)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let texts = (0..<count).map { "Note \($0) : dossier suivi, rendez-vous à la mission locale." }
    for text in texts { try town.write(prison, file, .droits, text) }
    let given = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 60,
      at: town.now)
    return Agreed(
      town: town, prison: prison, housing: housing, file: file, consent: given.consent,
      texts: texts)
  }

  /// Two nodes of one service that know each other, and notes on the first that the second lacks.
  private func service(seed: UInt64, notes count: Int = 40) throws -> (
    town: Town, main: Office, branch: Office, file: CaseID, notes: [DocumentID]
  ) {
    let town = Town(seed: seed)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    let notes = try (0..<count).map {
      try town.write(main, file, .projet, "Note \($0), zibeline et mission locale.")
    }
    return (town, main, branch, file, notes)
  }

  private func bundles(_ office: Office, _ state: BundleState) throws -> [BundleID] {
    try office.notebook.read { try $0.bundles(in: state) }
  }

  private func received(_ agreed: Agreed) throws -> [String] {
    let share = try #require(
      try agreed.housing.notebook.listReceived(at: agreed.town.now).first?.share)
    return try agreed.town.texts(agreed.housing, share.description)
  }

  @Test(
    "What was written before a consent for all the past crosses in one bundle, and reads the same")
  func crossing() throws {
    let (alone, packed) = (try agreed(seed: 70), try agreed(seed: 70))
    try packed.prison.notebook.packBacklogs(at: packed.town.now)
    #expect(try bundles(packed.prison, .made).count == 1)
    let one = try alone.town.exchange(alone.prison.notebook, alone.housing.notebook).0
    let two = try packed.town.exchange(packed.prison.notebook, packed.housing.notebook).0
    #expect(one.rootsEqual == true && two.rootsEqual == true)
    #expect(one.refused == 0 && two.refused == 0)
    // A bundle counts as the changes in it, on either side.
    #expect(one.sent == two.sent)
    #expect(
      try packed.prison.notebook.replica.status().map(\.sent)
        == alone.prison.notebook.replica.status().map(\.sent))
    #expect(
      try packed.housing.notebook.replica.status().map(\.received)
        == alone.housing.notebook.replica.status().map(\.received))
    #expect(two.bytesSent * 2 < one.bytesSent)
    for agreed in [alone, packed] {
      #expect(try received(agreed) == agreed.texts)
      #expect(try agreed.housing.notebook.verify().isSound)
      #expect(try agreed.housing.notebook.verify().changes == agreed.texts.count)
    }
    // Nobody keeps it once it has arrived, and nothing is sent again.
    #expect(try bundles(packed.prison, .made).isEmpty && bundles(packed.housing, .made).isEmpty)
    let again = try packed.town.exchange(packed.prison.notebook, packed.housing.notebook).0
    #expect(again.sent == 0 && again.bytesSent < 400 && again.rootsEqual == true)
  }

  @Test("A few changes are not worth a bundle, and travel alone")
  func few() throws {
    let agreed = try agreed(seed: 71, notes: NotebookLimits.leastBundled - 1)
    try agreed.prison.notebook.packBacklogs(at: agreed.town.now)
    #expect(try bundles(agreed.prison, .made).isEmpty)
    try agreed.town.exchange(agreed.prison.notebook, agreed.housing.notebook)
    #expect(try received(agreed) == agreed.texts)
  }

  @Test("A node that nobody has opened keeps a bundle, passes it on, and its first worker opens it")
  func locked() throws {
    let (town, main, branch, file, _) = try service(seed: 72)
    let third = try town.branch(of: branch, worker: "Noé")
    try town.exchange(main.notebook, branch.notebook)
    for number in 0..<20 { try town.write(main, file, .projet, "Encore \(number)") }
    try main.notebook.packBacklogs(at: town.now)
    let made = try bundles(main, .made)
    #expect(made.count == 1)
    #expect(try town.exchange(main.notebook, branch.operator).0.rootsEqual == true)
    #expect(try bundles(branch, .unopened) == made)
    #expect(try town.exchange(branch.operator, third.operator).0.rootsEqual == true)
    #expect(try bundles(third, .unopened) == made)
    let wanted = try town.texts(main, file.description)
    #expect(wanted.count == 60)
    for office in [third, branch] {
      #expect(try office.operator.verify().unopened == 1 && office.operator.verify().isSound)
      // Whoever reads finds it opened.
      try office.notebook.replica.refresh()
      #expect(try town.texts(office, file.description) == wanted)
      #expect(try office.notebook.verify().isSound)
      #expect(try bundles(office, .unopened).isEmpty)
    }
    // They hold the same, and tell each other nothing again.
    let (left, right) = try town.exchange(branch.notebook, third.notebook)
    #expect(left.sent == 0 && right.sent == 0 && left.rootsEqual == true)
  }

  @Test("A bundle that waits to be opened goes with the consent, words and keys")
  func withdrawnBeforeOpening() throws {
    let agreed = try agreed(seed: 73)
    try agreed.prison.notebook.packBacklogs(at: agreed.town.now)
    try agreed.town.exchange(agreed.prison.notebook, agreed.housing.operator)
    let id = try #require(try bundles(agreed.housing, .unopened).first)
    let kept = try #require(try agreed.housing.notebook.read { try $0.bundle(id) })
    let (body, row) = (kept.bundle.bytes.suffix(3000).prefix(40), kept.secretRow.suffix(40))
    #expect(try stands(Array(body), in: agreed.housing) && stands(Array(row), in: agreed.housing))
    agreed.town.tickOne()
    _ = try agreed.prison.notebook.withdraw(
      agreed.consent.description, volets: nil, at: agreed.town.now)
    try agreed.town.exchange(agreed.prison.notebook, agreed.housing.operator)
    #expect(try bundles(agreed.housing, .unopened).isEmpty)
    #expect(try !stands(Array(body), in: agreed.housing) && !stands(Array(row), in: agreed.housing))
    try agreed.housing.notebook.replica.refresh()
    try agreed.housing.notebook.maintain(at: agreed.town.now)
    #expect(try agreed.housing.notebook.listReceived(at: agreed.town.now).isEmpty)
    #expect(try agreed.housing.notebook.verify().changes == 0)
  }

  /// Whether bytes stand in a file of the home, its write-ahead log included.
  private func stands(_ wanted: [UInt8], in office: Office) throws -> Bool {
    let home = URL(fileURLWithPath: office.folder)
    return try FileManager.default.subpathsOfDirectory(atPath: office.folder).contains { name in
      try Data(contentsOf: home.appendingPathComponent(name)).range(of: Data(wanted)) != nil
    }
  }

  @Test("A consent withdrawn while a bundle waits to be sent sends nothing of it")
  func withdrawnBeforeSending() throws {
    let agreed = try agreed(seed: 74)
    try agreed.prison.notebook.packBacklogs(at: agreed.town.now)
    agreed.town.tickOne()
    _ = try agreed.prison.notebook.withdraw(
      agreed.consent.description, volets: nil, at: agreed.town.now)
    let summary = try agreed.town.exchange(agreed.prison.notebook, agreed.housing.notebook).0
    #expect(summary.rootsEqual == true)
    #expect(try agreed.housing.notebook.verify().changes == 0)
    #expect(
      try bundles(agreed.housing, .unopened).isEmpty && bundles(agreed.housing, .made).isEmpty)
  }

  @Test("A note that no longer waits for a peer is not in what a bundle brings there")
  func takenOut() throws {
    let agreed = try agreed(seed: 86)
    let prison = agreed.prison.notebook
    try prison.packBacklogs(at: agreed.town.now)
    let peer = agreed.housing.notebook.node
    let out = try prison.write(at: agreed.town.now) { ledger in
      let id = try #require(try ledger.pendingChanges(to: peer).first)
      try ledger.withdraw(.change(id), from: peer)
      return id
    }
    try agreed.town.exchange(prison, agreed.housing.notebook)
    let holds = try agreed.housing.notebook.read { try $0.holds(change: out) }
    #expect(!holds)
    #expect(try agreed.housing.notebook.verify().changes == agreed.texts.count - 1)
  }

  @Test("A bundle is not made of what was sent or erased while it was packed")
  func overtaken() throws {
    let agreed = try agreed(seed: 87)
    let prison = agreed.prison.notebook
    let peer = agreed.housing.notebook.node
    let device = try prison.worker().keys.signing.publicKey
    // Another process of this node sends the first note between the packing and the keeping.
    let waiting = try prison.read { try $0.queuedChanges(to: peer, by: device) }
    let packed = try #require(
      try prison.bundles(of: waiting.map(\.id), atLeast: NotebookLimits.leastBundled).first)
    try prison.write(at: agreed.town.now) {
      _ = try $0.withdraw(.change(waiting[0].id), from: peer)
    }
    let row = try #require(try prison.read { try $0.peer(peer) })
    #expect(try !prison.keep(packed, for: row))
    #expect(try bundles(agreed.prison, .made).isEmpty)
  }

  @Test("A consent that has expired holds a bundle back, and what is in it goes when it is renewed")
  func expired() throws {
    let agreed = try agreed(seed: 75)
    try agreed.prison.notebook.packBacklogs(at: agreed.town.now)
    agreed.town.now.milliseconds += 400 * 86_400_000
    try agreed.town.exchange(agreed.prison.notebook, agreed.housing.notebook)
    #expect(try agreed.housing.notebook.verify().changes == 0)
    _ = try agreed.prison.notebook.giveConsent(
      try agreed.town.terms(to: "Maison", [.droits], past: .all), for: agreed.file.description,
      zone: 60, at: agreed.town.now)
    let summary = try agreed.town.exchange(agreed.prison.notebook, agreed.housing.notebook).0
    #expect(summary.rootsEqual == true)
    #expect(try received(agreed) == agreed.texts)
  }

  @Test("A note erased while its bundle waits to be sent is in nothing that is sent")
  func erasedBeforeSending() throws {
    let (town, main, branch, file, notes) = try service(seed: 76)
    try main.notebook.packBacklogs(at: town.now)
    _ = try main.notebook.eraseNote(notes[7].description, at: town.now)
    #expect(try bundles(main, .made).isEmpty)
    #expect(try town.exchange(main.notebook, branch.notebook).0.rootsEqual == true)
    #expect(try town.texts(branch, file.description).count == notes.count - 1)
    #expect(try branch.notebook.verify().isSound)
    #expect(try !branch.notebook.read { try $0.noteSecret(of: notes[7]) != nil })
  }

  @Test(
    "A note erased while its bundle waits to be opened elsewhere is lost there alone, and no other word"
  )
  func erasedBeforeOpening() throws {
    let (town, main, branch, file, notes) = try service(seed: 77)
    try main.notebook.packBacklogs(at: town.now)
    try town.exchange(main.notebook, branch.operator)
    let id = try #require(try bundles(branch, .unopened).first)
    let kept = try #require(try branch.notebook.read { try $0.bundle(id) })
    _ = try main.notebook.eraseNote(notes[7].description, at: town.now)
    try town.exchange(main.notebook, branch.operator)
    // Nothing else there holds the other notes: it stays until somebody opens it.
    #expect(try bundles(branch, .unopened) == [id])
    try branch.notebook.replica.refresh()
    try branch.notebook.maintain(at: town.now)
    #expect(try town.texts(branch, file.description).count == notes.count - 1)
    #expect(try branch.notebook.read { try $0.isErased(notes[7]) })
    #expect(try !branch.notebook.read { try $0.noteSecret(of: notes[7]) != nil })
    #expect(try branch.notebook.verify().isSound)
    // The bundle held the secret too: the write-ahead log is the last to forget it.
    #expect(try branch.notebook.read { try $0.bundle(id) } == nil)
    #expect(try !stands(Array(kept.secretRow.suffix(40)), in: branch))
    let (left, right) = try town.exchange(main.notebook, branch.notebook)
    #expect(left.rootsEqual == true && left.refused == 0 && right.refused == 0)
  }

  @Test(
    "A node that knows that a note was erased refuses a bundle with it, and gets the rest alone")
  func erasedByReceiver() throws {
    let (town, main, branch, file, notes) = try service(seed: 78)
    try main.notebook.packBacklogs(at: town.now)
    // The order stands on the branch alone, as on a node whose sender was restored from an older copy.
    try branch.notebook.write(at: town.now) { try $0.refuse(name: notes[3].bytes) }
    let first = try town.exchange(main.notebook, branch.notebook).0
    #expect(first.refused == 1)
    #expect(town.refusals.contains(.erased))
    let second = try town.exchange(main.notebook, branch.notebook).0
    #expect(second.rootsEqual == true && second.refused == 0)
    #expect(try town.texts(branch, file.description).count == notes.count - 1)
    #expect(try !branch.notebook.read { try $0.noteSecret(of: notes[3]) != nil })
  }

  @Test("A bundle without its secret is refused, and its changes come one by one")
  func withoutSecret() throws {
    let (town, main, branch, file, notes) = try service(seed: 79)
    try main.notebook.packBacklogs(at: town.now)
    let id = try #require(try bundles(main, .made).first)
    let sound = try #require(try main.notebook.read { try $0.bundle(id) })
    try main.notebook.write(at: town.now) { ledger in
      try ledger.removeBundle(id)
      try ledger.insertBundle(
        JudgedBundle(sound.bundle, by: .own(file), of: nil), secretRow: [1, 2, 3])
    }
    // The sender finds it altered and sends the changes alone; a receiver would not have taken it.
    let first = try town.exchange(main.notebook, branch.notebook).0
    #expect(first.rootsEqual == true && first.refused == 0)
    #expect(try town.texts(branch, file.description).count == notes.count)
    let outcome = try branch.notebook.write(at: town.now) { ledger in
      try branch.notebook.replica.admit(
        SealedBundle(bytes: sound.bundle.bytes), secretRow: [1, 2, 3],
        from: .peer(main.notebook.node, own: true), into: ledger, at: town.now)
    }
    #expect(outcome == .refused(.row))
  }

  @Test(
    "A bundle that a disk altered before it was opened is asked for again, and missed until then",
    arguments: ["envelope", "secret"])
  func damaged(column: String) throws {
    let (town, main, branch, file, notes) = try service(seed: 80)
    try main.notebook.packBacklogs(at: town.now)
    try town.exchange(main.notebook, branch.operator)
    let id = try #require(try bundles(branch, .unopened).first)
    let kept = try #require(try branch.notebook.read { try $0.bundle(id) })
    var bytes = column == "envelope" ? kept.bundle.bytes : kept.secretRow
    bytes[bytes.count / 2] ^= 1
    try DatabaseQueue(path: branch.folder + "/ledger.db").write { [bytes] database in
      try database.execute(
        sql: "UPDATE bundle SET \(column) = ?", arguments: [Data(bytes)])
    }
    try branch.notebook.replica.refresh()
    try branch.notebook.maintain(at: town.now)
    #expect(try bundles(branch, .unopened).isEmpty)
    #expect(try branch.notebook.verify().gaps == 1)
    for _ in 0..<2 { try town.exchange(main.notebook, branch.notebook) }
    #expect(try town.exchange(main.notebook, branch.notebook).0.rootsEqual == true)
    #expect(try town.texts(branch, file.description).count == notes.count)
    #expect(try branch.notebook.verify().isSound)
  }

  @Test("Feeds that begin anew after a bundle bring nothing twice and lose nothing")
  func restarted() throws {
    let (town, main, branch, file, notes) = try service(seed: 81)
    try main.notebook.packBacklogs(at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    try main.notebook.replica.startFeedsAnew()
    #expect(try town.exchange(main.notebook, branch.notebook).0.rootsEqual == true)
    #expect(try town.texts(branch, file.description).count == notes.count)
    #expect(try branch.notebook.verify().changes == main.notebook.verify().changes)
  }

  @Test("A bundle gives a service nothing that its changes would not, whoever else it was made for")
  func nobodyElse() throws {
    let town = Town(seed: 82)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    for number in 0..<20 { try town.write(prison, file, .droits, "Avant \(number)") }
    let branch = try town.branch(of: prison, worker: "Lila")
    try town.pair(prison, housing)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 60, at: town.now)
    for number in 0..<20 { try town.write(prison, file, .droits, "Après \(number)") }
    for number in 0..<20 { try town.write(prison, file, .justice, "Jamais \(number)") }
    try prison.notebook.packBacklogs(at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(
      try town.texts(housing, share.description) == (0..<20).map { "Après \($0)" })
    #expect(try housing.notebook.verify().changes == 20)
    try town.exchange(prison.notebook, branch.notebook)
    #expect(try branch.notebook.verify().changes == prison.notebook.verify().changes)
    #expect(try prison.notebook.verify().changes > 60)
  }

  @Test(
    "Notes for a return share that closes while they wait in a bundle stay with their author, as orphans"
  )
  func orphans() throws {
    let agreed = try agreed(seed: 83, notes: 1)
    let (town, prison, housing) = (agreed.town, agreed.prison, agreed.housing)
    let given = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.projet], bothWays: true), for: agreed.file.description,
      zone: 60, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 60, at: town.now)
    for received in try housing.notebook.listReceived(at: town.now) {
      _ = try housing.notebook.link(
        received.share.description, to: theirs.description, samePerson: true, at: town.now)
    }
    try town.exchange(housing.notebook, prison.notebook)
    for number in 0..<20 { try town.write(housing, theirs, .projet, "Réponse \(number)") }
    try housing.notebook.packBacklogs(at: town.now)
    #expect(try bundles(housing, .made).count == 1)
    town.tickOne()
    _ = try prison.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
    try town.exchange(housing.notebook, prison.notebook)
    let notes = try housing.notebook.listNotes(theirs.description, at: town.now)
    #expect(notes.count == 20)
    #expect(notes.allSatisfy { $0.marks == [.orphan] })
    #expect(try town.texts(prison, agreed.file.description) == agreed.texts)
  }

  @Test("Cut after any number of bytes, a bundle arrives whole with the next exchange")
  func cuts() throws {
    var cut = 1
    while true {
      let (town, main, branch, file, notes) = try service(seed: 84, notes: 20)
      try main.notebook.packBacklogs(at: town.now)
      let trip = try town.travel(main.notebook, branch.notebook, over: Road(bytes: cut))
      #expect(trip.refusals.isEmpty)
      let rest = try town.travel(branch.notebook, main.notebook, over: .whole)
      #expect(rest.refusals.isEmpty)
      #expect(rest.dialler.rootsEqual == true)
      #expect(try town.texts(branch, file.description).count == notes.count)
      guard trip.wasCut else { break }
      cut += 211
      try #require(cut < 200_000)
    }
    #expect(cut > 3000)
  }

  @Test("Whatever commit the disk refuses, packing and opening are done whole when tried again")
  func commits() throws {
    let town = Town(seed: 85)
    let disk = Disk()
    let main = try town.office("Maison", worker: "Marc", gate: disk.gate)
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    for round in 0..<6 {
      for number in 0..<20 {
        try town.write(main, file, .projet, "\(round), \(number)")
        try town.write(branch, file, .projet, "\(round), \(number), Lila")
      }
      try branch.notebook.packBacklogs(at: town.now)
      for act in [
        { try main.notebook.packBacklogs(at: town.now) },
        { _ = try town.travel(main.notebook, branch.notebook, over: .whole) },
      ] {
        disk.fail(after: round)
        do { try act() } catch { #expect(error is StoreError) }
        disk.heal()
      }
      try main.notebook.packBacklogs(at: town.now)
      for _ in 0..<2 { try town.exchange(main.notebook, branch.notebook) }
      #expect(try town.exchange(main.notebook, branch.notebook).0.rootsEqual == true)
      for office in [main, branch] {
        #expect(try town.texts(office, file.description).count == 40 * (round + 1))
        #expect(try office.notebook.verify().isSound)
      }
    }
  }
}
