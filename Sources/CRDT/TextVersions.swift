// Texts as they were. No change is applied again.
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
  func removals(in number: Int, by known: [Bool]) -> [VersionRange] {
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

extension History {
  /// Marks the changes that every head has seen.
  var seenByAllHeads: [Bool] {
    var marked = Array(repeating: true, count: count)
    // 64 heads at a time, a bit for each.
    for start in stride(from: 0, to: heads.count, by: UInt64.bitWidth) {
      let some = heads[start..<min(start + UInt64.bitWidth, heads.count)]
      var seen = Array(repeating: UInt64(0), count: count)
      for (bit, head) in some.enumerated() { seen[Int(head)] = 1 << UInt64(bit) }
      let all = UInt64.max >> UInt64(UInt64.bitWidth - some.count)
      for number in marked.indices.reversed() {
        for parent in parents(of: number) { seen[Int(parent)] |= seen[number] }
        if seen[number] != all { marked[number] = false }
      }
    }
    return marked
  }
}
