import CRDT
import Testing

@testable import Envelope

@Suite("Bundles from outside")
struct BundleHostileTests {
  @Test("A bundle with any one bit turned is refused")
  func bitFlips() throws {
    let bytes = try BundleFixture(seed: 1, documents: 1, changes: 2).seal().bundle.bytes
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        #expect(throws: EnvelopeError.self, "byte \(position), bit \(bit)") {
          try BundleCodec.prove(SealedBundle(bytes: altered))
        }
      }
    }
  }

  @Test("A bundle cut short anywhere, or with a byte too many, is refused")
  func truncation() throws {
    let bytes = try BundleFixture(seed: 2).seal().bundle.bytes
    for length in bytes.indices {
      #expect(throws: EnvelopeError.self) {
        try BundleCodec.prove(SealedBundle(bytes: Array(bytes[..<length])))
      }
    }
    #expect(throws: EnvelopeError.self) {
      try BundleCodec.prove(SealedBundle(bytes: bytes + [0]))
    }
  }

  @Test("Headers outside their bounds are refused, by the sealer and by the reader")
  func headerBounds() throws {
    let forger = try Forger(BundleFixture(seed: 3))
    var chance = SeededGenerator(seed: 3)
    let epochs = (0..<65).map { _ in EpochID(using: &chance) }.sorted()
    let heads = (0..<65).map { _ in StatementID(using: &chance) }.sorted()
    let documents = (0..<65).map { _ in DocumentID(using: &chance) }
    let cases: [(EnvelopeError, (inout BundleHeader) -> Void)] = [
      (.outOfBounds(.bundle), { $0.count = 0 }),
      (.outOfBounds(.bundle), { $0.count = 4097 }),
      (.outOfBounds(.documents), { $0.documents = [] }),
      (.outOfBounds(.documents), { $0.documents = documents }),
      (.unsorted(.documents), { ($0.documents, $0.count) = ([documents[0], documents[0]], 2) }),
      (.outOfBounds(.list), { $0.epochs = [] }),
      (.outOfBounds(.list), { $0.epochs = epochs }),
      (.outOfBounds(.controlHeads), { $0.controlHeads = heads }),
      (.unsorted(.list), { $0.epochs = [epochs[1], epochs[0]] }),
      (.unsorted(.controlHeads), { $0.controlHeads = [heads[0], heads[0]] }),
    ]
    for (error, alter) in cases {
      #expect(throws: error) { try forger.forge(header: alter) }
    }
    let header = try BundleCodec.encodeHeader(forger.bundle.header)
    // Version 2; then a volet of 15 bytes.
    #expect(throws: EnvelopeError.unknownVersion(2)) {
      try BundleCodec.decodeHeader([8, 2] + header[2...])
    }
    #expect(throws: EnvelopeError.outOfBounds(.identifier)) {
      try BundleCodec.decodeHeader(header[..<3] + [15] + header[5...])
    }
  }

  @Test("A stranger's signature is refused, and a stranger's name under it")
  func wrongDevice() throws {
    let fixture = try BundleFixture(seed: 4)
    let forger = try Forger(fixture)
    var chance = SeededGenerator(seed: 4_000)
    let stranger = SigningPair(using: &chance)
    #expect(throws: EnvelopeError.badSignature) {
      try forger.forge { $0.device = stranger.publicKey }
    }
    let parts = try BundleParts(forger.bundle.bytes)
    let signed = BundleParts(
      header: parts.header, nonce: parts.nonce, body: parts.body,
      signature: stranger.sign(.signature, forger.bundle.id.bytes))
    #expect(throws: EnvelopeError.badSignature) {
      try BundleCodec.prove(SealedBundle(bytes: signed.encode()))
    }
  }

  @Test("A hash of the ids that lies is refused, and so are swapped changes")
  func wrongIDs() throws {
    let fixture = try BundleFixture(seed: 5, documents: 2, changes: 4)
    let forger = try Forger(fixture)
    let ids = fixture.envelopes.map(\.id)
    _ = try forger.open(forger.forge())
    #expect(throws: EnvelopeError.malformed(.bundle)) {
      try forger.open(forger.forge { $0.idsHash = ChangeListHash(of: ids.reversed()) })
    }
    // Other changes under the header of these.
    let swapped = try Forger(fixture).replacing([3, 2, 1, 0].map { fixture.changes[$0] })
    #expect(throws: EnvelopeError.self) { try forger.open(forger.forge(plain: swapped)) }
    #expect(throws: EnvelopeError.self) {
      try forger.open(forger.forge { $0.count -= 1 })
    }
  }

  @Test(
    "An altered note secret, an altered nonce, an altered id: other changes, refused",
    arguments: 0..<6)
  func alteredTables(seed: UInt64) throws {
    let forger = try Forger(BundleFixture(seed: seed))
    for position in 0..<forger.frameStart where !forger.signatures.contains(position) {
      var plain = forger.plain
      plain[position] ^= 0x10
      #expect(throws: EnvelopeError.self, "byte \(position)") {
        try forger.open(forger.forge(plain: plain))
      }
    }
    let single = try Forger(BundleFixture(seed: 6, documents: 1, changes: 1))
    var plain = single.plain
    plain[single.secretStart] ^= 1
    #expect(throws: EnvelopeError.malformed(.bundle)) {
      try single.open(single.forge(plain: plain))
    }
  }

  @Test(
    "Whatever a dishonest author puts under the seal is refused, or says the same", arguments: 0..<8
  )
  func forgedPlain(seed: UInt64) throws {
    let forger = try Forger(BundleFixture(seed: seed))
    let honest = try forger.open(forger.bundle)
    var chance = SeededGenerator(seed: seed)
    for round in 0..<150 {
      var plain = forger.plain
      Self.damage(&plain, using: &chance)
      Self.expectRefusedOrSame(honest, "seed \(seed), round \(round)") {
        try forger.open(forger.forge(plain: plain))
      }
    }
  }

  @Test("Columns that a dishonest author damaged are refused, or say the same", arguments: 0..<8)
  func forgedColumns(seed: UInt64) throws {
    let forger = try Forger(BundleFixture(seed: seed))
    let honest = try forger.open(forger.bundle)
    let columns = try forger.columns()
    let tables = forger.plain[..<forger.frameStart]
    var chance = SeededGenerator(seed: seed)
    for round in 0..<150 {
      var damaged = columns
      Self.damage(&damaged, using: &chance)
      let plain = tables + Compression.compress(damaged)
      Self.expectRefusedOrSame(honest, "seed \(seed), round \(round)") {
        try forger.open(forger.forge(plain: Array(plain)))
      }
    }
    for length in columns.indices where seed == 0 {
      let plain = tables + Compression.compress(Array(columns[..<length]))
      #expect(throws: EnvelopeError.self, "cut at \(length)") {
        try forger.open(forger.forge(plain: Array(plain)))
      }
    }
    #expect(throws: EnvelopeError.malformed(.columns)) {
      try forger.open(forger.forge(plain: Array(tables + Compression.compress(columns + [0]))))
    }
  }

  @Test("A table with an entry that nothing uses is refused, and so is one that says a thing twice")
  func unusedEntries() throws {
    let forger = try Forger(BundleFixture(seed: 12, documents: 2, changes: 12))
    let tables = Array(forger.plain[..<forger.frameStart])
    let columns = try forger.columns()
    #expect(columns[0] == 0)
    // Behind the words: the number of authors, then each with its length.
    var end = 2
    for _ in 0..<columns[1] { end += 1 + Int(columns[end]) }
    for (extra, error) in [
      (Array("Nobody".utf8), EnvelopeError.malformed(.columns)),
      (Array(columns[3..<3 + Int(columns[2])]), .unsorted(.columns)),
    ] {
      var longer = columns
      longer.insert(contentsOf: [UInt8(extra.count)] + extra, at: end)
      longer[1] += 1
      #expect(throws: error) {
        try forger.open(forger.forge(plain: tables + Compression.compress(longer)))
      }
    }
  }

  @Test("The plain part cut short anywhere is refused")
  func cutPlain() throws {
    let forger = try Forger(BundleFixture(seed: 9))
    for length in forger.plain.indices {
      #expect(throws: EnvelopeError.self, "cut at \(length)") {
        try forger.open(forger.forge(plain: Array(forger.plain[..<length])))
      }
    }
    #expect(throws: EnvelopeError.self) {
      try forger.open(forger.forge(plain: forger.plain + [1]))
    }
  }

  @Test("A signature that a dishonest author put in is found by whoever proves the change alone")
  func forgedSignature() throws {
    let forger = try Forger(BundleFixture(seed: 11))
    var plain = forger.plain
    plain[forger.signatures.lowerBound] ^= 1
    let opened = try forger.open(forger.forge(plain: plain))
    #expect(opened.changes.map(\.id) == forger.fixture.envelopes.map(\.id))
    #expect(throws: EnvelopeError.badSignature) {
      _ = try ChangeCodec.prove(opened.changes[0].original)
    }
  }

  @Test("A frame that swells is refused before it does")
  func bomb() throws {
    let forger = try Forger(BundleFixture(seed: 10))
    let tables = Array(forger.plain[..<forger.frameStart])
    let bomb = Compression.compress([UInt8](repeating: 0, count: (8 << 20) + 1))
    #expect(bomb.count < 2000)
    #expect(throws: EnvelopeError.outOfBounds(.columns)) {
      try forger.open(forger.forge(plain: tables + bomb))
    }
    // Within bounds, but nothing that could be columns.
    let zeros = Compression.compress([UInt8](repeating: 0, count: 8 << 20))
    #expect(throws: EnvelopeError.self) {
      try forger.open(forger.forge(plain: tables + zeros))
    }
    // Counts that announce more than there is.
    for table in 0..<3 {
      var plain = forger.plain
      plain.replaceSubrange(2 + 4 * table..<6 + 4 * table, with: [0, 0, 0xFF, 0xFF])
      #expect(throws: EnvelopeError.self) { try forger.open(forger.forge(plain: plain)) }
    }
  }

  private static func damage(_ bytes: inout [UInt8], using chance: inout SeededGenerator) {
    let position = Int.random(in: bytes.indices, using: &chance)
    switch Int.random(in: 0...3, using: &chance) {
    case 0: bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &chance)
    case 1: bytes[position] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &chance) ?? 0
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: position)
    default: bytes.remove(at: position)
    }
  }

  private static func expectRefusedOrSame(
    _ honest: OpenedBundle, _ comment: Comment, _ open: () throws -> OpenedBundle
  ) {
    do {
      let opened = try open()
      #expect(opened.changes.map(\.id) == honest.changes.map(\.id), comment)
      #expect(opened.changes.map(\.content) == honest.changes.map(\.content), comment)
      #expect(opened.secretRows == honest.secretRows, comment)
    } catch {
      #expect(error is EnvelopeError, comment)
    }
  }
}

