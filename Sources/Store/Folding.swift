import Foundation

/// Words as they are searched: without case, diacritics or ligatures.
enum Folding {
  /// What SQLite's tokenizer does not fold itself, and the NUL that would end a text for it.
  static func ligatures(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "œ": folded.append(contentsOf: "oe".unicodeScalars)
      case "Œ": folded.append(contentsOf: "OE".unicodeScalars)
      case "æ": folded.append(contentsOf: "ae".unicodeScalars)
      case "Æ": folded.append(contentsOf: "AE".unicodeScalars)
      case "\0": folded.append(" ")
      case _: folded.append(scalar)
      }
    }
    return String(folded)
  }

  static func word(_ word: some StringProtocol) -> String {
    ligatures(String(word)).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }

  static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The words of a text, as ranges of it.
  static func words(of text: String) -> [Range<String.Index>] {
    var words: [Range<String.Index>] = []
    let scalars = text.unicodeScalars
    var start: String.Index?
    for index in scalars.indices {
      if isWordPart(scalars[index]) {
        start = start ?? index
      } else if let first = start {
        words.append(first..<index)
        start = nil
      }
    }
    if let start { words.append(start..<text.endIndex) }
    return words
  }
}

/// What somebody typed, as a query that holds words and nothing else.
struct SearchQuery {
  /// More words than a person types.
  static let wordLimit = 16
  /// A word this long also finds the words that it begins.
  static let prefixLength = 3

  /// Folded.
  let words: [String]

  /// Nil when there is no word in it.
  init?(_ typed: String) {
    let typed = String(typed.prefix(1000))
    let words = Folding.words(of: typed).prefix(Self.wordLimit).map { Folding.word(typed[$0]) }
    guard !words.isEmpty else { return nil }
    self.words = words
  }

  /// Every word quoted, all of them wanted: nothing typed is ever syntax.
  var match: String {
    words.map { word in
      "\"\(word)\"" + (word.unicodeScalars.count >= Self.prefixLength ? "*" : "")
    }.joined(separator: " AND ")
  }

  func matches(_ word: some StringProtocol) -> Bool {
    let folded = Folding.word(word)
    return words.contains {
      $0.unicodeScalars.count >= Self.prefixLength ? folded.hasPrefix($0) : folded == $0
    }
  }

  /// About twenty words of the text around the first that was looked for.
  func snippet(of text: String) -> String {
    let words = Folding.words(of: text)
    guard !words.isEmpty else { return "" }
    let found = words.firstIndex { matches(text[$0]) } ?? 0
    let first = max(0, found - 8)
    let last = min(words.count - 1, first + 19)
    let excerpt = text[words[first].lowerBound..<words[last].upperBound]
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (first > 0 ? "… " : "") + excerpt + (last < words.count - 1 ? " …" : "")
  }
}
