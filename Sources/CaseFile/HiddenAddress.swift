/// An address that is not to be used, as its words are found in any other text: folded, in their order, whatever cuts them.
/// Protocol/records.md, "How she is reached".
struct HiddenAddress: Hashable, Sendable {
  /// Its words without the numbers, folded.
  let words: [String]
  /// The numbers of the whole address: one that stands beside the words is covered with them.
  private let numbers: Set<String>

  /// A word of a text, and where it stands.
  struct Word {
    let folded: String
    let range: Range<Int>

    /// The digits that it begins with; nil for a word.
    fileprivate var number: String? {
      let digits = folded.prefix { ("0"..."9").contains($0) }
      return digits.isEmpty ? nil : String(digits)
    }
  }

  /// The parts of an address that are enough to find somebody: not the town behind its postal code.
  static func all(in text: String) -> [HiddenAddress] {
    let scalars = Array(text.unicodeScalars)
    let words = words(in: scalars)
    let numbers = Set(words.compactMap(\.number))
    var found: [HiddenAddress] = []
    var part: [String] = []
    var isTown = false
    func end() {
      let letters = part.reduce(0) { $0 + $1.unicodeScalars.count }
      // A single word may be any other.
      if !isTown, part.count > 1, letters >= leastScalars {
        found.append(Self(words: part, numbers: numbers))
      }
      part = []
    }
    for (index, word) in words.enumerated() {
      if index > 0, isCut(words[index - 1], word, in: scalars) {
        end()
        isTown = false
      }
      if let number = word.number {
        end()
        isTown = index > 0 && number.count >= 4
      } else if !part.isEmpty || index == 0 || words[index - 1].number == nil
        || !repeats.contains(word.folded)
      {
        part.append(word.folded)
      }
    }
    end()
    guard found.isEmpty, !words.isEmpty, scalars.count >= leastScalars else { return found }
    return [Self(words: words.map(\.folded), numbers: [])]
  }

  /// Where the words of a text hold it, with its numbers beside it.
  func ranges(in text: [Word]) -> [Range<Int>] {
    guard let first = words.first, words.count <= text.count else { return [] }
    return (0...(text.count - words.count)).compactMap { start -> Range<Int>? in
      let end = start + words.count
      guard text[start].folded == first,
        text[start..<end].elementsEqual(words, by: { $0.folded == $1 }),
        zip(text[start..<end], text[(start + 1)..<end]).allSatisfy(Self.areNear)
      else { return nil }
      var range = text[start].range.lowerBound..<text[end - 1].range.upperBound
      if let number = text[..<start].suffix(3).last(where: isOurs),
        range.lowerBound - number.range.upperBound <= Limits.besideScalars
      {
        range = number.range.lowerBound..<range.upperBound
      }
      if let number = text[end...].prefix(3).first(where: isOurs),
        number.range.lowerBound - range.upperBound <= Limits.besideScalars
      {
        range = range.lowerBound..<number.range.upperBound
      }
      return range
    }
  }

  private func isOurs(_ word: Word) -> Bool { word.number.map(numbers.contains) ?? false }

  private static func areNear(_ word: Word, _ next: Word) -> Bool {
    next.range.lowerBound - word.range.upperBound <= Limits.besideScalars
  }

  /// Fewer are the name of anything.
  private static let leastScalars = 6
  /// What follows a number and belongs to it.
  private static let repeats: Set<String> = ["bis", "ter", "quater", "a", "b", "c"]

  /// Whether a line of the address ends between two words.
  private static func isCut(_ word: Word, _ next: Word, in scalars: [Unicode.Scalar]) -> Bool {
    scalars[word.range.upperBound..<next.range.lowerBound].contains {
      ",;\n".unicodeScalars.contains($0)
    }
  }

  /// The words of a text, folded as a search compares them.
  static func words(in scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start: Int?
    for index in 0...scalars.count {
      let isPart = index < scalars.count && Folding.isWordPart(scalars[index])
      if isPart, start == nil { start = index }
      guard !isPart, let first = start else { continue }
      start = nil
      var word = String.UnicodeScalarView()
      word.append(contentsOf: scalars[first..<index])
      let folded = Folding.fold(String(word))
      if !folded.isEmpty { words.append(Word(folded: folded, range: first..<index)) }
    }
    return words
  }
}
