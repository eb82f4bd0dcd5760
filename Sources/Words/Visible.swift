/// Texts of other people made harmless for a screen: no control character reaches a terminal, none
/// reverses the reading of what follows.
enum Visible {
  /// One line: line breaks become spaces.
  static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": line.append(" ")
      case _ where isHarmful(scalar): line.append("\u{FFFD}")
      case _: line.append(scalar)
      }
    }
    return String(line)
  }

  /// Several lines: line breaks and tabulators stay.
  static func block(_ text: String) -> String {
    var block = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let stays = scalar == "\n" || scalar == "\t" || !isHarmful(scalar)
      block.append(stays ? scalar : "\u{FFFD}")
    }
    return String(block)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    case _: false
    }
  }
}
