// Taking note of what hangs where, and how deep.
extension Document {
  /// Enters an insertion that editing by position has placed, which has no siblings.
  mutating func enter(_ entry: Int) {
    guard branches.isBuilt else { return }
    if log.entries[entry].second == OperationLog.leftSide {
      enterLeft(entry, .first, before: log.entries[entry].first)
    } else {
      enterRight(entry, .first)
    }
  }

  /// Enters a placed left child, of a rank among its siblings, directly before an element.
  mutating func enterLeft(
    _ entry: Int, _ rank: Siblings.Rank, before following: LocalVersion
  ) {
    let parent = log.entries[entry].first
    let depth = depth(of: parent)
    // The first of all below its parent takes over the seam before these.
    let seam = rank == .first ? seam(before: following) : depth
    if rank == .first {
      let row = log.entry(of: following)
      if log.firsts[row] == following { nesting.deepen(seamBefore: row, to: depth) }
    }
    note(entry, at: Branches.Fork(left: parent), rank, depth: depth + 1, seam: seam)
  }

  /// Enters a placed right child, of a rank among its siblings.
  mutating func enterRight(_ entry: Int, _ rank: Siblings.Rank) {
    let parent = log.entries[entry].first
    let fork = Branches.Fork(right: parent, in: Int(log.entries[entry].object))
    let depth = depth(of: parent)
    note(entry, at: fork, rank, depth: depth + 1, seam: depth)
    noteRightChild(of: parent)
  }

  private mutating func note(
    _ entry: Int, at fork: Branches.Fork, _ rank: Siblings.Rank, depth: UInt32, seam: UInt32
  ) {
    nesting.append(entry, depth: depth, seam: seam)
    branches.insert(UInt32(entry), at: fork, rank)
    sequences[Int(log.entries[entry].object)].lowerFloor(to: seam)
  }

  /// Remembers that something hangs right of an element, if that is the last of its run.
  mutating func noteRightChild(of parent: LocalVersion) {
    guard parent != OperationLog.origin else { return }
    let entry = log.entry(of: parent)
    if parent + 1 == log.end(of: entry) { log.entries[entry].hangsRight = true }
  }

  // MARK: All at once

  /// Builds the branches from the entries logged so far, all of them placed already.
  mutating func buildBranches(before limit: Int) {
    branches.isBuilt = true
    for sequence in sequences.indices { enterAll(of: sequence) }
    for entry in 0..<limit where log.entries[entry].kind.isInsertion {
      let row = log.entries[entry]
      nesting.append(entry, depth: depth(of: row.first) + 1, seam: seamOfBuilt(entry))
    }
  }

  /// Enters the insertions of a sequence as they stand: siblings come in their order.
  private mutating func enterAll(of sequence: Int) {
    var spans: [Span] = []
    sequences[sequence].forEachSpan { span, _ in spans.append(span) }
    for span in spans {
      var entry = log.entry(of: span.first)
      if log.firsts[entry] < span.first { entry += 1 }
      while entry < log.entries.count, log.firsts[entry] < span.end {
        let row = log.entries[entry]
        if row.kind.isInsertion {
          let fork =
            row.second == OperationLog.leftSide
            ? Branches.Fork(left: row.first) : Branches.Fork(right: row.first, in: sequence)
          branches.append(UInt32(entry), at: fork)
        }
        entry += 1
      }
    }
  }

  /// The seam before the first element of an entry, when all forks are known, and the depths of what
  /// came before it.
  private func seamOfBuilt(_ entry: Int) -> UInt32 {
    if branches.isTaken(Branches.Fork(left: log.firsts[entry])) {
      return depth(of: log.entries[entry].first) + 1
    }
    // Where it is the first of all below another element, the seam is that before the other one.
    var top = entry
    while log.entries[top].second == OperationLog.leftSide {
      let parent = log.entries[top].first
      guard branches.first(at: Branches.Fork(left: parent)) == UInt32(top) else { break }
      let above = log.entry(of: parent)
      guard log.firsts[above] == parent else { return depth(of: parent) - 1 }
      top = above
    }
    return depth(of: log.entries[top].first)
  }
}
