/// Frequent words as one byte or two, ahead of the compressor. Protocol/bundle.md, "Words".
///
/// Notes are short and their words few: a match costs a compressor about as much as a word is long, a number does not.
struct BundleWords {
  /// Words with codes of one byte; the others take two.
  static let short = 96
  static let limit = short + 31 * 256
  static let wordBytes = 64
  private static let escape: UInt8 = 0xFF

  /// In the order of their codes.
  let words: [[UInt8]]

  /// The words that are worth a code in these bytes: the most frequent first, equal ones bytewise.
  init(of bytes: [UInt8]) {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    Self.forEachToken(bytes) { range, isWord in
      if isWord { counts[bytes[range], default: 0] += 1 }
    }
    // A word stands once in the table: it pays from a few uses on.
    let worth = counts.filter { $0.value * $0.key.count > 4 * ($0.key.count + 2) && $0.value > 3 }
    let ordered = worth.sorted {
      $0.value == $1.value
        ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }
    words = ordered.prefix(Self.limit).map { Array($0.key) }
  }

  init(_ words: [[UInt8]]) { self.words = words }

  /// The bytes with every known word replaced by its code.
  func encode(_ bytes: [UInt8]) -> [UInt8] {
    let codes = Dictionary(
      uniqueKeysWithValues: zip(words.map { $0[...] }, 0...))
    var coded: [UInt8] = []
    Self.forEachToken(bytes) { range, isWord in
      if isWord, let code = codes[bytes[range]] {
        if code < Self.short {
          coded.append(0x80 + UInt8(code))
        } else {
          let rest = code - Self.short
          coded.append(0x80 + UInt8(Self.short + rest >> 8))
          coded.append(UInt8(truncatingIfNeeded: rest))
        }
      } else {
        for byte in bytes[range] {
          if byte >= 0x80 { coded.append(Self.escape) }
          coded.append(byte)
        }
      }
    }
    return coded
  }

  /// The bytes from `start` on, decoded: exactly `count` of them, or nil.
  func decode(_ coded: [UInt8], from start: Int, count: Int) -> [UInt8]? {
    let letters = Array(words.joined())
    var ends: [Int] = []
    for word in words { ends.append((ends.last ?? 0) + word.count) }
    var isWhole = false
    let decoded = [UInt8](unsafeUninitializedCapacity: count) { target, written in
      var cursor = CodeCursor(bytes: coded, words: ends.count, position: start)
      var filled = 0
      reading: while true {
        // Raw memory is not checked in a release build: what is written is compared with `count` before.
        switch cursor.next() {
        case .byte(let byte):
          guard filled < count else { break reading }
          target[filled] = byte
          filled += 1
        case .word(let code):
          let first = code == 0 ? 0 : ends[code - 1]
          guard ends[code] - first <= count - filled else { break reading }
          for place in first..<ends[code] {
            target[filled] = letters[place]
            filled += 1
          }
        case .end:
          isWhole = filled == count
          break reading
        case .noCode:
          break reading
        }
      }
      written = filled
    }
    return isWhole ? decoded : nil
  }

  /// Reads codes one by one.
  private struct CodeCursor {
    enum Step {
      case byte(UInt8)
      case word(Int)
      case end
      case noCode
    }

    let bytes: [UInt8]
    let words: Int
    var position: Int

    mutating func next() -> Step {
      guard position < bytes.count else { return .end }
      let byte = bytes[position]
      position += 1
      guard byte >= 0x80 else { return .byte(byte) }
      var code = Int(byte) - 0x80
      if code >= BundleWords.short {
        guard position < bytes.count else { return .noCode }
        let second = bytes[position]
        position += 1
        if byte == BundleWords.escape { return second < 0x80 ? .noCode : .byte(second) }
        code = BundleWords.short + (code - BundleWords.short) << 8 + Int(second)
      }
      return code < words ? .word(code) : .noCode
    }
  }

  /// A token is a run of letters of two bytes at least, with the blank before it if there is one; any other byte
  /// stands alone. Letters are those of ASCII and all bytes above: parts of scalars beyond ASCII.
  private static func forEachToken(_ bytes: [UInt8], _ body: (Range<Int>, Bool) -> Void) {
    func isLetter(_ place: Int) -> Bool {
      guard place < bytes.count else { return false }
      let byte = bytes[place]
      return byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    var start = 0
    while start < bytes.count {
      var end = start + (bytes[start] == 0x20 ? 1 : 0)
      while end - start < wordBytes, isLetter(end) { end += 1 }
      end = max(end, start + 1)
      body(start..<end, end - start > 1)
      start = end
    }
  }
}
