// Texts as they were, and what was written apart. No change is applied again.
extension Document {
  /// The text as of `heads`: what they and their causal past inserted and did not remove. Heads that
  /// are not in the history are ignored.
  public func text(_ key: String, at heads: [ChangeID]) -> String {
    guard let number = names.text(key) else { return "" }
    let known = past.marked(from: heads.compactMap { past.number(of: $0) }.map { UInt32($0) })
    let removed = removals(in: number, by: known)
    var bytes: [UInt8] = []
    sequences[number].forEachSpan { span, _ in
      var rest = VersionRange(first: span.first, count: span.count)
      while rest.count > 0 {
        let entry = log.entry(of: rest.first)
        let end = min(rest.end, log.end(of: entry))
        if known[past.change(ofEntry: entry)] {
          append(rest.first..<end, without: removed, to: &bytes)
        }
        rest = VersionRange(first: end, count: rest.end - end)
      }
    }
    return string(bytes)
  }

  /// What changes removed from a text: ranges in order of local version, never touching.
  private func removals(in number: Int, by known: [Bool]) -> [VersionRange] {
    var ranges: [VersionRange] = []
    for change in known.indices where known[change] {
      let start = past.entryStarts[change]
      for entry in start..<start + operationCount(of: change) {
        let row = log.entries[entry]
        guard row.kind == .removeText, row.object == number else { continue }
        ranges.append(contentsOf: log.ranges(of: entry))
      }
    }
    ranges.sort { $0.first < $1.first }
    var joined: [VersionRange] = []
    for range in ranges {
      if let last = joined.last, range.first <= last.end {
        joined[joined.count - 1].count = max(last.end, range.end) - last.first
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private func append(
    _ versions: Range<LocalVersion>, without removed: [VersionRange], to bytes: inout [UInt8]
  ) {
    var first = versions.lowerBound
    var next = removed.partitioningIndex { $0.end > first }
    while first < versions.upperBound {
      let hole = next < removed.count ? removed[next] : nil
      let end = min(versions.upperBound, hole?.first ?? .max)
      if first < end {
        bytes.append(contentsOf: arena.utf8(VersionRange(first: first, count: end - first)))
      }
      first = max(end, hole?.end ?? .max)
      next += 1
    }
  }
}

/// A visible range of a text that not everybody had seen who wrote last.
public struct ConcurrentRange: Hashable, Sendable {
  /// Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  /// The change that inserted it.
  public let change: ChangeID
  public let text: String
}

extension Document {
  /// The visible ranges of a text that were written apart: inserted by a change that some head has
  /// not seen. None once somebody has written having seen everything.
  public func concurrentRanges(_ key: String) -> [ConcurrentRange] {
    guard past.heads.count > 1, let number = names.text(key) else { return [] }
    let everybody = past.seenByAllHeads
    var ranges: [ConcurrentRange] = []
    var position = 0
    forEachVisibleRun(in: sequences[number]) { entry, range in
      let end = position + Int(range.count)
      defer { position = end }
      let change = past.change(ofEntry: entry)
      guard !everybody[change] else { return }
      let text = String(decoding: arena.utf8(range), as: UTF8.self)
      if let last = ranges.last, last.change == past.ids[change], last.range.upperBound == position
      {
        ranges[ranges.count - 1] = ConcurrentRange(
          range: last.range.lowerBound..<end, change: last.change, text: last.text + text)
      } else {
        ranges.append(
          ConcurrentRange(range: position..<end, change: past.ids[change], text: text))
      }
    }
    return ranges
  }
}

extension History {
  /// Marks the changes that every head has seen.
  var seenByAllHeads: [Bool] {
    var marked = Array(repeating: true, count: count)
    for head in heads {
      let seen = self.marked(from: [head])
      for number in marked.indices where !seen[number] { marked[number] = false }
    }
    return marked
  }
}
