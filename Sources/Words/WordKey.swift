import CaseFile

/// What the spellings of one word of ours share. Commands, options, values and days are compared by it: beside what
/// `Folding` leaves out, it says nothing how the parts of a word are held together.
enum WordKey {
  /// Folded; an apostrophe, a hyphen, an underscore and a blank are one blank.
  static func key(_ text: String) -> String {
    var key = ""
    for character in Folding.fold(text) {
      let isJoint = character == "-" || character == "_" || character == "'" || character == " "
      if !isJoint {
        key.append(character)
      } else if let last = key.last, last != " " {
        key.append(" ")
      }
    }
    return key.last == " " ? String(key.dropLast()) : key
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
    return [key(short), key(name.filter { $0 != "·" })]
  }
}
