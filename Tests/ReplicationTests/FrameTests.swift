import Envelope
import SwiftProtobuf
import Testing
import Wire

@testable import Replication

@Suite("Frames")
struct FrameTests {
  @Test("Frames come out the same however the stream is chunked", arguments: [1, 2, 3, 5, 1000])
  func chunks(size: Int) throws {
    let frames = [0, 1, 300, 70_000].map {
      RawFrame(type: 17, payload: [UInt8](repeating: 9, count: $0))
    }
    let stream = frames.flatMap(\.bytes)
    var reader = FrameReader()
    var read: [RawFrame] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      reader.append(Array(stream[start..<min(start + size, stream.count)]))
      while let frame = try reader.next() { read.append(frame) }
    }
    #expect(read == frames && reader.pending == 0)
  }

  @Test("A length above 1 MiB is refused on its four bytes alone")
  func tooLong() {
    var reader = FrameReader()
    reader.append([0, 0x10, 0, 1])
    #expect(throws: ProtocolViolation.frameTooLong((1 << 20) + 1)) { try reader.next() }
    var greatest = FrameReader()
    greatest.append([0, 0x10, 0, 0])
    #expect(throws: Never.self) { try greatest.next() }
  }

  @Test("A frame without a type is refused")
  func empty() {
    var reader = FrameReader()
    reader.append([0, 0, 0, 0])
    #expect(throws: ProtocolViolation.emptyFrame) { try reader.next() }
  }

  @Test("Types from 128 are skipped, unknown types below end the conversation")
  func unknownTypes() throws {
    var reader = FrameReader()
    reader.append(RawFrame(type: 200, payload: [1, 2, 3]).bytes)
    reader.append(RawFrame(type: 128, payload: []).bytes)
    reader.append(SessionFrame.ping.raw.bytes)
    #expect(try reader.next()?.type == SessionFrame.Kind.ping.rawValue)
    #expect(throws: ProtocolViolation.unknownFrame(127)) {
      try SessionFrame(RawFrame(type: 127, payload: []))
    }
    #expect(throws: ProtocolViolation.unknownFrame(24)) {
      try SessionFrame(RawFrame(type: 24, payload: []))
    }
  }

  @Test("More items, attachments or refusals than a frame may hold are counted before decoding")
  func bombs() {
    let empty: [UInt8] = [0x1A, 0]
    let items = [0x10, 0x01] + [[UInt8]](repeating: empty, count: 4097).joined()
    #expect(throws: ProtocolViolation.tooMuch(17)) {
      try SessionFrame(RawFrame(type: 17, payload: items))
    }
    let batch = ItemBatch(
      lane: .control, first: 1,
      items: [
        .statement(SealedStatement(bytes: [1]), attachments: .init(repeating: [], count: 4201))
      ]
    )
    #expect(throws: ProtocolViolation.tooMuch(17)) { try SessionFrame(ItemPacking.frame(batch)) }
    let greatest = ItemPacking.frame(
      ItemBatch(
        lane: .control, first: 1,
        items: [
          .statement(
            SealedStatement(bytes: [1]), attachments: .init(repeating: [], count: 4096))
        ])
    ).payload
    let field = greatest.dropFirst(4)
    let four = RawFrame(type: 17, payload: greatest + field + field + field)
    #expect(throws: Never.self) { try SessionFrame(four) }
    let five = RawFrame(type: 17, payload: four.payload + field)
    #expect(throws: ProtocolViolation.tooMuch(17)) { try SessionFrame(five) }
    let refused = (1...4097).map { ItemRefusal(position: $0, code: .closed) }
    #expect(throws: ProtocolViolation.tooMuch(18)) {
      try SessionFrame(SessionFrame.acknowledged(.content, through: 5000, refused: refused).raw)
    }
    #expect(throws: ProtocolViolation.tooMuch(22)) {
      try SessionFrame(RawFrame(type: 22, payload: .init(repeating: 0, count: 5000)))
    }
  }

  @Test("Every frame reads back as it was written")
  func roundTrip() throws {
    let state = FeedPosition(feed: feedID(7), position: 1 << 40)
    let frames: [SessionFrame] = [
      .hello(
        Greeting(
          versions: [1, 9], nonce: .init(repeating: 3, count: 16), incarnation: 4,
          sends: PerLane(control: state, content: state),
          holds: PerLane(control: nil, content: state)
        )),
      .items(ItemBatch(lane: .control, first: 3, items: [statement(1), .withheld, change(2)])),
      .items(
        ItemBatch(
          lane: .content, first: 1, items: [.change(SealedEnvelope(bytes: [1]), secret: nil)])),
      .acknowledged(.content, through: 9, refused: [ItemRefusal(position: 8, code: .closed)]),
      .restarted(.content, state), .verdict(false), .verdict(true), .bye("stopped"), .ping,
    ]
    for frame in frames { #expect(try SessionFrame(frame.raw) == frame) }
  }

  @Test("Bytes that are no frames of ours end in a typed error, never in a trap")
  func garbage() {
    for seed in UInt64(1)...3000 {
      var chance = Seeded(seed)
      let type = UInt8.random(in: 1...23, using: &chance)
      let payload = (0..<Int.random(in: 0...60, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      _ = try? SessionFrame(RawFrame(type: type, payload: payload))
      _ = try? PairingFrame(RawFrame(type: type, payload: payload))
    }
  }

  @Test("The first frame tells a pairing from a replication")
  func opening() {
    #expect(Opening(RawFrame(type: 1, payload: [1]).bytes.prefix(5)) == .pairing)
    #expect(Opening(RawFrame(type: 16, payload: [1]).bytes.prefix(5)) == .replication)
    #expect(Opening(RawFrame(type: 17, payload: [1]).bytes.prefix(5)) == .violation)
    #expect(Opening([0, 0, 0, 1]) == nil)
  }
}

@Suite("Fingerprints")
struct FingerprintTests {
  let key = [UInt8](repeating: 1, count: 32)
  let ids = (0..<50).map { [UInt8](repeating: UInt8($0), count: 32) }

  func fingerprint(_ ids: [[UInt8]], key: [UInt8]) -> Fingerprint {
    var fingerprint = Fingerprint()
    for id in ids { fingerprint.insert(id, key: key) }
    return fingerprint
  }

  @Test("Equal sets agree in any order, and in parts")
  func order() {
    var halves = fingerprint(Array(ids[..<20]), key: key)
    halves.formUnion(fingerprint(Array(ids[20...]), key: key))
    #expect(fingerprint(ids, key: key) == fingerprint(ids.reversed(), key: key))
    #expect(fingerprint(ids, key: key) == halves && halves.count == 50)
  }

  @Test("Another key, another set or another count differs")
  func difference() {
    let whole = fingerprint(ids, key: key)
    #expect(whole.bytes != fingerprint(ids, key: .init(repeating: 2, count: 32)).bytes)
    #expect(whole != fingerprint(Array(ids.dropLast()), key: key))
    #expect(Fingerprint(bytes: whole.bytes, count: whole.count) == whole)
    #expect(Fingerprint(bytes: whole.bytes, count: 49) != whole)
    #expect(Fingerprint(bytes: [1, 2], count: 1) == nil)
    #expect(Fingerprint(bytes: whole.bytes, count: .max) == nil)
  }

  @Test("The sum agrees with long addition, byte by byte")
  func slowTwin() {
    var sum = [UInt8](repeating: 0, count: 12)
    for id in ids {
      var carry = 0
      for (index, byte) in Digest.keyed(key, .feedProof, id).prefix(12).enumerated() {
        carry += Int(sum[index]) + Int(byte)
        sum[index] = UInt8(carry & 255)
        carry >>= 8
      }
    }
    #expect(fingerprint(ids, key: key).bytes == sum)
  }
}
