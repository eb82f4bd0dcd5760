import CRDT
import Testing

@Suite("Compression")
struct BundleCompressionTests {
  private static let samples: [[UInt8]] = {
    var chance = SeededGenerator(seed: 1)
    let words = Array("Vu ce matin au parloir, il demande une carte. ".utf8)
    return [0, 1, 40, 255, 256, 257, 65_791, 65_792, 70_000, 300_000].flatMap { count in
      let text = (0..<count).map { words[($0 &* 7 &+ $0 / 1000) % words.count] }
      return [text, (0..<min(count, 3000)).map { _ in UInt8.random(in: 0...255, using: &chance) }]
    }
  }()

  @Test("What is compressed comes back, and the same bytes give the same frame")
  func roundTrip() throws {
    for sample in Self.samples {
      let frame = Compression.compress(sample)
      #expect(try Compression.decompress(frame, atMost: sample.count) == sample)
      #expect(Compression.compress(sample) == frame)
    }
    // Wider than the window of level 19: still one frame, still read.
    let large = (0..<9 << 20).map { UInt8(truncatingIfNeeded: $0 >> 10) }
    let frame = Compression.compress(large)
    #expect(try Compression.decompress(frame, atMost: large.count) == large)
  }

  @Test("More than the limit is refused, and so is a frame cut short or with bytes behind it")
  func bounds() throws {
    for sample in Self.samples where sample.count > 0 {
      let frame = Compression.compress(sample)
      #expect(throws: CodecError.beyondLimits) {
        try Compression.decompress(frame, atMost: sample.count - 1)
      }
      #expect(throws: CodecError.trailingBytes) {
        try Compression.decompress(frame + [0], atMost: sample.count)
      }
      #expect(throws: CodecError.trailingBytes) {
        try Compression.decompress(frame + frame, atMost: 2 * sample.count)
      }
      for length in frame.indices.prefix(2000) {
        #expect(throws: CodecError.self) {
          try Compression.decompress(Array(frame[..<length]), atMost: sample.count)
        }
      }
    }
  }

  @Test(
    "Frames of another make are refused: unknown size, checksum, dictionary, skippable, a wide window"
  )
  func foreign() {
    let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    let block: [UInt8] = [0x09, 0x00, 0x00, 0x41]
    let cases: [(CodecError, [UInt8])] = [
      (.malformedFrame, magic + [0x00, 0x58] + block),
      (.malformedFrame, magic + [0x24, 0x01] + block + [0, 0, 0, 0]),
      (.malformedFrame, magic + [0x21, 0x07, 0x01] + block),
      (.malformedFrame, magic + [0x28, 0x01] + block),
      (.malformedFrame, [0x50, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 0]),
      (.beyondLimits, magic + [0x80, 0x70, 1, 0, 0, 0] + block),
      // Sixteen mebibytes announced by a few bytes.
      (.malformedFrame, magic + [0xA0, 0, 0, 0, 1] + block),
      (.beyondLimits, magic + [0xE0] + [UInt8](repeating: 0xFF, count: 8) + block),
      (.truncated, magic),
      (.truncated, []),
    ]
    for (error, frame) in cases {
      #expect(throws: error, "\(frame)") { try Compression.decompress(frame, atMost: 64 << 20) }
    }
    #expect(throws: Never.self) {
      try Compression.decompress(magic + [0x20, 0x01] + block, atMost: 64 << 20)
    }
  }

  @Test("Damaged frames are refused or give bytes, never more than the limit", arguments: 0..<20)
  func damaged(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let frame = Compression.compress(Self.samples[8])
    for _ in 0..<200 {
      var bytes = frame
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        let position = Int.random(in: bytes.indices, using: &chance)
        bytes[position] = UInt8.random(in: 0...255, using: &chance)
      }
      do {
        let content = try Compression.decompress(bytes, atMost: 1 << 20)
        #expect(content.count <= 1 << 20, "seed \(seed)")
      } catch {
        #expect([.malformedFrame, .beyondLimits, .trailingBytes, .truncated].contains(error))
      }
    }
  }
}
