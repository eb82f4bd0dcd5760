import CaseFile
import Consent
import Envelope
import Foundation
import Replication
import Store
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook
@testable import Replica

@Suite("In whatever order and company statements arrive, a withdrawal never waits")
struct ArrivalTests {
  /// What the prison holds of its only share, handed to the housing service one by one.
  private struct Stage {
    let two: TwoServices
    let consent: String
    let note: DocumentID
    var town: Town { two.town }
    var prison: WorkerSession { two.prison.notebook }
    var housing: WorkerSession { two.housing.notebook }

    init(_ seed: UInt64) throws {
      two = try TwoServices(seed)
      note = try two.town.write(two.prison, two.file, .droits, "Un mot.")
      consent = try two.give([.droits], past: .all)
    }

    var share: ShareID {
      get throws {
        let logs = try prison.read { try $0.logs(of: .share) }
        let ids = logs.compactMap { if case .share(let id) = $0 { id } else { nil } }
        return try #require(ids.first)
      }
    }

    func statements() throws -> [ProvenStatement] {
      let log = LogID.share(try share)
      return try prison.read { try $0.statements(in: log) }
    }

    @discardableResult
    func hand(_ statement: ProvenStatement) throws -> Admission {
      let rows = try prison.read { ledger in
        try statement.act.attachments.filter { $0.audience == .bothSides }.compactMap {
          try ledger.attachment($0.id)
        }
      }
      return try hand(statement.bytes, rows)
    }

    @discardableResult
    func hand(_ bytes: [UInt8], _ rows: [[UInt8]] = []) throws -> Admission {
      try housing.write(at: town.now) { ledger in
        try housing.replica.admit(
          SealedStatement(bytes: bytes), attachments: rows, from: .peer(prison.node, own: false),
          into: ledger, at: town.now)
      }
    }

    /// A statement by the prison's worker, after `parents`.
    func sign(
      _ act: Act, after parents: [StatementID], knowing heads: [StatementID]? = nil
    ) throws -> ProvenStatement {
      let known = try prison.read { try prison.replica.serviceView(prison.service, $0).heads }
      return try StatementCodec.sign(
        log: .share(try share), parents: parents, author: try prison.worker().keys.signing,
        controlHeads: heads ?? known, at: town.now, act: act)
    }

    /// One by somebody who is nobody at the prison.
    func junk(_ act: Act, in log: LogID, after parents: [StatementID]) throws -> ProvenStatement {
      var chance = town.seed.chance
      return try StatementCodec.sign(
        log: log, parents: parents, author: SigningPair(using: &chance),
        controlHeads: log.isShare
          ? prison.read { try prison.replica.serviceView(prison.service, $0).heads } : [],
        at: town.now, act: act)
    }

    func withdrawal() throws -> Act {
      let id = try share
      let judged = try #require(try prison.read { try prison.replica.share(id, $0) })
      let tag = try #require(judged.openVolets.first)
      let consent = try #require(judged.grants.first?.consent)
      return .withdrawal(
        consent: consent, volets: [tag], purge: judged.liveWraps(tag).map(\.epoch).sorted())
    }

    var isForgotten: Bool {
      get throws { try Picture(housing).changes.isEmpty && two.reads(two.housing).isEmpty }
    }

    func receipts(of order: StatementID) throws -> Int {
      let id = try share
      try housing.replica.doDuties(at: town.now)
      return try housing.read { try housing.replica.share(id, $0)?.view.receipts(of: order).count }
        ?? 0
    }
  }

  @Test("Keys that come before the grant that they go with are kept, and open what it gives")
  func wrapsFirst() throws {
    let stage = try Stage(140)
    for statement in try stage.statements().reversed() {
      let outcome = try stage.hand(statement)
      if case .refused(let reason) = outcome { Issue.record("\(statement.act): \(reason)") }
    }
    let change = try #require(try stage.prison.ledger.read { try $0.changes(of: stage.note).first })
    let secret = try stage.prison.ledger.read { try $0.noteSecret(of: stage.note) }
    _ = try stage.housing.write(at: stage.town.now) { ledger in
      try stage.housing.replica.admit(
        SealedEnvelope(bytes: change.bytes), secret: secret,
        from: .peer(stage.prison.node, own: false), into: ledger, at: stage.town.now)
    }
    #expect(try stage.two.reads(stage.two.housing) == ["Un mot."])
  }

