// Taking note of what hangs where, and how deep.
extension Document {
  /// What an insertion hangs from.
  struct Parent {
    /// The origin, or an element, with its row in the log.
    let element: LocalVersion
    let row: Int
    let depth: UInt32
    /// The element after it in its own run, if it is not the last.
    let next: LocalVersion?
  }

  func parent(of entry: Int) -> Parent {
    let element = log.entries[entry].first
    guard element != OperationLog.origin else {
      return Parent(element: element, row: 0, depth: 0, next: nil)
    }
    let row = log.entry(of: element)
    let depth = depthIndex.depth(of: row, offset: element - log.firsts[row])
    let next = element + 1 < log.end(of: row) ? element + 1 : nil
    return Parent(element: element, row: row, depth: depth, next: next)
  }

  /// Enters an insertion that editing by position has placed, which has no siblings.
  mutating func enter(_ entry: Int) {
    guard branches.isBuilt else { return }
    let parent = parent(of: entry)
    if log.entries[entry].second == OperationLog.leftSide {
      enterLeft(entry, of: parent, .first, before: parent.element)
    } else {
      enterRight(entry, of: parent, .first)
    }
  }

  /// Enters a placed left child, of a rank among its siblings, directly before an element.
  mutating func enterLeft(
    _ entry: Int, of parent: Parent, _ rank: Siblings.Rank, before following: LocalVersion
  ) {
    // The first of all below its parent takes over the seam before these.
    let seam = rank == .first ? seam(before: following) : parent.depth
    if rank == .first {
      let row = log.entry(of: following)
      if log.firsts[row] == following { depthIndex.deepen(seamBefore: row, to: parent.depth) }
    }
    note(entry, at: Branches.Fork(left: parent.element), rank, depth: parent.depth + 1, seam: seam)
  }

  /// Enters a placed right child, of a rank among its siblings.
  mutating func enterRight(_ entry: Int, of parent: Parent, _ rank: Siblings.Rank) {
    let fork = Branches.Fork(right: parent.element, in: Int(log.entries[entry].object))
    note(entry, at: fork, rank, depth: parent.depth + 1, seam: parent.depth)
    if parent.element != OperationLog.origin, parent.next == nil {
      log.entries[parent.row].hangsRight = true
    }
  }

  private mutating func note(
    _ entry: Int, at fork: Branches.Fork, _ rank: Siblings.Rank, depth: UInt32, seam: UInt32
  ) {
    depthIndex.append(entry, depth: depth, seam: seam)
    branches.insert(UInt32(entry), at: fork, rank)
    sequences[Int(log.entries[entry].object)].lowerFloor(to: seam)
  }

  // MARK: All at once

  /// Builds the branches from the entries logged so far, all of them placed already.
  mutating func buildBranches(before limit: Int) {
    branches.isBuilt = true
    for sequence in sequences.indices { enterAll(of: sequence) }
    for entry in 0..<limit where log.entries[entry].kind.isInsertion {
      let row = log.entries[entry]
      depthIndex.append(entry, depth: depth(of: row.first) + 1, seam: seamOfBuilt(entry))
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
