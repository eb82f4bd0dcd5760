/// A small difference between two texts, word by word.
enum TextDifference {
  /// Old scalars to remove and new scalars to put in their place.
  struct Hunk: Equatable {
    var removed: Range<Int>
    var inserted: Range<Int>

    var size: Int { max(removed.count, inserted.count) }
  }

  /// More differing words than this, and the words are not searched: the cost is its square.
  static let searchedDistance = 400

  /// The hunks, in order and never adjacent, that turn `old` into `new`.
  ///
  /// Words go and come whole, and sentences that share hardly more than their blanks are not zipped
  /// together: what two people write apart in the same place must stay readable side by side.
  static func hunks(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> [Hunk] {
    let whole = wholeWords(
      trimmed(Hunk(removed: 0..<old.count, inserted: 0..<new.count), old, new), old, new)
    guard !whole.removed.isEmpty, !whole.inserted.isEmpty else {
      return whole.removed.isEmpty && whole.inserted.isEmpty ? [] : [whole]
    }
    for granularity in [Granularity.word, .line] {
      let before = tokens(of: old, in: whole.removed, granularity)
      let after = tokens(of: new, in: whole.inserted, granularity)
      guard let kept = commonTokens(before, after, old, new) else { continue }
      let found = gaps(between: kept, before, after, within: whole)
      return joined(found, old).map { withBlank($0, old, new) }
    }
    return [withBlank(whole, old, new)]
  }

  /// Widens a hunk whose ends cut a word in two.
  private static func wholeWords(
    _ hunk: Hunk, _ old: [Unicode.Scalar], _ new: [Unicode.Scalar]
  ) -> Hunk {
    guard !hunk.removed.isEmpty || !hunk.inserted.isEmpty else { return hunk }
    var (removed, inserted) = (hunk.removed, hunk.inserted)
    func isPart(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
      scalars.indices.contains(index) && isWordPart(scalars[index])
    }
    let cutsBefore =
      isPart(old, removed.lowerBound) && !removed.isEmpty
      || isPart(new, inserted.lowerBound) && !inserted.isEmpty
    while cutsBefore, isPart(old, removed.lowerBound - 1) {
      removed = removed.lowerBound - 1..<removed.upperBound
      inserted = inserted.lowerBound - 1..<inserted.upperBound
    }
    let cutsBehind =
      isPart(old, removed.upperBound - 1) && !removed.isEmpty
      || isPart(new, inserted.upperBound - 1) && !inserted.isEmpty
    while cutsBehind, isPart(old, removed.upperBound) {
      removed = removed.lowerBound..<removed.upperBound + 1
      inserted = inserted.lowerBound..<inserted.upperBound + 1
    }
    return Hunk(removed: removed, inserted: inserted)
  }

  /// Joins hunks when what is kept between them holds no word, or is no longer than they are.
  private static func joined(_ hunks: [Hunk], _ old: [Unicode.Scalar]) -> [Hunk] {
    var joined: [Hunk] = []
    for hunk in hunks {
      guard let last = joined.last else {
        joined.append(hunk)
        continue
      }
      let kept = last.removed.upperBound..<hunk.removed.lowerBound
      if kept.count <= last.size + hunk.size || !kept.contains(where: { isWordPart(old[$0]) }) {
        joined[joined.count - 1] = Hunk(
          removed: last.removed.lowerBound..<hunk.removed.upperBound,
          inserted: last.inserted.lowerBound..<hunk.inserted.upperBound)
      } else {
        joined.append(hunk)
      }
    }
    return joined
  }

  /// A replacement takes a blank beside it along, or the marks behind it, so that two replacements of
  /// one word stay two words.
  private static func withBlank(
    _ hunk: Hunk, _ old: [Unicode.Scalar], _ new: [Unicode.Scalar]
  ) -> Hunk {
    guard let first = hunk.inserted.first, let last = hunk.inserted.last, !hunk.removed.isEmpty,
      isWordPart(new[last]) || isWordPart(new[first])
    else { return hunk }
    let isBehindBlank = hunk.removed.lowerBound > 0 && old[hunk.removed.lowerBound - 1] == " "
    var more = 0
    while hunk.removed.upperBound + more < old.count {
      let next = old[hunk.removed.upperBound + more]
      if isWordPart(next) || next != " " && isBehindBlank { break }
      more += 1
      if next == " " { break }
    }
    if more > 0 {
      return Hunk(
        removed: hunk.removed.lowerBound..<hunk.removed.upperBound + more,
        inserted: hunk.inserted.lowerBound..<hunk.inserted.upperBound + more)
    }
    guard isBehindBlank else { return hunk }
    return Hunk(
      removed: hunk.removed.lowerBound - 1..<hunk.removed.upperBound,
      inserted: hunk.inserted.lowerBound - 1..<hunk.inserted.upperBound)
  }

  private enum Granularity {
    case word
    case line
  }

  /// Leaves out the scalars that both sides share at either end.
  private static func trimmed(
    _ hunk: Hunk, _ old: [Unicode.Scalar], _ new: [Unicode.Scalar]
  ) -> Hunk {
    var (removed, inserted) = (hunk.removed, hunk.inserted)
    while let left = removed.first, let right = inserted.first, old[left] == new[right] {
      removed.removeFirst()
      inserted.removeFirst()
    }
    while let left = removed.last, let right = inserted.last, old[left] == new[right] {
      removed.removeLast()
      inserted.removeLast()
    }
    return Hunk(removed: removed, inserted: inserted)
  }

  /// Letters and digits stay together, every other scalar stands alone; a line keeps its end.
  private static func tokens(
    of scalars: [Unicode.Scalar], in range: Range<Int>, _ granularity: Granularity
  ) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.dropFirst() {
      let continues =
        switch granularity {
        case .word: isWordPart(scalars[index - 1]) && isWordPart(scalars[index])
        case .line: scalars[index - 1] != "\n"
        }
      if !continues {
        tokens.append(start..<index)
        start = index
      }
    }
    if start < range.upperBound { tokens.append(start..<range.upperBound) }
    return tokens
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    case _:
      false
    }
  }

  /// Pairs of indices of tokens that stay, `nil` when the search would cost too much.
  private static func commonTokens(
    _ before: [Range<Int>], _ after: [Range<Int>], _ old: [Unicode.Scalar], _ new: [Unicode.Scalar]
  ) -> [(Int, Int)]? {
    var names: [ArraySlice<Unicode.Scalar>: Int] = [:]
    func name(_ token: ArraySlice<Unicode.Scalar>) -> Int {
      if let known = names[token] { return known }
      names[token] = names.count
      return names.count - 1
    }
    let left = before.map { name(old[$0]) }
    let right = after.map { name(new[$0]) }
    return shortestEdit(from: left, to: right)
  }

  /// Myers' greedy search for a shortest edit script, bounded by `searchedDistance`.
  private static func shortestEdit(from left: [Int], to right: [Int]) -> [(Int, Int)]? {
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    for distance in 0...min(searchedDistance, left.count + right.count) {
      trace.append(furthest)
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let below = furthest[diagonal + 1] ?? -1
        let beside = furthest[diagonal - 1] ?? -1
        let down = diagonal == -distance || (diagonal != distance && beside < below)
        var x = down ? below : beside + 1
        var y = x - diagonal
        while x < left.count, y < right.count, left[x] == right[y] {
          x += 1
          y += 1
        }
        furthest[diagonal] = x
        if x >= left.count, y >= right.count {
          return matches(along: trace, to: (left.count, right.count))
        }
      }
    }
    return nil
  }

  /// Walks back through the search and collects the matches, in order.
  private static func matches(along trace: [[Int: Int]], to end: (Int, Int)) -> [(Int, Int)] {
    var (x, y) = end
    var found: [(Int, Int)] = []
    for (distance, furthest) in trace.enumerated().reversed() {
      let diagonal = x - y
      let below = furthest[diagonal + 1] ?? -1
      let beside = furthest[diagonal - 1] ?? -1
      let down = diagonal == -distance || (diagonal != distance && beside < below)
      let startX = distance == 0 ? 0 : (down ? below : beside + 1)
      let startY = startX - diagonal
      while x > startX, y > startY {
        x -= 1
        y -= 1
        found.append((x, y))
      }
      guard distance > 0 else { break }
      if down { y -= 1 } else { x -= 1 }
    }
    return found.reversed()
  }

  /// What lies between the tokens that stay.
  private static func gaps(
    between kept: [(Int, Int)], _ before: [Range<Int>], _ after: [Range<Int>], within whole: Hunk
  ) -> [Hunk] {
    var hunks: [Hunk] = []
    var removedFrom = whole.removed.lowerBound
    var insertedFrom = whole.inserted.lowerBound
    func close(_ removedTo: Int, _ insertedTo: Int) {
      guard removedFrom < removedTo || insertedFrom < insertedTo else { return }
      hunks.append(Hunk(removed: removedFrom..<removedTo, inserted: insertedFrom..<insertedTo))
    }
    for (left, right) in kept {
      close(before[left].lowerBound, after[right].lowerBound)
      removedFrom = before[left].upperBound
      insertedFrom = after[right].upperBound
    }
    close(whole.removed.upperBound, whole.inserted.upperBound)
    return hunks
  }
}
