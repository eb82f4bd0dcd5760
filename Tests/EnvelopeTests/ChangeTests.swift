import CRDT
import Envelope
import Testing

/// One sealed change, with the ring, the secret row and the parts it was made of.
struct ChangeFixture {
  let keyring = Keyring()
  let header: ChangeHeader
  let content: ChangeContent
  let secretRow: [UInt8]
  let envelope: ProvenEnvelope

  init(
    seed: UInt64 = 1, operations: [UInt8]? = nil, alter: (inout ChangeHeader) -> Void = { _ in }
  ) throws {
    var chance = SeededGenerator(seed: seed)
    let device = SigningPair(using: &chance)
    let epoch = keyring.makeEpoch(using: &chance)
    let document = DocumentID(using: &chance)
    let secret = try keyring.makeNoteSecret(document: document, epoch: epoch, using: &chance)
    let parents = (0..<2).compactMap { _ in ChangeID(Chance.bytes(32, using: &chance)) }
    let heads = (0..<2).map { _ in StatementID(using: &chance) }
    var header = ChangeHeader(
      document: document, volet: VoletTag(using: &chance), stratum: StratumID(using: &chance),
      epoch: epoch, device: device.publicKey, sequence: 7, parents: parents.sorted(),
      controlHeads: heads.sorted(), secretHash: secret.hash)
    alter(&header)
    self.header = header
    content = ChangeContent(
      author: "Éloïse Martin", role: "social-worker",
      clock: HybridClock(raw: 1_764_000_000_000 << 16 | 3), zone: 60,
      operations: operations ?? Chance.bytes(50, using: &chance))
    secretRow = secret.row
    envelope = try keyring.sealChange(
      header: header, content: content, secretRow: secretRow, author: device)
  }
}

@Suite("Changes")
struct ChangeTests {
  // Never 11
  @Test("What is sealed is proven from its bytes and opens to the same content", arguments: 0..<32)
  func roundTrip(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let length = Int.random(in: 0...5000, using: &chance)
    let fixture = try ChangeFixture(
      seed: seed, operations: Chance.bytes(length, using: &chance))
    let proven = try ChangeCodec.prove(SealedEnvelope(bytes: fixture.envelope.bytes))
    #expect(proven == fixture.envelope, "seed \(seed)")
    #expect(proven.header == fixture.header)
    let opened = try fixture.keyring.openChange(proven, secretRow: fixture.secretRow)
    #expect(opened == fixture.content)
  }
}
