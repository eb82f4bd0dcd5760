import CRDT
import CaseFile
import Consent
import Envelope
import Replica
@testable import Replication
import Store
import Testing

@testable import Notebook

@Suite("What another service signs well and says badly")
struct MalformedTests {
  private func shared(_ seed: UInt64) throws -> (two: TwoServices, share: ShareID) {
    let two = try TwoServices(seed)
    _ = try two.give([.droits], past: .all)
    _ = try two.town.write(two.prison, two.file, .droits, "Un mot.")
    try two.town.exchange(two.prison.notebook, two.housing.notebook)
    return (two, try #require(try two.housing.notebook.listReceived(at: two.town.now).first?.share))
  }

  /// A note of the prison whose operations are these bytes, as the housing service gets it.
  private func send(_ operations: [UInt8], zone: Int = 0, _ two: TwoServices) throws -> DocumentID {
    let prison = two.prison.notebook
    let room = try #require(prison.workerKeys)
    let known = try prison.listNotes(two.file.description, at: two.town.now)[0].record
    let model = try #require(try prison.read { try $0.changes(of: known).first?.header })
    var chance = two.town.seed.chance
    let document = DocumentID(using: &chance)
    let secret = try room.keyring.makeNoteSecret(
      document: document, epoch: model.epoch, using: &chance)
    let header = ChangeHeader(
      document: document, volet: model.volet, stratum: model.stratum, epoch: model.epoch,
      device: model.device, sequence: 1, parents: [], controlHeads: model.controlHeads,
      secretHash: secret.hash)
    let change = try room.keyring.sealChange(
      header: header,
      content: ChangeContent(
        author: "Inès", role: "referent", clock: HybridClock(raw: 7), zone: zone,
        operations: operations),
      secretRow: secret.row, author: room.keys.signing)
    let admitted = try two.housing.notebook.write(at: two.town.now) { ledger in
      try two.housing.notebook.replica.admit(
        SealedEnvelope(bytes: change.bytes), secret: secret.row,
        from: .peer(prison.node, own: false), into: ledger, at: two.town.now)
    }
    #expect(admitted == .admitted(.change(change.id)))
    return document
  }

  @Test(
    "is told apart from what is missing: named by its service, nothing to wait for, no damage",
    arguments: [[2, 0xFF, 0xFF], [2, 0, 1, 0xFF]] as [[UInt8]])
  func named(_ operations: [UInt8]) throws {
    let (two, share) = try shared(911)
    let housing = two.housing.notebook
    #expect(try housing.verify().isSound)
    let note = try send(operations, two)
    let found = try housing.verify()
    #expect(found.unreadable.map(\.service) == ["Permanence"])
    #expect(found.unreadable.map(\.changes) == [1])
    #expect(found.parked == 0 && found.gaps == 0 && found.isSound, "\(found)")
    let listed = try housing.listNotes(share.description, at: two.town.now)
    #expect(listed.first { $0.record == note }?.state == .unreadable)
  }

  @Test("waits when a newer version may read it")
  func newer() throws {
    let (two, share) = try shared(912)
    let note = try send([99, 0, 0, 0], two)
    let found = try two.housing.notebook.verify()
    #expect(found.unreadable.isEmpty && found.parked == 1, "\(found)")
    let listed = try two.housing.notebook.listNotes(share.description, at: two.town.now)
    #expect(listed.first { $0.record == note }?.state == .parked)
  }

  @Test(
    "A grant that answers a share and a consent which nobody knows is not told as one that ended")
  func unknownCitation() throws {
    let (two, share) = try shared(913)
    let prison = two.prison.notebook
    let statements = try prison.read { try $0.statements(in: .share(share)) }
    let model = try #require(
      statements.compactMap { statement in
        if case .grant(let grant) = statement.act { (statement, grant) } else { nil }
      }.first)
    let rows = try prison.read { ledger in
      try model.0.act.attachments.filter { $0.audience == .bothSides }.compactMap {
        try ledger.attachment($0.id)
      }
    }
    var chance = two.town.seed.chance
    var grant = model.1
    grant.consent = ConsentID(using: &chance)
    grant.volets = [VoletTag(using: &chance)]
    grant.cites = Citation(
      share: ShareID(using: &chance), consent: ConsentID(using: &chance),
      volets: [VoletTag(using: &chance)])
    let statement = try StatementCodec.sign(
      log: .share(ShareID(using: &chance)), parents: [],
      author: try prison.worker().keys.signing, controlHeads: model.0.controlHeads,
      at: two.town.now, act: .grant(grant))
    let housing = two.housing.notebook
    let admitted = try housing.write(at: two.town.now) { ledger in
      try housing.replica.admit(
        SealedStatement(bytes: statement.bytes), attachments: rows,
        from: .peer(prison.node, own: false), into: ledger, at: two.town.now)
    }
    #expect(admitted == .admitted(.statement(statement.id)))
    let ended = try housing.listEnded(at: two.town.now)
    #expect(ended.isEmpty, "\(ended)")
  }

  @Test("A session that ended before anybody compared says nothing about equality")
  func uncompared() throws {
    let (two, _) = try shared(914)
    let housing = two.housing.notebook
    let prison = two.prison.notebook.node
    func equal() throws -> Bool? {
      try housing.replica.status().first { $0.peer == prison }?.rootsEqual
    }
    #expect(try equal() == true)
    // Where nothing has crossed since, what was found before stands.
    try housing.replica.finishSession(with: prison, SessionSummary(), .cut, at: two.town.now)
    #expect(try equal() == true)
    var summary = SessionSummary()
    summary.received = 1
    try housing.replica.finishSession(with: prison, summary, .cut, at: two.town.now)
    #expect(try equal() == nil)
  }
}
