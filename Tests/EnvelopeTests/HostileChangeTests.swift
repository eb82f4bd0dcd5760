import CRDT
import FoundationEssentials
import SwiftProtobuf
import Testing
import Wire

@testable import Envelope

@Suite("Changes from outside")
struct HostileChangeTests {
  @Test("An envelope with any one bit turned is refused")
  func bitFlips() throws {
    let bytes = try ChangeFixture().envelope.bytes
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        #expect(throws: EnvelopeError.self, "byte \(position), bit \(bit)") {
          try ChangeCodec.prove(SealedEnvelope(bytes: altered))
        }
      }
    }
  }

  @Test("An envelope cut short anywhere, or with a byte too many, is refused")
  func truncation() throws {
    let bytes = try ChangeFixture().envelope.bytes
    for length in 0..<bytes.count {
      #expect(throws: EnvelopeError.self) {
        try ChangeCodec.prove(SealedEnvelope(bytes: Array(bytes[..<length])))
      }
    }
    #expect(throws: EnvelopeError.self) {
      try ChangeCodec.prove(SealedEnvelope(bytes: bytes + [0]))
    }
  }

  @Test("Random bytes never pass and never trap", arguments: 0..<64)
  func noise(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let bytes = Chance.bytes(Int.random(in: 0...300, using: &chance), using: &chance)
      #expect(throws: EnvelopeError.self, "seed \(seed)") {
        try ChangeCodec.prove(SealedEnvelope(bytes: bytes))
      }
      #expect(throws: EnvelopeError.self) {
        try StatementCodec.prove(SealedStatement(bytes: bytes))
      }
    }
  }

  @Test("Moving bytes between header, nonce and body under one signature is refused")
  func boundary() throws {
    let parts = try ChangeParts(try ChangeFixture().envelope.bytes)
    let nonceAndBody = parts.nonce + parts.body
    // A header may end with fields of a later version, so a longer header still parses when the bytes that
    // it swallows do: give it a nonce that begins with such a field.
    let field: [UInt8] = [0x78, 0x01]
    let moved = ChangeParts(
      header: parts.header, nonce: field + nonceAndBody[..<22], body: Array(nonceAndBody[22...]),
      signature: parts.signature)
    let swallowed = ChangeParts(
      header: parts.header + field, nonce: Array(nonceAndBody[..<24]),
      body: Array(nonceAndBody[24...]), signature: parts.signature)
    #expect(
      moved.header + moved.nonce + moved.body
        == swallowed.header + swallowed.nonce + swallowed.body)
    #expect(moved.id != swallowed.id)
    #expect(try ChangeCodec.decodeHeader(swallowed.header).sequence == 7)
  }

  @Test("An envelope padded with an unknown field is refused, a header with one is kept")
  func unknownFields() throws {
    var chance = SeededGenerator(seed: 4)
    let device = SigningPair(using: &chance)
    let fixture = try ChangeFixture(seed: 4)
    #expect(throws: EnvelopeError.malformed(.envelope)) {
      try ChangeCodec.prove(SealedEnvelope(bytes: fixture.envelope.bytes + [0x78, 0x01]))
    }
    let parts = try ChangeParts(fixture.envelope.bytes)
    let unsigned = ChangeParts(
      header: parts.header + [0x78, 0x01], nonce: parts.nonce, body: parts.body, signature: [])
    let signed = ChangeParts(
      header: unsigned.header, nonce: parts.nonce, body: parts.body,
      signature: device.sign(.signature, unsigned.id.bytes))
    let proven = try ChangeCodec.prove(SealedEnvelope(bytes: signed.encode()))
    #expect(proven.header == fixture.header)
  }

  @Test("Headers outside their bounds are refused, by the sealer and by the reader")
  func headerBounds() throws {
    var chance = SeededGenerator(seed: 5)
    let many = (0..<65).compactMap { _ in ChangeID(Chance.bytes(32, using: &chance)) }.sorted()
    let heads = (0..<65).map { _ in StatementID(using: &chance) }.sorted()
    let cases: [(EnvelopeError, (inout ChangeHeader) -> Void)] = [
      (.outOfBounds(.sequence), { $0.sequence = 0 }),
      (.outOfBounds(.parents), { $0.parents = many }),
      (.outOfBounds(.controlHeads), { $0.controlHeads = heads }),
      (.unsorted(.parents), { $0.parents.reverse() }),
      (.unsorted(.parents), { $0.parents += $0.parents.suffix(1) }),
      (.unsorted(.controlHeads), { $0.controlHeads.reverse() }),
    ]
    for (error, alter) in cases {
      #expect(throws: error) { try ChangeFixture(alter: alter) }
      #expect(throws: error) { try Self.readBack(alter) }
    }
    _ = try ChangeFixture { $0.parents = Array(many.prefix(64)) }
  }

  /// Reads a header that no sealer would write.
  private static func readBack(_ alter: (inout ChangeHeader) -> Void) throws {
    var header = try ChangeFixture().header
    alter(&header)
    let wire = WireChangeHeader.with {
      $0.version = 1
      $0.document = Data(header.document.bytes)
      $0.volet = Data(header.volet.bytes)
      $0.stratum = Data(header.stratum.bytes)
      $0.epoch = Data(header.epoch.bytes)
      $0.device = Data(header.device.bytes)
      $0.sequence = header.sequence
      $0.parents = header.parents.map { Data($0.bytes) }
      $0.controlHeads = header.controlHeads.map { Data($0.bytes) }
      $0.secretHash = Data(header.secretHash.bytes)
    }
    _ = try ChangeCodec.decodeHeader(wire.serializedBytes())
  }

  @Test("A later version and a field of a wrong length are refused")
  func versions() throws {
    let bytes = try ChangeCodec.encodeHeader(ChangeFixture().header)
    var wire = try WireChangeHeader(serializedBytes: bytes)
    wire.version = 2
    #expect(throws: EnvelopeError.unknownVersion(2)) {
      try ChangeCodec.decodeHeader(wire.serializedBytes())
    }
    wire.version = 1
    wire.volet = Data(repeating: 1, count: 17)
    #expect(throws: EnvelopeError.outOfBounds(.identifier)) {
      try ChangeCodec.decodeHeader(wire.serializedBytes())
    }
    #expect(throws: EnvelopeError.outOfBounds(.header)) {
      try ChangeCodec.decodeHeader(bytes + [UInt8](repeating: 0, count: 8 << 10))
    }
  }

  @Test("Content outside its bounds is refused before it is sealed")
  func contentBounds() throws {
    let fixture = try ChangeFixture()
    var chance = SeededGenerator(seed: 1)
    let device = SigningPair(using: &chance)
    func seal(_ alter: (inout ChangeContent) -> Void) throws {
      var content = fixture.content
      alter(&content)
      _ = try fixture.keyring.sealChange(
        header: fixture.header, content: content, secretRow: fixture.secretRow, author: device)
    }
    try seal { $0.author = String(repeating: "a", count: 200) }
    #expect(throws: EnvelopeError.outOfBounds(.author)) {
      try seal { $0.author = String(repeating: "é", count: 101) }
    }
    #expect(throws: EnvelopeError.outOfBounds(.role)) {
      try seal { $0.role = String(repeating: "a", count: 65) }
    }
    #expect(throws: EnvelopeError.outOfBounds(.zone)) { try seal { $0.zone = 1441 } }
    #expect(throws: EnvelopeError.outOfBounds(.zone)) { try seal { $0.zone = .min } }
    #expect(throws: EnvelopeError.outOfBounds(.body)) {
      try seal { $0.operations = [UInt8](repeating: 1, count: 512 << 10) }
    }
  }

  @Test("A change opens only with its own epoch, its own secret row and its own document")
  func wrongKeys() throws {
    let fixture = try ChangeFixture(seed: 1)
    let other = try ChangeFixture(seed: 2)
    #expect(throws: EnvelopeError.missingEpoch(fixture.header.epoch)) {
      try other.keyring.openChange(fixture.envelope, secretRow: fixture.secretRow)
    }
    #expect(throws: EnvelopeError.secretMismatch) {
      try fixture.keyring.openChange(fixture.envelope, secretRow: other.secretRow)
    }
    var chance = SeededGenerator(seed: 1)
    let device = SigningPair(using: &chance)
    var moved = fixture.header
    moved.document = DocumentID(using: &chance)
    #expect(throws: EnvelopeError.sealed(.noteSecret)) {
      try fixture.keyring.sealChange(
        header: moved, content: fixture.content, secretRow: fixture.secretRow, author: device)
    }
    let stranger = SigningPair(using: &chance)
    #expect(throws: EnvelopeError.wrongAuthor) {
      try fixture.keyring.sealChange(
        header: fixture.header, content: fixture.content, secretRow: fixture.secretRow,
        author: stranger)
    }
    fixture.keyring.forget(fixture.header.epoch)
    #expect(throws: EnvelopeError.missingEpoch(fixture.header.epoch)) {
      try fixture.keyring.openChange(fixture.envelope, secretRow: fixture.secretRow)
    }
  }
}
