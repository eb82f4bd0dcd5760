import CaseFile

/// A French sentence as we write it: spaces that French does not break are made unbreakable, and `de` and `que`
/// are shortened before a vowel; options stand by their French names. What people wrote stands in it as they wrote it; a
/// sentence that ends with it ends once.
///
/// Every French sentence of the program goes through this type, so that the choice is made in one place: U+00A0
/// everywhere, since terminals and plain texts show the narrow one (U+202F) badly. Protocol/decisions/0041.
struct French: ExpressibleByStringInterpolation, Hashable, Sendable {
  let text: String

  /// A sentence with nothing put in.
  init(stringLiteral literal: String) {
    text = Self.spelt(literal)
  }

  init(stringInterpolation pieces: StringInterpolation) {
    text = pieces.text
  }

  /// What is no sentence of ours: a number, a name, something already told in French.
  init(verbatim text: String) {
    self.text = text
  }

  /// With the names that commands and options have in French, and no blank where no line may break.
  fileprivate static func spelt(_ literal: String) -> String {
    unbroken(OptionSpelling.named(CommandSpelling.named(literal, in: .french), in: .french))
  }

  struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) {
      text.proceed(with: French.spelt(literal))
    }

    mutating func appendInterpolation(_ value: String) { text += value }

    mutating func appendInterpolation(_ value: Int) { text += String(value) }

    /// A command line of ours by the names that it has in French.
    mutating func appendInterpolation(command line: String) {
      text += CommandSpelling.named(line, in: .french)
    }

    /// An option of ours, as `--text`, by the name that it has in French.
    mutating func appendInterpolation(option: String) {
      text += OptionSpelling.named(option, in: .french)
    }

    /// `de Claire`, `d’Inès`.
    mutating func appendInterpolation(de name: String) {
      text += (French.elides(before: name) ? "d’" : "de ") + name
    }

    /// `de « Claire »`, `d’« Inès »`.
    mutating func appendInterpolation(deQuoted name: String) {
      text += (French.elides(before: name) ? "d’" : "de ") + "«\u{A0}" + name + "\u{A0}»"
    }

    /// `que Bruxelles`, `qu’Oseille`.
    mutating func appendInterpolation(que name: String) {
      text += (French.elides(before: name) ? "qu’" : "que ") + name
    }
  }

  /// No line begins with a mark that belongs to the word before it, and none ends with an opening one.
  static func unbroken(_ literal: String) -> String {
    let scalars = Array(literal.unicodeScalars)
    var text = String.UnicodeScalarView()
    for (position, scalar) in scalars.enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : nil
      let last = position > 0 ? scalars[position - 1] : nil
      let isBound = next.map(bindsLeft) == true || last == "«"
      text.append(scalar == " " && isBound ? "\u{A0}" : scalar)
    }
    return String(text)
  }

  private static func bindsLeft(_ mark: Unicode.Scalar) -> Bool {
    switch mark {
    case ":", ";", "!", "?", "»": true
    case _: false
    }
  }
}

extension French {
  /// Whether `de` loses its vowel before a name: before a vowel or a mute h.
  static func elides(before name: String) -> Bool {
    let key = WordKey.key(name)
    // The name of a folder begins with a stroke, which is read out.
    guard key.first != "/" else { return false }
    let letters = key.drop { !$0.isLetter && !$0.isNumber }
    guard let first = letters.first else { return false }
    switch first {
    case "a", "e", "i", "o", "u", "œ", "æ":
      return !aspirated.contains { letters.starts(with: $0) }
    case "y":
      // Yves has a vowel there, Yasmine has a consonant.
      return letters.dropFirst().first.map { !"aeiouy".contains($0) } ?? false
    case "h":
      return letters.dropFirst().first.map { "aeiouy".contains($0) } == true
        && !aspirated.contains { letters.starts(with: $0) }
    case _: return false
    }
  }

  /// How words begin that are spoken with a pause before them although they are written with a vowel or an h.
  private static let aspirated = [
    "onz", "oui ", "ouist", "haut", "halt", "hall", "halle", "hameau", "hangar", "handi", "hasard",
    "havre", "haie", "haine", "hache", "harpe", "harce", "hero ", "heros", "herse", "hetre",
    "hibou",
    "holl", "hongr", "hors", "houle", "houx", "huit", "hutte", "hublot", "hugueno",
  ]
}
