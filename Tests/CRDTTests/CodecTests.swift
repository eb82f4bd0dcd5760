import CRDT
import Testing

@Suite("The bytes of operations")
struct CodecTests {
  /// One of everything, own and past references, edges of integers.
  static let sample: [Operation] = [
    .set(key: "k", value: .text("é e\u{301} 👩‍👩‍👧"), overwrites: []),
    .set(key: "k", value: .integer(.min), overwrites: [.own(0), .past(past(2, 7))]),
    .set(key: "k", value: .integer(.max), overwrites: []),
    .set(key: "k", value: .integer(-1), overwrites: []),
    .set(key: "k", value: .flag(true), overwrites: []),
    .set(key: "k", value: .flag(false), overwrites: []),
    .set(key: "k", value: .none, overwrites: [.past(past(1, .max))]),
    .insertText(key: "t", placement: .right(of: nil, before: nil), text: "bonjour"),
    .insertText(key: "t", placement: .left(of: Anchor(run: .own(7), offset: 0)), text: "\u{0}"),
    .insertText(
      key: "t", placement: .right(of: nil, before: Anchor(run: .past(past(3, 1)), offset: 300)),
      text: "x"),
    .insertText(
      key: "t", placement: .right(of: Anchor(run: .own(7), offset: 6), before: nil), text: "y"),
    .removeText(
      key: "t",
      ranges: [
        AnchorRange(run: .own(7), offset: 1, count: 2),
        AnchorRange(run: .past(past(3, 1)), offset: .max, count: .max),
      ]),
    .insertItem(
      key: "l",
      placement: .right(
        of: Anchor(run: .past(past(1, 0)), offset: 0), before: Anchor(run: .own(1), offset: 0)),
      value: .text("")),
    .removeItem(key: "l", item: .past(past(2, 0))),
    .unknown(kind: 6, payload: []),
    .unknown(kind: .max, payload: [0, 255, 1]),
  ]

  private static func past(_ change: UInt64, _ index: UInt32) -> OperationID {
    OperationID(change: id(change), index: index)
  }

  @Test("Everything survives, and nothing has two encodings")
  func roundTrip() throws {
    let bytes = OperationCodec.encode(Self.sample)
    #expect(try OperationCodec.decode(bytes) == Self.sample)
    #expect(OperationCodec.encode(try OperationCodec.decode(bytes)) == bytes)
    #expect(try OperationCodec.decode(OperationCodec.encode([])) == [])
    #expect(OperationCodec.encode([]) == [2, 0, 0, 0])
  }

