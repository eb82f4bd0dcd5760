/// A number that people write in groups and look for in one piece, or the other way round: of a telephone, a file, an account.
enum FoldedNumber {
  /// Fewer digits than this are a date, an hour, an age.
  static let leastDigits = 6
  /// Words that a number may take: a bound, and more than anybody writes.
  static let mostWords = 16

  /// The countries whose numbers begin with a 0 at home, in the place of their prefix.
  static let prefixes = ["31", "32", "33"]
  /// Digits of a telephone number behind the prefix of its country.
  static let digitsBehindPrefix = 8...9

  /// Marks the first word of each such number of a text.
  static func mark(_ words: inout [FoldedWord], in text: String) {
    var first = words.startIndex
    while first < words.endIndex {
      var last = first
      let hasPlus =
        isDigits(words[first]) && isPlus(before: words[first].range.lowerBound, in: text)
      while last + 1 < words.endIndex, last - first + 1 < mostWords, isDigits(words[last]),
        isDigits(words[last + 1]),
        isJoin(
          text[words[last].range.upperBound..<words[last + 1].range.lowerBound],
          takesBrackets: hasPlus || words[first].forms[0].hasPrefix("00"))
      { last += 1 }
      let digits = words[first...last].map { $0.forms[0] }.joined()
      if let national = dialled(digits, hasPlus: hasPlus) {
        words[first].number = ([digits, national], last - first + 1)
      } else if last > first, digits.utf8.count >= leastDigits {
        words[first].number = ([digits], last - first + 1)
      }
      first = last + 1
    }
  }

  /// A number with the prefix of a country as it is dialled there: `+33 (0)6 12 34 56 78` is `0612345678`. Nil without one.
  private static func dialled(_ digits: String, hasPlus: Bool) -> String? {
    guard hasPlus || digits.hasPrefix("00") else { return nil }
    let international = hasPlus ? digits[...] : digits.dropFirst(2)
    guard let prefix = prefixes.first(where: international.hasPrefix) else { return nil }
    var number = international.dropFirst(prefix.count)
    if number.first == "0" { number = number.dropFirst() }
    return digitsBehindPrefix.contains(number.utf8.count) ? "0" + number : nil
  }

  private static func isPlus(before index: String.Index, in text: String) -> Bool {
    text[..<index].unicodeScalars.last == "+"
  }

  private static func isDigits(_ word: FoldedWord) -> Bool {
    !word.isUnspaced && word.forms.count == 1
      && word.forms[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// What stands between two groups: one blank, a dot, a stroke; with a country before it, a bracket as well (`+33 (0)6`).
  private static func isJoin(_ gap: Substring, takesBrackets: Bool) -> Bool {
    var scalars = Array(gap.unicodeScalars.prefix(3))
    if takesBrackets { scalars.removeAll { $0 == "(" || $0 == ")" } }
    guard let scalar = scalars.first else { return !gap.isEmpty }
    guard scalars.count == 1, gap.unicodeScalars.count < 3 else { return false }
    return scalar.properties.isWhitespace && !["\n", "\r"].contains(scalar)
      || [".", "-", "‑", "/"].contains(scalar)
  }
}