  @Test("A withdrawal that leans on what was refused takes back at once, and a new consent gives")
  func refusedParent() throws {
    let stage = try Stage(141)
    try stage.two.meet()
    let heads = try stage.statements().map(\.id)
    let junk = try stage.junk(
      .erasure(documents: [stage.note]), in: .share(try stage.share), after: [heads[0]])
    let withdrawn = try stage.sign(try stage.withdrawal(), after: [junk.id])
    guard case .refused = try stage.hand(junk) else {
      Issue.record("somebody who is nobody erased a note")
      return
    }
    #expect(try stage.hand(withdrawn) == .admitted(.statement(withdrawn.id)))
    #expect(try stage.isForgotten)
    #expect(try stage.receipts(of: withdrawn.id) == 1)
    #expect(try stage.housing.verify().isSound)
    // The owner's own program goes on from there.
    let grant = try #require(
      try stage.statements().lazy.compactMap { if case .grant(let it) = $0.act { it } else { nil } }
        .first)
    let again = try stage.sign(.grant(grant), after: [withdrawn.id])
    #expect(try stage.hand(again) == .admitted(.statement(again.id)))
  }

  @Test("A withdrawal whose past somebody withholds takes back at once, and is answered later")
  func withheldParent() throws {
    let stage = try Stage(142)
    try stage.two.meet()
    let grant = try #require(try stage.statements().first)
    let between = try stage.sign(.erasure(documents: []), after: [grant.id])
    let withdrawn = try stage.sign(try stage.withdrawal(), after: [between.id])
    #expect(try stage.hand(withdrawn) == .admitted(.statement(withdrawn.id)))
    #expect(try stage.isForgotten)
    #expect(try stage.receipts(of: withdrawn.id) == 0)
    stage.housing.replica.forgetViews()
    #expect(try stage.two.reads(stage.two.housing).isEmpty)
    #expect(try stage.hand(between) == .admitted(.statement(between.id)))
    #expect(try stage.receipts(of: withdrawn.id) == 1)
    #expect(try stage.housing.verify().isSound)
  }

  @Test("A statement that waits for its past waits until what was refused before it is known")
  func traceEndsWaiting() throws {
    let stage = try Stage(143)
    try stage.two.meet()
    let grant = try #require(try stage.statements().first)
    let junk = try stage.junk(
      .erasure(documents: [stage.note]), in: .share(try stage.share), after: [grant.id])
    let order = try stage.sign(.erasure(documents: [stage.note]), after: [junk.id])
    #expect(try stage.hand(order) == .known(.statement(order.id)))
    #expect(try stage.two.reads(stage.two.housing) == ["Un mot."])
    _ = try stage.hand(junk)
    #expect(try stage.receipts(of: order.id) == 1)
  }

  @Test("What a service log refused keeps nothing of the service waiting")
  func refusedInServiceLog() throws {
    let stage = try Stage(144)
    try stage.two.meet()
    let log = LogID.service(stage.prison.service)
    let (known, seat) = try stage.prison.read { ledger in
      (
        try stage.prison.replica.serviceView(stage.prison.service, ledger).heads,
        stage.two.prison.operator
      )
    }
    let junk = try stage.junk(.nodeEnded(node: stage.prison.node), in: log, after: known)
    var chance = stage.town.seed.chance
    let room = try #require(seat.operatorKeys)
    let enrolled = try StatementCodec.sign(
      log: log, parents: [junk.id], author: room.pair, controlHeads: [], at: stage.town.now,
      act: .nodeEnrolled(
        node: SigningPair(using: &chance).publicKey,
        operator: SigningPair(using: &chance).publicKey))
    let withdrawn = try stage.sign(
      try stage.withdrawal(), after: [try #require(try stage.statements().last).id],
      knowing: [enrolled.id])
    guard case .refused = try stage.hand(junk.bytes) else {
      Issue.record("ended by nobody")
      return
    }
    #expect(try stage.hand(enrolled.bytes) == .admitted(.statement(enrolled.id)))
    #expect(try stage.hand(withdrawn) == .admitted(.statement(withdrawn.id)))
    #expect(try stage.isForgotten)
    #expect(try stage.receipts(of: withdrawn.id) == 1)
  }

  @Test("A withdrawal whose author knew what has not come yet is believed all the same")
  func withheldHeads() throws {
    let stage = try Stage(145)
    try stage.two.meet()
    let withdrawn = try stage.sign(
      try stage.withdrawal(), after: [try #require(try stage.statements().last).id],
      knowing: [StatementID(using: &stage.housing.chance)])
    #expect(try stage.hand(withdrawn) == .admitted(.statement(withdrawn.id)))
    #expect(try stage.isForgotten)
  }

  @Test("Many statements of the recipient that do not know of each other stop no withdrawal")
  func manyHeads() throws {
    let stage = try Stage(146)
    try stage.two.meet()
    let first = try #require(try stage.statements().first)
    let housing = stage.housing
    let known = try housing.read { try housing.replica.serviceView(housing.service, $0).heads }
    try housing.write(at: stage.town.now) { ledger in
      for _ in 0..<100 {
        let statement = try StatementCodec.sign(
          log: first.log, parents: [first.id], author: try housing.worker().keys.signing,
          controlHeads: known, at: stage.town.now,
          act: .withdrawal(
            consent: ConsentID(using: &housing.chance), volets: [VoletTag(using: &housing.chance)],
            purge: []))
        let outcome = try housing.replica.admit(
          SealedStatement(bytes: statement.bytes), attachments: [], from: .ourselves, into: ledger,
          at: stage.town.now)
        #expect(outcome == .admitted(.statement(statement.id)))
      }
    }
    try stage.two.meet()
    try stage.two.withdraw(stage.consent)
    try stage.two.meet()
    try stage.two.meet()
    #expect(try stage.isForgotten)
    _ = try stage.two.give([.droits], past: .all)
    try stage.two.meet()
    #expect(try stage.two.reads(stage.two.housing) == ["Un mot."])
  }

  @Test("An order to forget that names keys of our own destroys nothing of ours")
  func ordersAboutOurs() throws {
    let two = try TwoServices(147)
    let town = two.town
    let (prison, housing) = (two.prison.notebook, two.housing.notebook)
    let theirs = try housing.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.giveConsent(
      try town.terms(to: "Maison", [.droits], bothWays: true), for: two.file.description, zone: 0,
      at: town.now)
    try two.meet()
    let share = try #require(try housing.listReceived(at: town.now).first?.share)
    _ = try housing.link(share.description, to: theirs.description, at: town.now)
    let note = try town.write(two.housing, theirs, .droits, "À elle.")
    try two.meet()
    let change = try #require(try housing.ledger.read { try $0.changes(of: note).first })
    // The prison learnt the key's name from what went back: it wraps it as its own, and takes it back.
    let judged = try #require(try prison.read { try prison.replica.share(share, $0) })
    let tag = try #require(judged.openVolets.first)
    let start = try #require(judged.liveWraps(tag).first)
    try prison.write(at: town.now) { ledger in
      try prison.state(
        .epochsWrapped(
          [
            EpochStart(
              volet: tag, stratum: start.stratum, epoch: change.header.epoch,
              wrap: AttachmentID(of: [1]))
          ], box: try #require(judged.wraps.first?.box)),
        in: .share(share), as: .worker, into: ledger, at: town.now)
      try prison.state(
        .withdrawal(
          consent: try #require(judged.grants.first?.consent), volets: [tag],
          purge: [start.epoch, change.header.epoch].sorted()),
        in: .share(share), as: .worker, into: ledger, at: town.now)
    }
    try two.meet()
    #expect(try town.texts(two.housing, theirs.description) == ["À elle."])
    try town.write(two.housing, theirs, .droits, "Encore.")
    #expect(try town.texts(two.housing, theirs.description) == ["À elle.", "Encore."])
  }

  @Test("A receipt without an outcome hides no later one, and a second one moves no date")
  func receipts() throws {
    let stage = try Stage(148)
    let (housing, prison) = (stage.housing, stage.prison)
    try stage.two.meet()
    try stage.two.withdraw(stage.consent)
    let order = try #require(try stage.statements().last)
    // The housing service's program is not ours: it says nothing first, then that it is done, twice.
    let known = try housing.read { try housing.replica.serviceView(housing.service, $0).heads }
    func receipt(after parent: StatementID, at now: Instant) throws -> ProvenStatement {
      try StatementCodec.sign(
        log: order.log, parents: [parent], author: housing.nodeKeys.pair, controlHeads: known,
        at: now,
        act: .receipt(withdrawal: order.id, node: housing.node, outcome: .attested, reason: ""))
    }
    var routing = try WireRouting(
      serializedBytes: try WireStatementEnvelope(
        serializedBytes: try receipt(after: order.id, at: stage.town.now).bytes
      ).routing)
    routing.receipt.outcome = .unknown
    let empty: [UInt8] = try routing.serializedBytes()
    let id = try #require(StatementID(Digest.hash(.statement, empty)))
    let envelope = WireStatementEnvelope.with {
      $0.routing = Data(empty)
      $0.signature = Data(housing.nodeKeys.pair.sign(.signature, id.bytes))
    }
    func hand(_ bytes: [UInt8]) throws -> Admission {
      try prison.write(at: stage.town.now) { ledger in
        try prison.replica.admit(
          SealedStatement(bytes: bytes), attachments: [], from: .peer(housing.node, own: false),
          into: ledger, at: stage.town.now)
      }
    }
    guard case .refused = try hand(try envelope.serializedBytes()) else {
      Issue.record("a receipt that says nothing was kept")
      return
    }
    stage.town.tickOne()
    let first = try receipt(after: id, at: stage.town.now)
    let date = stage.town.now
    #expect(try hand(first.bytes) == .admitted(.statement(first.id)))
    stage.town.now.milliseconds += 86_400_000
    let second = try receipt(after: first.id, at: stage.town.now)
    #expect(try hand(second.bytes) == .admitted(.statement(second.id)))
    let listed = try prison.listConsents(stage.two.file.description, at: stage.town.now)
    let attested = try #require(listed.first).events.filter { $0.event == .purgeAttested }
    #expect(attested.map(\.at) == [date])
  }

  @Test("Of a share that somebody filled, a withdrawal says that nobody can be asked in it")
  func fullShare() throws {
    let stage = try Stage(149)
    try stage.two.meet()
    let share = try stage.share
    var chance = stage.town.seed.chance
    let nobody = SigningKey.drawnHere(&chance)
    let prison = stage.prison
    try prison.write(at: stage.town.now) { ledger in
      for _ in 0..<StatementGraph.capacity {
        _ = try ledger.keepTrace(
          StatementTrace(
            id: StatementID(using: &chance), log: .share(share), parents: [], author: nobody))
      }
    }
    prison.replica.forgetViews()
    let done = try prison.withdraw(stage.consent, volets: nil, at: stage.town.now)
    #expect(done.status == .withdrawn && done.isUnwritable && !done.wasSo)
    try stage.two.meet()
    // A new consent goes into another share, and can be taken back in it.
    let again = try stage.two.give([.droits], past: .all)
    try stage.two.meet()
    let last = try prison.withdraw(again, volets: nil, at: stage.town.now)
    #expect(!last.isUnwritable && last.sent == [.droits])
  }
}

extension SigningKey {
  fileprivate static func drawnHere(_ chance: inout Randomness) -> SigningKey {
    SigningPair(using: &chance).publicKey
  }
}
