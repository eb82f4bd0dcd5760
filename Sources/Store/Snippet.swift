import CaseFile

/// What is shown of a text that was found: some words around the first that was looked for.
extension SearchQuery {
  fileprivate static let wordsBefore = 8
  fileprivate static let wordCount = 20

  /// About twenty words of the text around the first that was looked for; its first ones when none of it is there. Of a
  /// long text only the words around it are folded in full.
  func snippet(of text: String) -> String {
    var window = SnippetWindow(self)
    Folding.stretches(of: text) { window.take($0, $1, of: text) }
    let (range, first) = window.place
    return Self.excerpt(of: text.bytes(range), from: first, isFirst: range.lowerBound == 0)
  }

  /// The same without a short cut.
  func snippetSlowly(of text: String) -> String {
    let words = Folding.words(of: text)
    let found = words.indices.first { begins(at: $0, of: words) } ?? 0
    return Self.excerpt(of: text[...], from: max(0, found - Self.wordsBefore), isFirst: true)
  }

  private static func excerpt(of part: Substring, from first: Int, isFirst: Bool) -> String {
    let part = String(part)
    let words = Folding.words(of: part)
    guard first < words.count else { return "" }
    let last = min(words.count, first + wordCount) - 1
    let excerpt = part[words[first].range.lowerBound..<words[last].range.upperBound]
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let hasMoreBefore = first > 0 || !isFirst
    return (hasMoreBefore ? "… " : "") + excerpt + (last < words.count - 1 ? " …" : "")
  }

  /// What the index is given of words that one of the terms may begin with.
  fileprivate var needles: [(form: [UInt8], isBeginning: Bool)] {
    terms.flatMap { term -> [String] in
      switch term {
      case .word(let forms): forms
      case .number(let groups, let digits): groups.prefix(1) + digits
      case .signs(let signs): Array(signs.prefix(1))
      }
    }.map { (Array($0.utf8), Self.isBeginning($0)) }
  }
}

/// Finds where the words around the first that is wanted stand, while the stretches of a text go by.
private struct SnippetWindow {
  private let query: SearchQuery
  private let needles: [(form: [UInt8], isBeginning: Bool)]
  /// Where each stretch begins, and how many words stand before it.
  private var starts: [(offset: Int, words: Int)] = []
  private var words = 0
  private var end = 0
  /// Behind the first words of the text, and one more.
  private var endOfFirst: Int?
  /// The first word that is wanted.
  private var found: Int?

  init(_ query: SearchQuery) { (self.query, needles) = (query, query.needles) }

  /// Whether more of the text is needed.
  mutating func take(_ stretch: Folding.Stretch, _ index: [UInt8], of text: String) -> Bool {
    starts.append((stretch.range.lowerBound, words))
    if found == nil, mayHold(index) {
      let here = Folding.words(of: String(text.bytes(stretch.range)))
      found = here.indices.first { query.begins(at: $0, of: here) }.map { words + $0 }
    }
    words += stretch.words
    end = stretch.range.upperBound
    if endOfFirst == nil, words > SearchQuery.wordCount { endOfFirst = end }
    guard let found else { return true }
    return words <= max(0, found - SearchQuery.wordsBefore) + SearchQuery.wordCount
  }

  /// The part of the text that is enough, in UTF-8 bytes, and the first word of it that is shown.
  var place: (range: Range<Int>, first: Int) {
    guard let found else { return (0..<(endOfFirst ?? end), 0) }
    let first = max(0, found - SearchQuery.wordsBefore)
    let start = starts.last { $0.words <= first } ?? (0, 0)
    return (start.words == 0 ? 0..<end : start.offset..<end, first - start.words)
  }

  /// Whether a word of it begins like what is wanted.
  private func mayHold(_ index: [UInt8]) -> Bool {
    var start = 0
    while start < index.count {
      let end = index[start...].firstIndex(of: 0x20) ?? index.count
      let word = index[start..<end]
      if needles.contains(where: {
        $0.isBeginning ? word.starts(with: $0.form) : word.elementsEqual($0.form)
      }) {
        return true
      }
      start = end + 1
    }
    return false
  }
}

extension String {
  /// A part of it that begins and ends between two scalars.
  fileprivate func bytes(_ range: Range<Int>) -> Substring {
    self[
      utf8.index(
        startIndex, offsetBy: range.lowerBound)..<utf8.index(
          startIndex, offsetBy: range.upperBound)]
  }
}
