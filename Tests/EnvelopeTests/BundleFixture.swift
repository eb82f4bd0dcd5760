import CRDT

@testable import Envelope

/// A small random history of one device in one volet, sealed change by change, with everything that opens it. Every third
/// seed has rows of another maker, every third one bodies too.
final class BundleFixture {
  let keyring: Keyring
  let device: SigningPair
  let epochs: [EpochID]
  let controlHeads: [StatementID]
  private(set) var envelopes: [ProvenEnvelope] = []
  private(set) var contents: [ChangeContent] = []
  private(set) var secretRows: [SecretHash: [UInt8]] = [:]
  private(set) var changes: [BundledChange] = []

  init(
    seed: UInt64, documents: Int? = nil, changes count: Int? = nil, epochs keys: Int? = nil
  ) throws {
    var chance = SeededGenerator(seed: seed)
    device = SigningPair(using: &chance)
    let keyring = Keyring()
    self.keyring = keyring
    epochs = (0..<(keys ?? Int.random(in: 1...3, using: &chance))).map { _ in
      keyring.makeEpoch(using: &chance)
    }
    let strata = (0..<2).map { _ in StratumID(using: &chance) }
    let heads = (0..<3).map { _ in StatementID(using: &chance) }.sorted()
    controlHeads = heads
    let volet = VoletTag(using: &chance)
    var notes: [(id: DocumentID, row: [UInt8], hash: SecretHash, known: [ChangeID])] = []
    for _ in 0..<(documents ?? Int.random(in: 1...4, using: &chance)) {
      let id = DocumentID(using: &chance)
      let epoch = epochs.randomElement(using: &chance) ?? epochs[0]
      let secret =
        seed % 3 == 0
        ? try keyring.makeNoteSecret(document: id, epoch: epoch, using: &chance)
        : try keyring.secretOfAnotherMaker(document: id, epoch: epoch, using: &chance)
      let stranger = ChangeID(Chance.bytes(32, using: &chance))
      notes.append((id, secret.row, secret.hash, [stranger].compactMap(\.self)))
    }
    for _ in 0..<(count ?? Int.random(in: 1...12, using: &chance)) {
      let note = Int.random(in: notes.indices, using: &chance)
      let parents = Set(notes[note].known.filter { _ in Bool.random(using: &chance) })
      let header = ChangeHeader(
        document: notes[note].id, volet: volet,
        stratum: strata[Int.random(in: 0...1, using: &chance)],
        epoch: epochs[Int.random(in: epochs.indices, using: &chance)], device: device.publicKey,
        sequence: UInt64.random(
          in: 1...[2, 300, .max][Int.random(in: 0...2, using: &chance)], using: &chance),
        parents: parents.sorted(),
        controlHeads: heads.filter { _ in Bool.random(using: &chance) },
        secretHash: notes[note].hash)
      let content = ChangeContent(
        author: ["Éloïse Martin", "Zoé", ""][Int.random(in: 0...2, using: &chance)],
        role: ["referent", ""][Int.random(in: 0...1, using: &chance)],
        clock: HybridClock(
          raw: [1_764_000_000_000 << 16 | 3, 0, .max][Int.random(in: 0...2, using: &chance)]),
        zone: Int.random(in: -1440...1440, using: &chance),
        operations: seed % 2 == 0
          ? Chance.bytes(Int.random(in: 0...90, using: &chance), using: &chance)
          : Self.prose(Int.random(in: 0...60, using: &chance), using: &chance))
      let envelope =
        seed % 3 == 2 && Bool.random(using: &chance)
        ? try keyring.changeOfAnotherMaker(
          header: header, content: content, secretRow: notes[note].row, author: device,
          using: &chance)
        : try keyring.sealChange(
          header: header, content: content, secretRow: notes[note].row, author: device)
      notes[note].known.append(envelope.id)
      envelopes.append(envelope)
      contents.append(content)
      secretRows[notes[note].hash] = notes[note].row
      changes.append(try keyring.bundled(envelope, secretRow: notes[note].row))
    }
  }

  /// Words of a small vocabulary, with what is no word between some of them.
  static func prose(_ words: Int, using chance: inout SeededGenerator) -> [UInt8] {
    let known = [
      "demande", "logement", "préfecture", "carte", "séjour", "rendez-vous", "Été", "n° 12",
      "réponse", "attendue",
    ]
    let chosen = (0..<words).map { _ in known[Int.random(in: known.indices, using: &chance)] }
    return Array(chosen.joined(separator: " ").utf8)
  }

