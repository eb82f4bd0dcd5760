public import CRDT

/// A sentence, or several side by side, in which people inserted or removed words without having seen each other's.
public struct ProseApart: Sendable {
  /// The sentence as one side left it.
  public struct Side: Sendable {
    public let text: String
    /// The changes that made it so, sorted.
    public let changes: [ChangeID]
  }

  /// Unicode scalars from the beginning of the text; empty where all of it was removed.
  public let range: Range<Int>
  /// What stands there, merged.
  public let standing: String
  /// At least two, in the order of the versions; at most ``Limits/sidesApart``.
  public let sides: [Side]

  /// The stretches of a prose that nobody has read together yet. None once somebody has written having seen
  /// everything.
  ///
  /// Apart means touching: in the same sentence, or in neighbouring ones with no word between that stood before.
  static func all(of document: Document, _ key: String) -> [ProseApart] {
    guard let apart = document.apart(key) else { return [] }
    let line = ApartLine(apart)
    return line.stretches().compactMap(line.stretch)
  }
}

/// The scalars of a text that was written apart, each with the piece it belongs to.
private struct ApartLine {
  let apart: TextApart
  private let scalars: [Unicode.Scalar]
  private let pieces: [Int]

  init(_ apart: TextApart) {
    self.apart = apart
    var scalars: [Unicode.Scalar] = []
    var pieces: [Int] = []
    for (number, piece) in apart.pieces.enumerated() {
      for scalar in piece.text.unicodeScalars {
        scalars.append(scalar)
        pieces.append(number)
      }
    }
    (self.scalars, self.pieces) = (scalars, pieces)
  }

  private func isEdited(_ index: Int) -> Bool { !apart.pieces[pieces[index]].edits.isEmpty }

  // MARK: Where

  /// Ranges of scalars that begin and end with sentences of which everybody sees the end, and in which something was
  /// edited; joined while no word that everybody sees stands between two edits.
  func stretches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var isTouched = false
    /// Whether the first edit of this sentence follows the last one of the sentence before without a word between.
    var isJoined = false
    var hasWordSinceEdit = true
    func close(at end: Int) {
      defer { (start, isTouched, isJoined) = (end, false, false) }
      guard isTouched else { return }
      if isJoined, let last = found.popLast() {
        found.append(last.lowerBound..<end)
      } else {
        found.append(start..<end)
      }
    }
    for index in scalars.indices {
      if isEdited(index) {
        if !isTouched { isJoined = !hasWordSinceEdit }
        (isTouched, hasWordSinceEdit) = (true, false)
      } else if Folding.isWordPart(scalars[index]) {
        hasWordSinceEdit = true
      }
      if endsSentence(index) { close(at: index + 1) }
    }
    close(at: scalars.count)
    return found
  }

  /// Whether a sentence ends behind a scalar, for everybody.
  private func endsSentence(_ index: Int) -> Bool {
    guard !isEdited(index) else { return false }
    switch scalars[index] {
    case "\n", "\r", "\u{2028}", "\u{2029}", "。", "！", "？", "؟", "।": return true
    case ".", "!", "?", "…":
      guard index + 1 < scalars.count else { return true }
      let isLast = isEdited(index + 1) || scalars[index + 1].properties.isWhitespace
      return isLast && (scalars[index] != "." || !isAbbreviation(endingAt: index))
    case _: return false
    }
  }

  /// A stop behind one or two letters, or behind a usual abbreviation, ends no sentence: M., Dr., tél.
  private func isAbbreviation(endingAt index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 6, Folding.isWordPart(scalars[start - 1]) { start -= 1 }
    let word = scalars[start..<index]
    guard word.contains(where: \.properties.isAlphabetic) else { return false }
    let text = Folding.fold(String(String.UnicodeScalarView(word)))
    return text.unicodeScalars.count <= 2
      || ["mme", "mlle", "tel", "env", "art", "rdv"].contains(text)
  }

  // MARK: What

  /// Nil when nothing in it was written apart, or all sides came to the same.
  func stretch(_ range: Range<Int>) -> ProseApart? {
    let edits = edits(in: range)
    guard isApart(edits) else { return nil }
    var sides: [ProseApart.Side] = []
    for (bit, _) in apart.heads.prefix(TextApart.ownBits).enumerated() {
      let mask = UInt64(1) << UInt64(bit)
      let changes = edits.filter { $0.seenBy & mask != 0 }.map(\.change).sorted()
      guard !changes.isEmpty, !sides.contains(where: { $0.changes == changes }) else { continue }
      guard sides.count < Limits.sidesApart else { break }
      sides.append(ProseApart.Side(text: text(range) { $0.shownBy & mask != 0 }, changes: changes))
    }
    let standing = text(range) { $0.stands }
    guard sides.contains(where: { !$0.text.unicodeScalars.elementsEqual(standing.unicodeScalars) })
    else { return nil }
    let before = count(0..<range.lowerBound)
    return ProseApart(
      range: before..<before + count(range), standing: standing, sides: sides)
  }

  private func edits(in range: Range<Int>) -> [TextApart.Edit] {
    var edits: [TextApart.Edit] = []
    var seen: Set<TextApart.Edit> = []
    var last = -1
    for index in range where pieces[index] != last {
      last = pieces[index]
      for edit in apart.pieces[last].edits where seen.insert(edit).inserted { edits.append(edit) }
    }
    return edits
  }

  /// Whether two of the edits were seen together by nobody. Edits that the same heads have seen are one.
  private func isApart(_ edits: [TextApart.Edit]) -> Bool {
    var different: [TextApart.Edit] = []
    var masks: Set<UInt64> = []
    let isCrowded = apart.heads.count > TextApart.ownBits + 1
    for edit in edits where isCrowded || masks.insert(edit.seenBy).inserted {
      if different.contains(where: { !apart.hasSeenBoth($0, edit) }) { return true }
      if different.count < Limits.sidesApart * Limits.sidesApart { different.append(edit) }
    }
    return false
  }

  private func text(_ range: Range<Int>, _ shows: (TextApart.Piece) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    for index in range where shows(apart.pieces[pieces[index]]) { text.append(scalars[index]) }
    return String(text)
  }

  /// Scalars that stand in the merged text.
  private func count(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (apart.pieces[pieces[$1]].stands ? 1 : 0) }
  }
}
