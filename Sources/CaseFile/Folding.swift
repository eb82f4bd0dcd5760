import Foundation

/// How words are compared: by their letters alone. One folding for search and for names. Protocol/conventions.md,
/// "Folding".
public enum Folding {
  /// A text without case, accents, vowel points, ligatures, widths and what cannot be seen; blanks are one space each and
  /// none at the ends, hyphens and apostrophes are one kind each. Folding what is folded changes nothing.
  public static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedBlanks(text.lowercased()) }
    return foldedBlanks(letters(inclusive(text)))
  }

  /// Whether a scalar can be part of a word: letters, digits, marks, and what is not seen between them.
  public static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
        || (0x61...0x7A).contains(scalar.value)
    }
    // Apostrophes that Unicode takes for letters, and the separators of inclusive writing.
    if apostrophes.contains(scalar) || middleDots.contains(scalar) { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    case _: break
    }
    return properties.isAlphabetic || properties.numericType != nil
      || properties.isDefaultIgnorableCodePoint
  }

  /// Whether nobody sees anything of it: no letter, digit or sign, only blanks, controls and what joins or directs.
  public static func isInvisible(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isInvisible)
  }

  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return true
    case _:
      // The blank pattern of Braille is a sign by its category, and nothing to the eye.
      return scalar == "\u{2800}"
    }
  }

  /// Words of the scripts that put no blank between them are looked for anywhere in a sentence, letter by letter.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF,
      0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3040...0x312F,
      0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA9E0...0xA9FF,
      0xAA60...0xAA7F, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
      true
    case _: false
    }
  }

  /// NFKC, case folding, then what they leave apart.
  static func letters(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.isASCII {
        let isCapital = (0x41...0x5A).contains(scalar.value)
        folded.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar)
        continue
      }
      if isDropped(scalar) { continue }
      if let digit = digit(scalar) {
        folded.append(digit)
        continue
      }
      for cased in caseFolded(scalar) where !isDropped(cased) {
        if let other = others[cased] {
          folded.append(contentsOf: other.unicodeScalars)
        } else if apostrophes.contains(cased) {
          folded.append("'")
        } else if hyphens.contains(cased) {
          folded.append("-")
        } else {
          folded.append(cased)
        }
      }
    }
    // Syllables of Hangul and voiced kana become whole again.
    return String(folded).precomposedStringWithCanonicalMapping
  }

  /// Full case folding: ẞ, ß and SS are one, as are the sigmas.
  private static func caseFolded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    guard properties.changesWhenCaseFolded || properties.isCased else { return [scalar] }
    return properties.lowercaseMapping.uppercased().lowercased()
      .decomposedStringWithCompatibilityMapping.unicodeScalars.map { $0 == "ς" ? "σ" : $0 }
  }

  /// What is not written by everybody: accents, vowel points, and what joins, directs or hides.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F:
      true
    // Hebrew points; Arabic vowels, signs and the stretching stroke; Syriac points.
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7, 0x0610...0x061A, 0x0640,
      0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7...0x06E8, 0x06EA...0x06ED,
      0x0711, 0x0730...0x074A, 0x08D3...0x08E1, 0x08E3...0x08FF:
      true
    case _: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
      (0...9).contains(value)
    else { return nil }
    return Unicode.Scalar(UInt8(0x30) + UInt8(value))
  }

  /// Letters that no normal form takes apart and that people type as others.
  private static let others: [Unicode.Scalar: String] = [
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
    "ı": "i", "ĸ": "k", "ŋ": "n", "ɖ": "d", "ə": "e",
    // Arabic and Persian keyboards write these differently.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "״": "\"", "׳": "'",
  ]

  static let apostrophes: Set<Unicode.Scalar> = [
    "'", "’", "‘", "‛", "′", "ʼ", "ʻ", "ʽ", "ʾ", "ʿ", "ʹ", "`", "´", "＇",
  ]

  private static let hyphens: Set<Unicode.Scalar> = [
    "‐", "‑", "‒", "–", "—", "―", "−", "⁃", "־",
  ]

  static let middleDots: Set<Unicode.Scalar> = ["·", "•", "‧", "∙", "⋅", "・", "･"]

  /// Without the middle dots between two letters: what is written inclusively is one word.
  private static func inclusive(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: middleDots.contains) else { return text }
    var kept = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let joins =
        middleDots.contains(scalar) && index > 0 && index + 1 < scalars.count
        && scalars[index - 1].properties.isAlphabetic
        && scalars[index + 1].properties.isAlphabetic && !isUnspaced(scalars[index - 1])
      if !joins { kept.append(scalar) }
    }
    return String(kept)
  }

  private static func foldedBlanks(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
      .joined(separator: " ")
  }
}
