import CRDT
import FoundationEssentials
import SwiftProtobuf
import Testing
import Wire

@testable import Envelope

/// What is written and read by hand, against the generated messages: the oracle.
@Suite("Plain encodings")
struct PlainMessageTests {
  @Test("Headers, contents, rows and envelopes are the bytes of SwiftProtobuf", arguments: 0..<200)
  func sameBytes(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let header = Self.header(using: &chance)
    let headerBytes = try ChangeCodec.encodeHeader(header)
    #expect(try Self.wire(header).serializedBytes() == headerBytes, "seed \(seed)")
    #expect(try ChangeCodec.decodeHeader(headerBytes) == header)

    let content = ChangeContent(
      author: ["", "Zoé", String(repeating: "é", count: 100)].randomElement(using: &chance) ?? "",
      role: ["", "referent"].randomElement(using: &chance) ?? "",
      clock: HybridClock(
        raw: [0, 1, .max, UInt64.random(in: 0...(.max), using: &chance)]
          .randomElement(using: &chance) ?? 0),
      zone: Int.random(in: -1440...1440, using: &chance) * Int.random(in: 0...1, using: &chance),
      operations: Chance.bytes(Int.random(in: 0...300, using: &chance), using: &chance))
    let contentBytes = try ChangeCodec.encodeContent(content)
    let body = WireChangeBody.with {
      ($0.author, $0.role, $0.clock) = (content.author, content.role, content.clock.raw)
      ($0.zone, $0.operations) = (Int32(content.zone), Data(content.operations))
    }
    #expect(try body.serializedBytes() == contentBytes, "seed \(seed)")
    #expect(try ChangeCodec.decodeContent(contentBytes) == content)

    let sealed = Chance.bytes(72, using: &chance)
    let row = SecretRow(epoch: header.epoch, sealed: sealed).encode()
    let wireRow = WireNoteSecret.with {
      ($0.epoch, $0.sealed) = (Data(header.epoch.bytes), Data(sealed))
    }
    #expect(try wireRow.serializedBytes() == row)
    #expect(try SecretRow(row).sealed == sealed)
  }

  @Test("What is not plain is read as SwiftProtobuf reads it, or refused", arguments: 0..<200)
  func sameVerdict(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let good = try ChangeCodec.encodeHeader(Self.header(using: &chance))
    for _ in 0..<50 {
      var bytes = good
      bytes[Int.random(in: bytes.indices, using: &chance)] = UInt8.random(
        in: 0...255, using: &chance)
      if Bool.random(using: &chance) {
        let cut = Int.random(in: bytes.indices, using: &chance)
        bytes.removeSubrange(cut..<min(bytes.count, cut + 1))
      }
      // An oracle that throws refuses.
      let expected = try? Self.read(bytes)
      // The same.
      let header = try? ChangeCodec.decodeHeader(bytes)
      #expect(header == expected, "seed \(seed): \(Hexadecimal.encode(bytes))")
    }
  }