  @Test("The bytes written in the README")
  func golden() {
    let origin = OperationID(change: plainID(0xAB), index: 0)
    let bytes = OperationCodec.encode([
      .insertText(
        key: "body", placement: .right(of: Anchor(run: .past(origin), offset: 3), before: nil),
        text: "é!"),
      .removeText(key: "body", ranges: [AnchorRange(run: .own(0), offset: 1, count: 1)]),
      .set(key: "n", value: .integer(-3), overwrites: [.past(origin)]),
    ])
    #expect(
      bytes == [2, 1] + Array(repeating: 0xAB, count: 32) + [
        2, 4, 0x62, 0x6F, 0x64, 0x79, 1, 0x6E,
        3, 2, 3, 1, 0, 0, 1,
        3, 1, 0, 3, 1, 0, 0, 1, 1, 1, 1, 0,
        3, 2, 5, 0xC3, 0xA9, 0x21,
      ])
  }

  @Test("Cut anywhere, it is refused")
  func truncated() {
    let bytes = OperationCodec.encode(Self.sample)
    for count in bytes.indices {
      #expect(throws: CodecError.self) { try OperationCodec.decode(Array(bytes.prefix(count))) }
    }
  }

  @Test("One byte too many is refused, whichever it is")
  func trailing() {
    let bytes = OperationCodec.encode(Self.sample)
    for byte in UInt8.min...UInt8.max {
      #expect(throws: CodecError.trailingBytes) { try OperationCodec.decode(bytes + [byte]) }
    }
  }

  @Test(
    "Any bit flipped, any byte replaced, inserted or left out: refused, or read as what it says")
  func altered() {
    let bytes = OperationCodec.encode(Self.sample)
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        expectRefusedOrCanonical(altered)
      }
      for byte in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var altered = bytes
        altered[position] = byte
        expectRefusedOrCanonical(altered)
        altered = bytes
        altered.insert(byte, at: position)
        expectRefusedOrCanonical(altered)
      }
      var altered = bytes
      altered.remove(at: position)
      expectRefusedOrCanonical(altered)
    }
  }

  @Test("Noise never traps", arguments: Seeds.all)
  func noise(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 0...40, using: &generator)
      let noise = (0..<count).map { _ in
        generator.chance(60)
          ? UInt8.random(in: 0...6, using: &generator)
          : UInt8.random(in: .min ... .max, using: &generator)
      }
      expectRefusedOrCanonical([2, 0] + noise)
      expectRefusedOrCanonical([2, 0, 2, 1, 0x74, 1, 0x72] + noise)
      expectRefusedOrCanonical(noise)
    }
  }

  private func expectRefusedOrCanonical(_ bytes: [UInt8]) {
    do throws(CodecError) {
      let operations = try OperationCodec.decode(bytes)
      #expect(OperationCodec.encode(operations) == bytes)
      // What was read can be merged: applied or refused, never a trap.
      let document = Document([Change(id: id(1), parents: [], operations: operations)])
      #expect(document.history == [id(1)])
      #expect(document.text("t").unicodeScalars.count <= bytes.count)
    } catch {
      // Refused, which is what is asked of altered bytes.
    }
  }

  @Test(
    "Each rule has its refusal",
    arguments: [
      ([], .truncated),
      ([1, 0, 0, 0], .unknownFormat),
      ([0x82, 0x00, 0, 0, 0], .malformedInteger),
      ([2, 0x80, 0x00, 0, 0], .malformedInteger),
      ([2, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], .malformedInteger),
      ([2, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], .beyondLimits),
      ([2, 0, 0, 0x81, 0x80, 0x04], .beyondLimits),
      ([2, 0x80, 0x80, 0x04, 0], .truncated),
      ([2, 0, 0x80, 0x80, 0x04, 0], .truncated),
      ([2, 0, 0, 0x80, 0x80, 0x04, 0], .truncated),
      ([2, 0, 1, 1, 0x6B, 1, 1, 0, 0], .truncated),
      ([2, 0, 1, 1, 0x6B, 1, 1, 0, 0, 0, 0], .trailingBytes),
      ([2, 0, 1, 0, 1, 1, 0, 0, 0], .beyondLimits),
      ([2, 0, 1, 1, 0xFF, 1, 1, 0, 0, 0], .invalidText),
      ([2, 0, 1, 1, 0x6B, 1, 1, 0, 0, 1, 1, 0xFF], .invalidText),
      ([2, 0, 1, 1, 0x6B, 1, 1, 0, 0, 5], .unknownTag),
      ([2, 0, 1, 1, 0x6B, 1, 2, 0, 5, 0], .unknownTag),
      ([2, 0, 1, 1, 0x6B, 1, 5, 0, 1, 0], .danglingCitation),
      ([2, 0, 1, 1, 0x6B, 1, 5, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x10], .beyondLimits),
      ([2, 0, 2, 1, 0x6B, 1, 0x6C, 2, 1, 1, 1, 0, 0, 0, 0, 0], .unorderedKeys),
      ([2, 0, 2, 1, 0x6B, 1, 0x6B, 2, 1, 1, 0, 1, 0, 0, 0, 0], .unorderedKeys),
      ([2, 0, 1, 1, 0x6B, 1, 6, 1, 0], .unorderedKeys),
    ] as [([UInt8], CodecError)])
  func rules(bytes: [UInt8], error: CodecError) {
    #expect(throws: error) { try OperationCodec.decode(bytes) }
  }

  @Test("Cited changes are sorted, each once, each used")
  func citations() {
    func bytes(_ ids: [UInt8], _ uses: [UInt8]) -> [UInt8] {
      [2, UInt8(ids.count)] + ids.flatMap { Array(repeating: $0, count: 32) }
        + [1, 1, 0x6B, UInt8(uses.count)] + uses.map { _ in 5 } + uses.map { _ in 0 }
        + uses.flatMap { [$0, 0] }
    }
    #expect(throws: Never.self) { try OperationCodec.decode(bytes([1, 2], [2, 1])) }
    #expect(throws: CodecError.unsortedCitations) {
      try OperationCodec.decode(bytes([2, 1], [2, 1]))
    }
    #expect(throws: CodecError.unsortedCitations) {
      try OperationCodec.decode(bytes([1, 1], [2, 1]))
    }
    #expect(throws: CodecError.unusedCitation) {
      try OperationCodec.decode(bytes([1, 2], [2, 2]))
    }
    #expect(throws: CodecError.danglingCitation) {
      try OperationCodec.decode(bytes([1, 2], [1, 2, 3]))
    }
  }
}
