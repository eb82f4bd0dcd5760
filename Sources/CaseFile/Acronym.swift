/// Single letters with a dot between each two: `R.S.A.`, `C.P.A.M`.
enum Acronym {
  /// More letters than any has.
  static let mostLetters = 16

  /// The one that begins at a word, and where it ends. Nil for none.
  static func word(
    from start: String.Index, in text: String
  ) -> (word: FoldedWord, end: String.Index)? {
    let scalars = text.unicodeScalars
    var letters: [String] = []
    var end = start
    var next = start
    while letters.count < mostLetters, let found = letter(at: next, in: scalars) {
      letters.append(found.folded)
      end = found.end
      guard end < scalars.endIndex, scalars[end] == "." else { break }
      next = scalars.index(after: end)
    }
    guard letters.count > 1 else { return nil }
    let word = FoldedWord(
      range: start..<end, forms: [letters.joined()], endings: letters, isUnspaced: false)
    return (word, end)
  }

  /// A letter that stands alone, with its accents, folded; and where it ends.
  private static func letter(
    at start: String.Index, in scalars: String.UnicodeScalarView
  ) -> (folded: String, end: String.Index)? {
    guard start < scalars.endIndex, scalars[start].properties.isAlphabetic,
      Folding.isWordPart(scalars[start]), !Folding.isUnspaced(scalars[start])
    else { return nil }
    var end = scalars.index(after: start)
    while end < scalars.endIndex, Folding.isWordPart(scalars[end]) {
      guard scalars[end].properties.canonicalCombiningClass != .notReordered else { return nil }
      end = scalars.index(after: end)
    }
    let folded = Folding.letters(String(scalars[start..<end]))
    return folded.unicodeScalars.count == 1 ? (folded, end) : nil
  }
}
