/// Digits that a person types as another one reads them out. Protocol/conventions.md, "Typed digits".
public enum TypedDigits {
  /// The digits of what was typed, ASCII, whatever stands between them.
  ///
  ///     TypedDigits.read("12-34 56", count: 6)?.count   // 6
  ///
  /// - Returns: nil unless there are exactly `count`, with nothing but separators around and between them.
  public static func read(_ typed: String, count: Int) -> [UInt8]? {
    var digits: [UInt8] = []
    for scalar in typed.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.append(UInt8(scalar.value))
      case _: guard isSeparator(scalar) else { return nil }
      }
    }
    return digits.count == count ? digits : nil
  }

  /// What people put between groups: spaces of any width and ends of lines, hyphens of any length, dots.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return switch scalar {
      case " ", "-", ".", "\n", "\r", "\t": true
      case _: false
      }
    }
    return switch scalar {
    // The middle dot, the minus sign, the soft hyphen, and what joins words or has no width.
    case "\u{B7}", "\u{2212}", "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": true
    case _: scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
    }
  }
}