  func seal(
    _ changes: [BundledChange]? = nil, seed: UInt64 = 77
  ) throws(EnvelopeError) -> (bundle: ProvenBundle, secretRow: [UInt8]) {
    var chance = SeededGenerator(seed: seed)
    return try keyring.sealBundle(
      changes ?? self.changes, secretRows: secretRows, epoch: epochs[0],
      controlHeads: controlHeads, author: device, using: &chance)
  }
}

/// What only a dishonest author does: the inside of a bundle, changed and sealed and signed again.
struct Forger {
  let fixture: BundleFixture
  let bundle: ProvenBundle
  let secretRow: [UInt8]
  /// The plain part, padding taken off.
  private(set) var plain: [UInt8] = []

  init(_ fixture: BundleFixture) throws {
    self.fixture = fixture
    (bundle, secretRow) = try fixture.seal()
    let parts = try BundleParts(bundle.bytes)
    let padded = try withKey { key in
      AEAD.open(parts.body, nonce: parts.nonce, key: key, associated: parts.header)
    }
    plain = try Padding.unpad(padded ?? [])
  }

  private func withKey<Result>(_ body: (UnsafeRawBufferPointer) -> Result) throws -> Result {
    let row = try SecretRow(secretRow)
    let keyring = fixture.keyring
    let secret = try AEAD.open(
      row.sealed[...], key: keyring.epochKey(row.epoch),
      associated: Keyring.bundleSecretContext(bundle.header.volet, row.epoch), as: .bundleSecret)
    let keys = try bundle.header.epochs.map { try keyring.epochKey($0) }
    return secret.withUnsafeBytes { Keyring.withBundleKey(keys, $0, body) }
  }

  /// The bundle with another plain part or another header, proven again: the signature is good.
  func forge(
    plain: [UInt8]? = nil, header alter: (inout BundleHeader) -> Void = { _ in }
  ) throws -> ProvenBundle {
    var header = bundle.header
    alter(&header)
    let headerBytes = try BundleCodec.encodeHeader(header)
    let nonce = [UInt8](repeating: 9, count: 24)
    let padded = Padding.pad(plain ?? self.plain)
    let body = try withKey { key in
      padded.withUnsafeBytes {
        AEAD.seal($0, key: key, nonce: nonce, associated: headerBytes)
      }
    }
    let unsigned = BundleParts(header: headerBytes, nonce: nonce, body: body, signature: [])
    let signed = BundleParts(
      header: headerBytes, nonce: nonce, body: body,
      signature: fixture.device.sign(.signature, unsigned.id.bytes))
    return try BundleCodec.prove(SealedBundle(bytes: signed.encode()))
  }

  func open(_ forged: ProvenBundle) throws(EnvelopeError) -> OpenedBundle {
    try fixture.keyring.openBundle(forged, secretRow: secretRow)
  }

  /// Where the compressed frame begins: it goes to the end.
  var frameStart: Int {
    let counts = (0..<3).map { table in
      plain[2 + 4 * table..<6 + 4 * table].reduce(0) { $0 << 8 | Int($1) }
    }
    let flags = BundlePlain.Flags(rawValue: plain[1])
    return secretStart
      + (flags.contains(.rowNonces) ? 56 : 32) * bundle.header.documents.count
      + (flags.contains(.bodyNonces) ? 24 + 64 : 64) * bundle.header.count
      + 32 * (counts[1] + counts[2])
  }

  /// Where the secret of the first document stands: 32 bytes, then the nonce of its row if it is carried.
  var secretStart: Int { 14 + 16 * Int(plain[5]) }

  /// Where the signatures end and the heads begin.
  var signatures: Range<Int> {
    let flags = BundlePlain.Flags(rawValue: plain[1])
    let start =
      secretStart + (flags.contains(.rowNonces) ? 56 : 32) * bundle.header.documents.count
      + (flags.contains(.bodyNonces) ? 24 * bundle.header.count : 0)
    return start..<start + 64 * bundle.header.count
  }

  func columns() throws -> [UInt8] {
    try Compression.decompress(Array(plain[frameStart...]), atMost: 1 << 20)
  }
}
