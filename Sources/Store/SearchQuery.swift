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
    /// These groups of digits, or the number that they are in one piece, or as it is dialled.
    case number([String], digits: [String])
  }

  let terms: [Term]

  /// Nil when there is no word in it.
  init?(_ typed: String) {
    let typed = String(typed.prefix(1000))
    var terms: [Term] = []
    var end: String.Index?
    var grouped = 0
    let words = Array(Folding.words(of: typed).prefix(Self.wordLimit))
    for (index, word) in words.enumerated() where index >= grouped {
      if let number = word.number {
        grouped = index + number.words
        terms.append(
          .number(
            words[index..<min(grouped, words.count)].map { $0.forms[0] }, digits: number.digits))
        end = nil
      } else if word.isUnspaced {
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

  /// Every form quoted, all terms wanted: nothing typed is ever syntax.
  var match: String {
    terms.map { term in
      switch term {
      case .word(let forms): "(" + forms.map(Self.quoted).joined(separator: " OR ") + ")"
      case .number(let groups, let digits):
        "((" + groups.map(Self.quoted).joined(separator: " AND ") + ") OR "
          + digits.map(Self.quoted).joined(separator: " OR ") + ")"
      case .signs(let signs): "\"" + signs.joined(separator: " ") + "\""
      }
    }.joined(separator: " AND ")
  }

  private static func isWanted(_ word: FoldedWord, _ wanted: [String]) -> Bool {
    word.indexed.contains { form in
      wanted.contains { isBeginning($0) ? form.hasPrefix($0) : form == $0 }
    }
  }

  private static func quoted(_ form: String) -> String {
    "\"\(form)\"" + (isBeginning(form) ? "*" : "")
  }

  /// Whether words that begin with it are wanted too. A syllable of Hangul is several letters.
  static func isBeginning(_ form: String) -> Bool {
    form.unicodeScalars.count >= prefixLength
      || form.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  /// Whether one of the terms stands from a word on.
  func begins(at index: Int, of words: [FoldedWord]) -> Bool {
    terms.contains { term in
      switch term {
      case .word(let wanted): Self.isWanted(words[index], wanted)
      case .number(let groups, let digits):
        Self.isWanted(words[index], digits)
          || words.count - index >= groups.count
            && zip(words[index...], groups).allSatisfy { Self.isWanted($0, [$1]) }
      case .signs(let signs): words[index...].prefix(signs.count).map { $0.forms[0] } == signs
      }
    }
  }
}