  @Test("A field of a wrong length is refused, wherever it stands")
  func wrongLengths() throws {
    var chance = SeededGenerator(seed: 1)
    let header = ChangeHeader(
      document: DocumentID(using: &chance), volet: VoletTag(using: &chance),
      stratum: StratumID(using: &chance), epoch: EpochID(using: &chance),
      device: SigningKey(using: &chance), sequence: 1,
      parents: [ChangeID([UInt8](repeating: 1, count: 32))].compactMap(\.self),
      controlHeads: [StatementID(using: &chance)], secretHash: SecretHash(using: &chance))
    let bytes = try ChangeCodec.encodeHeader(header)
    var start = 2
    while start < bytes.count {
      if bytes[start] & 7 == 0 {
        start += 2
        continue
      }
      let end = start + 2 + Int(bytes[start + 1])
      for change in [-1, 1] {
        var altered = bytes
        altered[start + 1] = UInt8(Int(bytes[start + 1]) + change)
        if change < 0 { altered.remove(at: end - 1) } else { altered.insert(7, at: end) }
        #expect(throws: EnvelopeError.outOfBounds(.identifier), "field \(bytes[start] >> 3)") {
          try ChangeCodec.decodeHeader(altered)
        }
      }
      start = end
    }
    let row = SecretRow(epoch: header.epoch, sealed: [UInt8](repeating: 1, count: 72)).encode()
    for sealed in [71, 73] {
      let other = SecretRow(epoch: header.epoch, sealed: [UInt8](repeating: 1, count: sealed))
      #expect(throws: EnvelopeError.malformed(.noteSecret)) { try SecretRow(other.encode()) }
    }
    #expect(throws: EnvelopeError.self) { try SecretRow(row + [1]) }
  }

  @Test("Fields out of order, given twice or empty do not pass as plain")
  func order() throws {
    let bytes = try ChangeFixture().envelope.bytes
    let parts = try ChangeParts(bytes)
    func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      var field = [number << 3 | 2]
      Varint.append(UInt64(content.count), to: &field)
      return field + content
    }
    let fields = [parts.header, parts.nonce, parts.body, parts.signature].enumerated()
      .map { field(UInt8($0.offset + 1), $0.element) }
    #expect(Array(fields.joined()) == bytes)
    for order in [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [0, 1, 3, 2]] {
      #expect(throws: EnvelopeError.self) { try ChangeParts(order.flatMap { fields[$0] }) }
    }
    #expect(throws: EnvelopeError.self) { try ChangeParts(bytes + [0x2A, 0]) }
    #expect(throws: EnvelopeError.self) { try ChangeParts([0x0A, 0] + bytes) }
    // A length that is not the shortest.
    var long = bytes
    let length = long[1]
    long.replaceSubrange(1...2, with: [length, long[2] | 0x80, 0])
    #expect(throws: EnvelopeError.self) { try ChangeParts(long) }
  }

  @Test("Variable-length integers come back, the shortest only, and small ones are small")
  func varints() {
    for value in [0, 1, 127, 128, 300, 1 << 35, UInt64.max - 1, .max] as [UInt64] {
      var bytes: [UInt8] = []
      Varint.append(value, to: &bytes)
      for cut in 0...bytes.count {
        var position = 0
        let read = Varint.read(Array(bytes[..<cut]), at: &position)
        #expect(read == (cut == bytes.count ? value : nil))
        #expect(position == (cut == bytes.count ? cut : 0))
      }
      #expect(Varint.zigzag(Varint.unzigzag(value)) == value)
    }
    for bytes in [[0x80, 0], [0xFF, 0x80, 0], [UInt8](repeating: 0xFF, count: 10)] as [[UInt8]] {
      var position = 0
      #expect(Varint.read(bytes, at: &position) == nil)
    }
    #expect([0, -1, 1, -2, 2].map(Varint.zigzag) == [0, 1, 2, 3, 4])
  }

  private static func header(using chance: inout SeededGenerator) -> ChangeHeader {
    let parents = (0..<Int.random(in: 0...3, using: &chance))
      .compactMap { _ in ChangeID(Chance.bytes(32, using: &chance)) }
    let heads = (0..<Int.random(in: 0...3, using: &chance)).map { _ in StatementID(using: &chance) }
    return ChangeHeader(
      document: DocumentID(using: &chance), volet: VoletTag(using: &chance),
      stratum: StratumID(using: &chance), epoch: EpochID(using: &chance),
      device: SigningKey(using: &chance),
      sequence: UInt64.random(
        in: 1...(1 << UInt64.random(in: 0...63, using: &chance)), using: &chance),
      parents: parents.sorted(), controlHeads: heads.sorted(),
      secretHash: SecretHash(using: &chance))
  }

  private static func wire(_ header: ChangeHeader) -> WireChangeHeader {
    WireChangeHeader.with {
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
  }

  /// The header as SwiftProtobuf alone reads it.
  private static func read(_ bytes: [UInt8]) throws -> ChangeHeader {
    let wire = try WireChangeHeader(serializedBytes: bytes)
    let header = ChangeHeader(
      document: try WireBytes.identifier(wire.document),
      volet: try WireBytes.identifier(wire.volet),
      stratum: try WireBytes.identifier(wire.stratum), epoch: try WireBytes.identifier(wire.epoch),
      device: try WireBytes.identifier(wire.device), sequence: wire.sequence,
      parents: try wire.parents.map {
        guard let id = ChangeID($0) else { throw EnvelopeError.outOfBounds(.identifier) }
        return id
      },
      controlHeads: try wire.controlHeads.map { try WireBytes.identifier($0) },
      secretHash: try WireBytes.identifier(wire.secretHash))
    guard wire.version == 1 else { throw EnvelopeError.unknownVersion(wire.version) }
    try ChangeCodec.check(header)
    return header
  }
}
