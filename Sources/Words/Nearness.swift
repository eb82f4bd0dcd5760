/// How far two words are from each other, so that the nearest can be offered for one that is not known.
enum Nearness {
  /// Damerau's distance without a letter touched twice: letters added, left out, replaced, or two swapped.
  static func distance(_ first: String, _ second: String) -> Int {
    let (left, right) = (Array(first), Array(second))
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(
          above[column] + (isSame ? 0 : 1), above[column + 1] + 1, current[column] + 1)
        let isSwapped =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwapped { best = min(best, before[column - 1] + 1) }
        current.append(best)
      }
      (before, above) = (above, current)
    }
    return above[right.count]
  }

  /// Those of `words` that are nearest to `typed`, at most three; none when more than a third of the word differs.
  ///
  /// - Parameter words: each word to offer, with the ways to write it.
  static func nearest(to typed: String, among words: [(offered: String, keys: [String])])
    -> [String]
  {
    // What nobody mistypes is not measured: the work grows with the square of the length.
    guard typed.utf8.count <= longest else { return [] }
    let wanted = WordKey.key(typed)
    let found = words.compactMap { word -> (offered: String, distance: Int)? in
      let distances = word.keys.map { key in
        (distance(wanted, key), max(1, max(wanted.count, key.count) / 3))
      }
      return distances.filter { $0.0 <= $0.1 }.map(\.0).min().map { (word.offered, $0) }
    }
    guard let best = found.map(\.distance).min() else { return [] }
    var offered: [String] = []
    for word in found where word.distance == best && !offered.contains(word.offered) {
      offered.append(word.offered)
    }
    return Array(offered.prefix(3))
  }

  private static let longest = 64
}

extension Phrasebook {
  /// `vouliez-vous « droits » ou « projet » ?`, without a space around; empty for nothing to offer.
  func didYouMean(_ words: [String]) -> String {
    guard !words.isEmpty else { return "" }
    let list = words.map(quoted).joined(separator: say(" ou ", " or ", " of "))
    return say("vouliez-vous \(list) ?", "did you mean \(list)?", "bedoelde u \(list)?")
  }
}
