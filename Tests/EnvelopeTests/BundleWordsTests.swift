import CRDT
import Testing

@testable import Envelope

@Suite("Words of a bundle")
struct BundleWordsTests {
  @Test("What is coded is decoded to the same bytes, with any table of words", arguments: 0..<100)
  func roundTrip(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var bytes = BundleFixture.prose(Int.random(in: 0...400, using: &chance), using: &chance)
    if seed % 3 == 0 { bytes += Chance.bytes(200, using: &chance) }
    let foreign = BundleWords(
      of: BundleFixture.prose(300, using: &chance) + Array(" mot mot mot mot mot mot mot".utf8))
    for words in [BundleWords(of: bytes), foreign, BundleWords([[0xC3], [0x20], [0x80, 0x41]])] {
      let coded = words.encode(bytes)
      #expect(words.decode(coded, from: 0, count: bytes.count) == bytes, "seed \(seed)")
      #expect(words.decode([1, 2] + coded, from: 2, count: bytes.count) == bytes)
      #expect(words.decode(coded, from: 0, count: bytes.count + 1) == nil)
      if !bytes.isEmpty { #expect(words.decode(coded, from: 0, count: bytes.count - 1) == nil) }
    }
  }

  @Test("More words than codes of one byte take two")
  func manyWords() {
    let names = (0..<9000).map { number in
      [UInt8](" ".utf8) + [20, 16, 12, 8, 4, 0].map { UInt8(0x61 + number >> $0 & 15) }
    }
    var bytes: [UInt8] = []
    for (place, name) in names.enumerated() {
      for _ in 0..<(place < 200 ? 12 : 8) { bytes += name }
    }
    let words = BundleWords(of: bytes)
    #expect(words.words.count == BundleWords.limit)
    let coded = words.encode(bytes)
    #expect(coded.count < bytes.count / 2)
    #expect(words.decode(coded, from: 0, count: bytes.count) == bytes)
  }

  @Test("Codes that are none are refused")
  func noCodes() {
    let words = BundleWords([[0x41, 0x42]])
    for coded in [[0x81], [0xE0], [0xE0, 0], [0xFE, 0xFF], [0xFF], [0xFF, 0x7F]] as [[UInt8]] {
      for count in 0...4 {
        #expect(words.decode(coded, from: 0, count: count) == nil, "\(coded)")
      }
    }
    #expect(words.decode([0x80, 0x43, 0xFF, 0x80], from: 0, count: 4) == [0x41, 0x42, 0x43, 0x80])
    #expect(words.decode([], from: 0, count: 0) == [])
  }

  @Test("A bundle of prose has words, one of noise has none")
  func choice() throws {
    let prose = try Forger(BundleFixture(seed: 11, documents: 2, changes: 12))
    #expect(try prose.columns().first != 0)
    let noise = try Forger(BundleFixture(seed: 12, documents: 2, changes: 12))
    #expect(try noise.columns().first == 0)
  }

  @Test("Words that swell beyond the lengths of the operations are refused")
  func bomb() throws {
    let forger = try Forger(BundleFixture(seed: 12, documents: 1, changes: 2))
    let tables = Array(forger.plain[..<forger.frameStart])
    let columns = try forger.columns()
    // One word of 64 bytes, then 60,000 times its code behind what was there.
    var swollen: [UInt8] = [1, 64] + [UInt8](repeating: 0x61, count: 64) + columns[1...]
    swollen += [UInt8](repeating: 0x80, count: 60_000)
    #expect(throws: EnvelopeError.malformed(.columns)) {
      try forger.open(forger.forge(plain: tables + Compression.compress(swollen)))
    }
  }
}
