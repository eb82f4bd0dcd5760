import CaseFile

/// What somebody typed, as a query that holds words and nothing else.
struct SearchQuery {
  /// More words than a person types.
  static let wordLimit = 32
  /// A word this long also finds the words that it begins.
  static let prefixLength = 3

  /// One thing that is wanted.
  enum Term: Hashable {
    /// Any of these forms of one word, folded.
    case word([String])
    /// These signs of a script without blanks, one after another.
    case signs([String])
  }

  let terms: [Term]

  /// Nil when there is no word in it.
  init?(_ typed: String) {
    let typed = String(typed.prefix(1000))
    var terms: [Term] = []
    var end: String.Index?
    for word in Folding.words(of: typed).prefix(Self.wordLimit) {
      if word.isUnspaced {
        if case .signs(let before) = terms.last, end.map({ $0 >= word.range.lowerBound }) ?? false {
          terms[terms.count - 1] = .signs(before + word.forms)
        } else {
          terms.append(.signs(word.forms))
        }
        end = word.range.upperBound
      } else {
        terms.append(.word(word.forms))
        end = nil
      }
    }
    guard !terms.isEmpty else { return nil }
    self.terms = terms
  }

  /// What the index is given of a text: each word in every form it is found by.
  static func indexed(_ text: String) -> String {
    Folding.words(of: text).flatMap { $0.forms + $0.endings }.joined(separator: " ")
  }

  /// Every form quoted, all terms wanted: nothing typed is ever syntax.
  var match: String {
    terms.map { term in
      switch term {
      case .word(let forms):
        "("
          + forms.map { "\"\($0)\"" + (Self.isBeginning($0) ? "*" : "") }.joined(separator: " OR ")
          + ")"
      case .signs(let signs): "\"" + signs.joined(separator: " ") + "\""
      }
    }.joined(separator: " AND ")
  }

  /// Whether words that begin with it are wanted too. A syllable of Hangul is several letters.
  private static func isBeginning(_ form: String) -> Bool {
    form.unicodeScalars.count >= prefixLength
      || form.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  /// About twenty words of the text around the first that was looked for.
  func snippet(of text: String) -> String {
    let words = Folding.words(of: text)
    guard !words.isEmpty else { return "" }
    let found = words.indices.first { begins(at: $0, of: words) } ?? 0
    let first = max(0, found - 8)
    let last = min(words.count - 1, first + 19)
    let excerpt = text[words[first].range.lowerBound..<words[last].range.upperBound]
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (first > 0 ? "… " : "") + excerpt + (last < words.count - 1 ? " …" : "")
  }

  /// Whether one of the terms stands from a word on.
  private func begins(at index: Int, of words: [FoldedWord]) -> Bool {
    terms.contains { term in
      switch term {
      case .word(let wanted):
        (words[index].forms + words[index].endings).contains { form in
          wanted.contains { Self.isBeginning($0) ? form.hasPrefix($0) : form == $0 }
        }
      case .signs(let signs): words[index...].prefix(signs.count).map { $0.forms[0] } == signs
      }
    }
  }
}
