import Foundation

/// What two spellings of one word share: case, accents, and how its parts are held together say nothing.
///
/// For words that we chose ourselves (commands, options, codes, days): never for the names of people or the words
/// of notes, which have the folding of search.
enum Folding {
  /// Lower case without accents; an apostrophe, a hyphen, an underscore and several blanks are one blank.
  static func key(_ text: String) -> String {
    var key = ""
    for character in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch character {
      case _ where character.properties.generalCategory == .nonspacingMark: break
      case "\u{AD}", "\u{200B}", "\u{FEFF}": break
      case "-", "_", "'", "’", "\u{2010}", "\u{2011}": blank(&key)
      case _ where character.properties.isWhitespace: blank(&key)
      case _: key.unicodeScalars.append(character)
      }
    }
    while key.last == " " { key.removeLast() }
    return key
  }

  private static func blank(_ key: inout String) {
    if let last = key.last, last != " " { key += " " }
  }

  /// The ways to write an inclusive word: `référent·e` is `referent` and `referente`.
  static func keys(_ name: String) -> [String] {
    guard name.contains("·") else { return [key(name)] }
    var short = ""
    var isEnding = false
    for character in name {
      if character == "·" {
        isEnding = true
      } else if !character.isLetter {
        isEnding = false
      }
      if !isEnding { short.append(character) }
    }
    return [key(short), key(name.filter { $0 != "·" }), key(name)]
  }
}
