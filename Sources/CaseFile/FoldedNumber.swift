/// A number that people write in groups and look for in one piece, or the other way round: of a telephone, a file, an account.
enum FoldedNumber {
  /// Fewer digits than this are a date, an hour, an age.
  static let leastDigits = 6
  /// Words that a number may take: a bound, and more than anybody writes.
  static let mostWords = 16

  /// Marks the first word of each such number of a text.
  static func mark(_ words: inout [FoldedWord], in text: String) {
    var first = words.startIndex
    while first < words.endIndex {
      var last = first
      while last + 1 < words.endIndex, last - first + 1 < mostWords, isDigits(words[last]),
        isDigits(words[last + 1]),
        isJoin(text[words[last].range.upperBound..<words[last + 1].range.lowerBound])
      { last += 1 }
      let digits = words[first...last].map { $0.forms[0] }.joined()
      if last > first, digits.utf8.count >= leastDigits {
        words[first].number = (digits, last - first + 1)
      }
      first = last + 1
    }
  }

  private static func isDigits(_ word: FoldedWord) -> Bool {
    !word.isUnspaced && word.forms.count == 1
      && word.forms[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// What stands between two groups: one blank, a dot, a stroke.
  private static func isJoin(_ gap: Substring) -> Bool {
    let scalars = gap.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return false }
    return scalar.properties.isWhitespace && !["\n", "\r"].contains(scalar)
      || [".", "-", "‑", "/"].contains(scalar)
  }
}
