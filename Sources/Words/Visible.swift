import CaseFile

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

  /// Several lines: line breaks and tabulators stay, and the line breaks of other scripts become ours.
  static func block(_ text: String) -> String {
    var block = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t": block.append(scalar)
      case "\u{2028}", "\u{2029}": block.append("\n")
      case _ where isHarmful(scalar): block.append("\u{FFFD}")
      case _: block.append(scalar)
      }
    }
    return String(block)
  }

  /// The beginning of a line, and whether there is more: `maximum` of what `unit` counts.
  static func beginning(
    of text: String, _ maximum: Int, _ unit: TextLimit.Unit
  ) -> (text: String, isCut: Bool) {
    var beginning = String.UnicodeScalarView()
    var counted = 0
    for scalar in text.unicodeScalars {
      switch unit {
      case .scalars: counted += 1
      case .bytes: counted += UTF8.width(scalar)
      }
      guard counted <= maximum else { return (line(String(beginning)), true) }
      beginning.append(scalar)
    }
    return (line(String(beginning)), false)
  }

  /// A line as long as a sentence bears it: of a longer one its beginning.
  static func short(_ text: String) -> String {
    let (beginning, isCut) = beginning(of: text, 80, .scalars)
    return isCut ? beginning + "…" : beginning
  }

  /// What turns a screen, a terminal or the reading of what follows against who reads.
  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    case _: false
    }
  }
}