extension Forger {
  /// The plain part of the bundle of other changes.
  func replacing(_ changes: [BundledChange]) throws -> [UInt8] {
    let rows = try fixture.secretRows.mapValues { try SecretRow($0) }
    var rowEpochs: [DocumentID: EpochID] = [:]
    for change in changes {
      rowEpochs[change.header.document] = rows[change.header.secretHash]?.epoch
    }
    let columns = try BundleColumns(
      changes, epochs: bundle.header.epochs, rowEpochs: rowEpochs)
    let flags = BundlePlain.Flags(rawValue: plain[1])
    let plain = try BundlePlain(
      columns, changes, carriesRowNonces: flags.contains(.rowNonces))
    var bytes = [UInt8](repeating: 0, count: plain.paddedLength)
    try bytes.withUnsafeMutableBytes { memory in
      try plain.write(to: memory, columns: columns) { document, target throws(EnvelopeError) in
        guard let change = changes.first(where: { $0.header.document == document }),
          let row = rows[change.header.secretHash]
        else { throw .secretMismatch }
        guard
          AEAD.open(
            row.sealed[...], into: target, key: try fixture.keyring.epochKey(row.epoch),
            associated: Keyring.secretContext(document, row.epoch))
        else { throw .sealed(.noteSecret) }
        return Array(row.sealed[..<24])
      }
    }
    return try Padding.unpad(bytes)
  }
}
