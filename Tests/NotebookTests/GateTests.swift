import CRDT
import CaseFile
import Consent
import Envelope
import GRDB
import Replica
@testable import Replication
import Store
import Testing

@testable import Notebook

@Suite("The gate, as a stranger's peer tries it")
struct GateTests {
  /// A case file of one office whose rights are shared with another one that has exchanged already.
  private func shared(seed: UInt64) throws -> (town: Town, giver: Office, taker: Office, CaseID) {
    let town = Town(seed: seed)
    let giver = try town.office("Permanence", worker: "Inès")
    let taker = try town.office("Maison", worker: "Marc")
    try town.pair(giver, taker)
    let file = try giver.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try giver.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
      at: town.now)
    try town.write(giver, file, .droits, "Un mot avant.")
    try town.exchange(giver.notebook, taker.notebook)
    return (town, giver, taker, file)
  }

  private func change(
    of note: DocumentID, in office: Office
  ) throws -> (change: ProvenEnvelope, row: [UInt8]) {
    try office.notebook.read { ledger in
      (
        try #require(try ledger.changes(of: note).first),
        try #require(try ledger.noteSecret(of: note))
      )
    }
  }

  private func hand(
    _ change: ProvenEnvelope, _ row: [UInt8]?, to office: Office, from peer: Office, own: Bool,
    at now: Instant
  ) throws -> Admission {
    try office.notebook.write(at: now) { ledger in
      try office.notebook.replica.admit(
        SealedEnvelope(bytes: change.bytes), secret: row,
        from: .peer(peer.notebook.node, own: own), into: ledger, at: now)
    }
  }

  @Test("A change with another row than its header names is refused, and comes with the right one")
  func wrongRow() throws {
    let (town, giver, taker, file) = try shared(seed: 301)
    let note = try town.write(giver, file, .droits, "La bonne ligne.")
    let (change, row) = try change(of: note, in: giver)
    var other = row
    other[other.count - 1] ^= 1
    for bad in [other, [], [1, 2, 3], nil] {
      #expect(
        try hand(change, bad, to: taker, from: giver, own: false, at: town.now) == .refused(.row))
      #expect(try !taker.notebook.read { try $0.holds(change: change.id) })
    }
    #expect(
      try hand(change, row, to: taker, from: giver, own: false, at: town.now)
        == .admitted(.change(change.id)))
    #expect(
      try taker.notebook.showNote(note.description, at: town.now).text == "La bonne ligne.")
  }

  @Test("A wrong row does not hide in what waits")
  func wrongRowThatWaits() throws {
    let (town, giver, taker, file) = try shared(seed: 302)
    // Sealed under an epoch that the receiver knows nothing of yet.
    let note = try town.write(giver, file, .droits, "Attend.")
    let (change, row) = try change(of: note, in: giver)
    let late = try town.branch(of: taker, worker: "Lou")
    let before = try late.notebook.read { try $0.parkedCount() }
    #expect(
      try hand(change, row.dropLast() + [0xAA], to: late, from: taker, own: true, at: town.now)
        == .refused(.row))
    #expect(try late.notebook.read { try $0.parkedCount() } == before)
  }

  /// What a disk may do.
  private static func loseRows(of office: Office) throws {
    let queue = try DatabaseQueue(path: office.folder + "/ledger.db")
    try queue.write { try $0.execute(sql: "DELETE FROM note_secret") }
    try queue.close()
    try office.notebook.replica.refresh()
  }

  @Test("A row that the disk lost is missed, asked for again, and comes back")
  func lostRow() throws {
    let (town, giver, taker, file) = try shared(seed: 303)
    let note = try town.write(giver, file, .droits, "Perdue puis retrouvée.")
    try town.exchange(giver.notebook, taker.notebook)
    try Self.loseRows(of: taker)
    #expect(try !taker.notebook.verify().isSound)
    try town.exchange(giver.notebook, taker.notebook)
    #expect(
      try taker.notebook.showNote(note.description, at: town.now).text == "Perdue puis retrouvée.")
    #expect(try taker.notebook.verify().isSound)
  }

  /// Statements of one device that lean on statements nobody has.
  private func junk(_ count: Int, by giver: Office, at now: Instant) throws -> [ProvenStatement] {
    try (0..<count).map { number in
      var seed = Seed(UInt64(number) &+ 9_000).chance
      return try StatementCodec.sign(
        log: .service(giver.notebook.service), parents: [StatementID(using: &seed)],
        author: giver.notebook.nodeKeys.pair, controlHeads: [], at: now,
        act: .nodeEnded(node: giver.notebook.node))
    }
  }

  // Never 13
  @Test("What waits is bounded peer by peer, and beyond it nothing is acknowledged")
  func parkedBounds() throws {
    let (town, giver, taker, file) = try shared(seed: 305)
    let other = try town.office("Clinique", worker: "Odile")
    try town.pair(other, taker)
    let junk = try self.junk(ReplicaLimits.parkedItems + 1, by: giver, at: town.now)
    let origin = Origin.peer(giver.notebook.node, own: false)
    let outcomes = try taker.notebook.write(at: town.now) { ledger in
      try junk.map {
        try taker.notebook.replica.admit(
          SealedStatement(bytes: $0.bytes), attachments: [[1, 2, 3]], from: origin, into: ledger,
          at: town.now)
      }
    }
    #expect(outcomes.dropLast().allSatisfy { if case .known = $0 { true } else { false } })
    #expect(outcomes.last == .full)
    // A row that no statement names is not kept.
    #expect(
      try taker.notebook.read { try $0.parked()[0].bytes.count } < junk[0].bytes.count + 60)
    // Another peer's work goes on, and so does what this one says that leans on nothing.
    let stray = try self.junk(1, by: other, at: town.now)[0]
    let parked = try taker.notebook.write(at: town.now) { ledger in
      try taker.notebook.replica.admit(
        SealedStatement(bytes: stray.bytes), attachments: [],
        from: .peer(other.notebook.node, own: false), into: ledger, at: town.now)
    }
    #expect(parked == .known(.statement(stray.id)))
    try town.write(giver, file, .droits, "Passe quand même.")
    try town.exchange(giver.notebook, taker.notebook)
    #expect(try taker.notebook.read { try $0.changeCount() } == 2)
    // Gone with the pairing; the other's stays.
    _ = try taker.operator.removePeer(giver.notebook.node.description, at: town.now)
    #expect(try taker.notebook.read { try $0.parkedCount() } == 1)
  }

  @Test("What waits is tried when what it names comes, and not before")
  func parkedIndex() throws {
    let (town, giver, taker, _) = try shared(seed: 306)
    var parents = try giver.notebook.read { ledger in
      try giver.notebook.replica.serviceView(giver.notebook.service, ledger).heads
    }
    var chain: [ProvenStatement] = []
    let seat = try #require(giver.operator.operatorKeys)
    for number in 0..<4 {
      var seed = Seed(UInt64(number) &+ 77).chance
      let enrolment = try StatementCodec.sign(
        log: .service(giver.notebook.service), parents: parents, author: seat.pair,
        controlHeads: [], at: town.now,
        act: .nodeEnrolled(node: SigningKey(using: &seed), operator: giver.notebook.node))
      chain.append(enrolment)
      parents = [enrolment.id]
    }
    let origin = Origin.peer(giver.notebook.node, own: false)
    try taker.notebook.write(at: town.now) { ledger in
      for statement in chain.reversed() {
        _ = try taker.notebook.replica.admit(
          SealedStatement(bytes: statement.bytes), attachments: [], from: origin, into: ledger,
          at: town.now)
      }
      #expect(try ledger.parkedCount() == 0)
      for statement in chain { #expect(try ledger.holds(statement: statement.id)) }
    }
  }

  @Test("A number used twice is told, with the device and its service")
  func reusedSequence() throws {
    let (town, giver, taker, file) = try shared(seed: 307)
    let note = try town.write(giver, file, .droits, "Une fois.")
    let (first, row) = try change(of: note, in: giver)
    try town.exchange(giver.notebook, taker.notebook)
    #expect(try taker.notebook.reusedSequences().isEmpty)
    let room = try #require(giver.notebook.workerKeys)
    let second = try room.keyring.sealChange(
      header: first.header,
      content: ChangeContent(
        author: "Inès", role: "referent", clock: HybridClock(raw: 7), zone: 0,
        operations: [2, 0, 0, 0]),
      secretRow: row, author: room.keys.signing)
    #expect(
      try hand(second, row, to: taker, from: giver, own: false, at: town.now)
        == .admitted(.change(second.id)))
    let found = try taker.notebook.reusedSequences()
    #expect(found.map(\.device) == [room.keys.signing.publicKey])
    #expect(found.map(\.service) == ["Permanence"] && found.map(\.notes) == [1])
  }

  @Test("A node takes the name of a service that enrolled it, and of no other")
  func borrowedGenesis() throws {
    let town = Town(seed: 308)
    let host = try town.office("Permanence", worker: "Inès")
    let victim = try town.office("Maison", worker: "Marc")
    let thief = try town.office("Larron", worker: "Zed")
    let honest = try victim.notebook.replica.presentation(addresses: [])
    let own = try thief.notebook.replica.presentation(addresses: [])
    func listed(_ presentation: Presentation) throws -> String {
      let peer = PairedPeer(
        presentation: presentation, presentationBytes: presentation.bytes,
        invitation: InvitationID(using: &host.notebook.chance), own: false,
        string: try #require(ShortString("1234 5678 9012")))
      return try host.notebook.write(at: town.now) {
        try host.notebook.replica.keepProven(peer, into: $0, at: town.now).name
      }
    }
    var forged = own
    forged.genesis = honest.genesis
    #expect(try listed(forged) == "")
    forged.operatorKey = honest.operatorKey
    #expect(try listed(forged) == "")
    forged.enrolment = honest.enrolment
    #expect(try listed(forged) == "")
    #expect(try listed(honest) == "Maison")
  }

  @Test(
    "A caller who says nothing is let go after fifteen seconds; one who begins wrongly, at once")
  func firstFrames() throws {
    let (town, giver, taker, _) = try shared(seed: 309)
    func call(_ bytes: [UInt8], after seconds: Int64 = 0) throws -> (said: [UInt8], closed: Bool) {
      let box = CallBox()
      var conversation = try #require(
        try Conversation(
          with: giver.notebook.node, dialled: false, mode: .live, addresses: [],
          seat: taker.notebook, road: { box.take($0) }, at: town.now))
      try conversation.open(taker.notebook, at: town.now)
      if !bytes.isEmpty { try conversation.received(bytes, taker.notebook, at: town.now) }
      let later = Instant(milliseconds: town.now.milliseconds + seconds * 1000)
      try conversation.tick(taker.notebook, at: later)
      return (box.said, box.closed)
    }
    #expect(try call([], after: 14).closed == false)
    #expect(try call([], after: 15) == (Goodbye.timeout.frame, true))
    #expect(try call([0, 0, 0, 90, 16], after: 15) == (Goodbye.timeout.frame, true))
    let wrong: [[UInt8]] = [
      [0, 0, 0, 1, 23], [0, 0, 0, 1, 99], [0, 0, 0, 1, 200], [0, 0, 0, 0], [9, 0, 0, 0, 16],
    ]
    for first in wrong { #expect(try call(first) == (Goodbye.violation.frame, true)) }
    #expect(try call(Goodbye.stopped.frame) == ([], true))
  }

  @Test("One transaction takes a bounded part of what a peer sends, in order and at its positions")
  func parts() throws {
    var chance = Seed(9).chance
    let feed = FeedID(using: &chance)
    let items = [FeedItem](repeating: .withheld, count: 150)
    let effects: [SessionEffect] = [
      .acknowledged(.control, through: 1, refused: []), .commit(.control, feed, first: 5, items),
      .commit(.content, feed, first: 1, Array(items.prefix(50))), .mismatch,
    ]
    func parts(_ effects: [SessionEffect], bytes: Int) -> [[String]] {
      SessionEffect.parts(effects, items: 64, bytes: bytes).map { part in
        part.map { effect -> String in
          guard case .commit(let lane, _, let first, let items) = effect else { return "other" }
          return "\(lane) \(first) \(items.count)"
        }
      }
    }
    #expect(
      parts(effects, bytes: 1) == [
        ["other", "control 5 64"], ["control 69 64"], ["control 133 22", "content 1 42"],
        ["content 43 8", "other"],
      ])
    // What orders much weighs much: the item that reaches the bound is the last one of its transaction.
    let heavy = [30, 70, 1, 200, 100].map { count in
      FeedItem.statement(
        SealedStatement(bytes: [UInt8](repeating: 0, count: count - 1)), attachments: [[0]])
    }
    #expect(
      parts([.commit(.control, feed, first: 1, heavy), .mismatch], bytes: 100) == [
        ["control 1 2"], ["control 3 2"], ["control 5 1"], ["other"],
      ])
  }

  @Test("What is not the sender's to say has one answer, whether it is known here or not")
  func oneAnswer() throws {
    let (town, giver, taker, file) = try shared(seed: 304)
    let prober = try town.office("Clinique", worker: "Odile")
    let ignorant = try town.office("Mission", worker: "Paul")
    try town.pair(prober, taker)
    try town.pair(prober, ignorant)
    try town.pair(prober, giver)
    let note = try town.write(giver, file, .droits, "Pas pour la clinique.")
    try town.exchange(giver.notebook, taker.notebook)
    let (change, row) = try change(of: note, in: giver)
    let statements = try giver.notebook.read { ledger in
      try (ledger.logs(of: .service) + ledger.logs(of: .own) + ledger.logs(of: .share)).flatMap {
        try ledger.statements(in: $0)
      }.filter { $0.log != .service(prober.notebook.service) }
    }
    #expect(statements.count > 8)
    for receiver in [taker, ignorant] {
      // The receiver's own log is no secret: whoever was told of it may give it back.
      for statement in statements where statement.log != .service(receiver.notebook.service) {
        let outcome = try receiver.notebook.write(at: town.now) { ledger in
          try receiver.notebook.replica.admit(
            SealedStatement(bytes: statement.bytes), attachments: [],
            from: .peer(prober.notebook.node, own: false), into: ledger, at: town.now)
        }
        #expect(outcome == .refused(.notYours), "\(statement.log)")
      }
      #expect(
        try hand(change, row, to: receiver, from: prober, own: false, at: town.now)
          == .refused(.notYours))
      #expect(
        try hand(change, nil, to: receiver, from: prober, own: false, at: town.now)
          == .refused(.notYours))
    }
  }
}

/// What one caller is told.
private final class CallBox: @unchecked Sendable {
  private(set) var said: [UInt8] = []
  private(set) var closed = false

  func take(_ order: RoadOrder) {
    switch order {
    case .send(let bytes): said += bytes
    case .close: closed = true
    }
  }
}
