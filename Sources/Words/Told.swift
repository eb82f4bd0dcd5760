import CaseFile

/// An English or a Dutch sentence. What people wrote stands in it as they wrote it; a sentence that ends with it ends
/// once, as in `French`.
struct Told: ExpressibleByStringInterpolation, Hashable, Sendable {
  let text: String
  /// The same, with the options by their Dutch names.
  let dutch: String

  /// A sentence with nothing put in.
  init(stringLiteral literal: String) {
    text = literal
    dutch = OptionSpelling.named(literal, in: .dutch)
  }

  init(stringInterpolation pieces: StringInterpolation) {
    (text, dutch) = (pieces.text, pieces.dutch)
  }

  /// What is no sentence of ours, or one that was told already.
  init(verbatim text: String) {
    (self.text, dutch) = (text, text)
  }

  struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var text = ""
    var dutch = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) {
      text.proceed(with: literal)
      dutch.proceed(with: OptionSpelling.named(literal, in: .dutch))
    }

    mutating func appendInterpolation(_ value: String) {
      text += value
      dutch += value
    }

    mutating func appendInterpolation(_ value: Int) { appendInterpolation(String(value)) }

    /// An option of ours, as `--text`.
    mutating func appendInterpolation(option: String) {
      text += option
      dutch += OptionSpelling.named(option, in: .dutch)
    }
  }
}

extension String {
  /// Adds the next words of a sentence. Its full stop is left out after what ends with a mark that closes a sentence:
  /// the name `Inès A.` brings its own.
  mutating func proceed(with literal: String) {
    let scalars = literal.unicodeScalars
    guard scalars.first == ".", let last = unicodeScalars.last, Self.closing.contains(last),
      Self.isEnd(before: scalars.dropFirst().first)
    else {
      self += literal
      return
    }
    unicodeScalars.append(contentsOf: scalars.dropFirst())
  }

  private static let closing: Set<Unicode.Scalar> = [".", "!", "?"]

  /// Whether a full stop ends a sentence there: dots in a row, and those inside a word, do not.
  private static func isEnd(before next: Unicode.Scalar?) -> Bool {
    guard let next else { return true }
    return next.properties.isWhitespace || "»”)".unicodeScalars.contains(next)
  }
}
