/// What an index is given of a text: each word in every form it is found by, a blank between two.
///
///     Folding.indexed("L’élève, au R.S.A.")  // "l eleve au rsa r s a"
extension Folding {
  public static func indexed(_ text: String) -> String {
    var text = text
    var index = FoldedIndex()
    text.withUTF8 { text in
      FoldedIndex.stretches(of: text) { start, end, isPlain in
        index.take(text, start, end, isPlain)
        return true
      }
    }
    return String(decoding: index.bytes, as: UTF8.self)
  }

  /// A stretch of a text, from one blank to another, in which every word stands whole: what is found in one is found without
  /// folding the others.
  public struct Stretch {
    /// UTF-8 bytes from the beginning of the text.
    public let range: Range<Int>
    /// The words in it, as many as ``words(of:)`` finds there.
    public let words: Int
  }

  /// The stretches of a text in order, each with what an index is given of it, as UTF-8, until `body` says no.
  public static func stretches(of text: String, while body: (Stretch, [UInt8]) -> Bool) {
    var text = text
    var index = FoldedIndex()
    text.withUTF8 { text in
      FoldedIndex.stretches(of: text) { start, end, isPlain in
        index.bytes.removeAll(keepingCapacity: true)
        let words = index.take(text, start, end, isPlain)
        return body(Stretch(range: start..<end, words: words), index.bytes)
      }
    }
  }

  /// The same without a short cut.
  static func indexedSlowly(_ text: String) -> String {
    words(of: text).flatMap(\.indexed).joined(separator: " ")
  }
}

/// Most of a text is words of Latin letters, with blanks and commas between them: these are folded byte by byte. What else
/// there may be between two blanks (digits, hyphens, dots, other scripts) goes the long way, together with its neighbours of
/// that kind, since a number may be written in groups. Nothing that makes one word of two reaches over a blank with letters
/// on one side of it.
private struct FoldedIndex {
  var bytes: [UInt8] = []

  /// Cuts at the blanks of ASCII, and tells of each stretch whether it is plain, until `body` says no.
  static func stretches(
    of text: UnsafeBufferPointer<UInt8>, while body: (Int, Int, _ isPlain: Bool) -> Bool
  ) {
    var start = 0
    // Where what goes the long way began.
    var odd: Int?
    var oddEnd = 0
    while start < text.count {
      if isBlank(text[start]) {
        start += 1
        continue
      }
      var end = start
      while end < text.count, !isBlank(text[end]) { end += 1 }
      if isPlain(text, start, end) {
        if let first = odd, !body(first, oddEnd, false) { return }
        odd = nil
        guard body(start, end, true) else { return }
      } else {
        odd = odd ?? start
        oddEnd = end
      }
      start = end
    }
    if let odd { _ = body(odd, oddEnd, false) }
  }

  /// Returns how many words there are in it.
  @discardableResult
  mutating func take(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ isPlain: Bool
  ) -> Int {
    isPlain ? takePlain(text, start, end) : takeSlowly(text[start..<end])
  }

  private mutating func takeSlowly(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let words = Folding.words(of: String(decoding: text, as: UTF8.self))
    for form in words.flatMap(\.indexed) {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: form.utf8)
    }
    return words.count
  }

  private mutating func takePlain(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var isInWord = false
    var words = 0
    var index = start
    while index < end {
      let byte = text[index]
      let folded: LatinLetter?
      var width = 1
      if byte < 0x80 {
        folded = Self.isLetter(byte) ? LatinLetter(byte | 0x20) : nil
      } else if byte < 0xE0 {
        folded = LatinLetter.table[Self.pair(byte, text[index + 1])]
        width = 2
      } else {
        (folded, width) = (nil, 3)
      }
      if let folded {
        if !isInWord {
          if !bytes.isEmpty { bytes.append(0x20) }
          words += 1
        }
        bytes.append(folded.first)
        if folded.second != 0 { bytes.append(folded.second) }
      }
      isInWord = folded != nil
      index += width
    }
    return words
  }

  /// Whether all between two blanks is letters of Latin and signs that only part words.
  private static func isPlain(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var index = start
    var isInWord = false
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        if isLetter(byte) {
          isInWord = true
        } else if byte == 0x2E {
          // A dot that a letter follows may join an acronym or an ending.
          guard index + 1 == end || isPartingASCII(text[index + 1]) else { return false }
          isInWord = false
        } else if byte == 0x28 {
          guard !isInWord else { return false }
        } else {
          guard isPartingASCII(byte) else { return false }
          isInWord = false
        }
        index += 1
      } else if byte >= 0xC2, byte < 0xE0, index + 1 < end {
        let number = pair(byte, text[index + 1])
        if number < LatinLetter.table.count, LatinLetter.table[number] != nil {
          isInWord = true
        } else if number == 0xAB || number == 0xBB {
          isInWord = false
        } else {
          return false
        }
        index += 2
      } else if byte == 0xE2, index + 2 < end, text[index + 1] == 0x80,
        partingMarks.contains(text[index + 2])
      {
        isInWord = false
        index += 3
      } else {
        return false
      }
    }
    return true
  }

  /// ‘ ’ “ ” – — …
  private static let partingMarks: [UInt8] = [0x98, 0x99, 0x9C, 0x9D, 0x93, 0x94, 0xA6]

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 0x1F) << 6 | Int(second & 0x3F)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  /// A sign that parts words, whatever stands beside it.
  private static func isPartingASCII(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x22, 0x27, 0x29, 0x2C, 0x3A, 0x3B, 0x3F: true
    case _: false
    }
  }
}

/// What a letter folds to: one letter of ASCII, or two.
private struct LatinLetter {
  let first: UInt8
  /// Zero for none.
  let second: UInt8

  init(_ first: UInt8, _ second: UInt8 = 0) { (self.first, self.second) = (first, second) }

  /// By the number of the scalar, below 0x250; nil for what is no letter, or folds to anything but letters of ASCII.
  static let table: [LatinLetter?] = (0..<0x250).map { number in
    guard number >= 0x80, let scalar = Unicode.Scalar(UInt32(number)),
      scalar.properties.isAlphabetic, Folding.isWordPart(scalar), !Folding.isUnspaced(scalar)
    else { return nil }
    let folded = Array(Folding.letters(String(scalar)).utf8)
    guard (1...2).contains(folded.count), folded.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      return nil
    }
    return LatinLetter(folded[0], folded.count > 1 ? folded[1] : 0)
  }
}
