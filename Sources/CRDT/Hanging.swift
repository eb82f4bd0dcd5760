// Placing an insertion in the order, from what its author named. README.md, "Order".
extension Document {
  /// Puts a logged insertion where it belongs in its sequence.
  mutating func hang(_ entry: Int) {
    let slot = Int(log.entries[entry].object)
    if sequences[slot].tree.first == nil, !sequences[slot].branches.isBuilt {
      // The first of all stands alone, and most notes are never more than that.
      let versions = log.versions(of: entry)
      sequences[slot].tree.insert(versions.first, count: versions.count, behind: nil)
      return
    }
    sequences[slot].tree.buildIndex()
    buildBranches(of: slot, before: entry)
    if log.entries[entry].second == OperationLog.leftSide {
      hangLeft(entry, of: log.entries[entry].first, in: slot)
    } else {
      hangRight(entry, of: log.entries[entry].first, in: slot)
    }
  }

  private mutating func hangLeft(_ entry: Int, of parent: LocalVersion, in slot: Int) {
    let fork = Branches.Fork(left: parent)
    let siblings = sequences[slot].branches.children(at: fork)
    let rank = siblings.partitioningIndex { isOrdered(entry, before: Int($0)) }
    let following = rank < siblings.count ? log.firsts[Int(siblings[rank])] : parent
    insert(entry, before: rank < siblings.count ? leftmost(of: following, in: slot) : following)
    sequences[slot].branches.insert(UInt32(entry), at: fork, rank: rank)
  }

  private mutating func hangRight(_ entry: Int, of parent: LocalVersion, in slot: Int) {
    let fork = Branches.Fork(right: parent)
    let siblings = sequences[slot].branches.children(at: fork)
    let rank = siblings.partitioningIndex {
      isOrdered(.run(entry), before: .run(Int($0)), rightOf: parent, in: slot)
    }
    let own = nextInRun(after: parent)
    // The next element of the parent's own run is a sibling too, wherever it sorts.
    let ownFollows =
      own.map { isOrdered(.run(entry), before: .element($0), rightOf: parent, in: slot) } ?? false
    if rank < siblings.count || ownFollows {
      let following = firstChild(
        rank < siblings.count ? Int(siblings[rank]) : nil, ownFollows ? own : nil,
        rightOf: parent, in: slot)
      insert(entry, before: leftmost(of: following, in: slot))
    } else if siblings.isEmpty, own == nil {
      insert(entry, behind: parent, in: slot)
    } else {
      insert(entry, behind: rightmost(of: parent, in: slot), in: slot)
    }
    sequences[slot].branches.insert(UInt32(entry), at: fork, rank: rank)
    noteRightChild(of: parent, in: slot, isBehindNext: own != nil && !ownFollows)
  }

  /// The earlier of an inserted run and the next element of the parent's own run.
  private func firstChild(
    _ run: Int?, _ own: LocalVersion?, rightOf parent: LocalVersion, in slot: Int
  ) -> LocalVersion {
    switch (run, own) {
    case (let run?, let own?):
      isOrdered(.run(run), before: .element(own), rightOf: parent, in: slot)
        ? log.firsts[run] : own
    case (let run?, nil): log.firsts[run]
    case (nil, let own?): own
    case (nil, nil): parent
    }
  }

  /// Remembers that something hangs right of an element, unless the element is the origin;
  /// `isBehindNext` if it stands behind the element that follows in the run.
  mutating func noteRightChild(of parent: LocalVersion, in slot: Int, isBehindNext: Bool) {
    guard parent != OperationLog.origin else { return }
    let entry = log.entry(of: parent)
    if parent + 1 == log.end(of: entry) {
      log.entries[entry].hangsRight = true
    } else if isBehindNext {
      sequences[slot].branches.noteMidRun(parent, of: UInt32(entry))
    }
  }

  private mutating func insert(_ entry: Int, before element: LocalVersion) {
    let slot = Int(log.entries[entry].object)
    let versions = log.versions(of: entry)
    let place = sequences[slot].tree.place(of: element)
    sequences[slot].tree.insert(versions.first, count: versions.count, before: place)
  }

  private mutating func insert(_ entry: Int, behind element: LocalVersion, in slot: Int) {
    let versions = log.versions(of: entry)
    let place = element == OperationLog.origin ? nil : sequences[slot].tree.place(of: element)
    sequences[slot].tree.insert(versions.first, count: versions.count, behind: place)
  }

  /// Builds the forks of a sequence from the entries logged so far, all of them placed already.
  private mutating func buildBranches(of slot: Int, before limit: Int) {
    guard !sequences[slot].branches.isBuilt else { return }
    sequences[slot].branches.isBuilt = true
    for entry in 0..<limit
    where log.entries[entry].kind.isInsertion && Int(log.entries[entry].object) == slot {
      enter(entry, in: slot)
    }
  }

  /// Enters a placed insertion among its siblings.
  mutating func enter(_ entry: Int, in slot: Int) {
    let parent = log.entries[entry].first
    let isLeft = log.entries[entry].second == OperationLog.leftSide
    let fork = isLeft ? Branches.Fork(left: parent) : Branches.Fork(right: parent)
    let siblings = sequences[slot].branches.children(at: fork)
    let first = log.firsts[entry]
    let rank =
      siblings.isEmpty
      ? 0
      : siblings.partitioningIndex {
        sequences[slot].tree.precedes(first, log.firsts[Int($0)])
      }
    sequences[slot].branches.insert(UInt32(entry), at: fork, rank: rank)
    guard !isLeft, parent != OperationLog.origin else { return }
    let isBehindNext =
      nextInRun(after: parent).map { sequences[slot].tree.precedes($0, first) } ?? false
    noteRightChild(of: parent, in: slot, isBehindNext: isBehindNext)
  }

  // MARK: The shape of the tree

  /// The element after another in its own run, if it is not the last.
  func nextInRun(after element: LocalVersion) -> LocalVersion? {
    guard element != OperationLog.origin else { return nil }
    return element + 1 < log.end(of: log.entry(of: element)) ? element + 1 : nil
  }

  /// The first element of everything below an element on its left, or itself.
  private func leftmost(of element: LocalVersion, in slot: Int) -> LocalVersion {
    var element = element
    while let child = sequences[slot].branches.first(at: Branches.Fork(left: element)) {
      element = log.firsts[Int(child)]
    }
    return element
  }

  /// The last element of everything below an element on its right, or itself.
  private func rightmost(of element: LocalVersion, in slot: Int) -> LocalVersion {
    var element = element
    while true {
      if element != OperationLog.origin {
        let entry = log.entry(of: element)
        if let fork = sequences[slot].branches.midRun(from: element, of: UInt32(entry)),
          let child = sequences[slot].branches.last(at: Branches.Fork(right: fork))
        {
          element = log.firsts[Int(child)]
          continue
        }
        element = log.end(of: entry) - 1
      }
      guard let child = sequences[slot].branches.last(at: Branches.Fork(right: element)) else {
        return element
      }
      element = log.firsts[Int(child)]
    }
  }

  // MARK: The order of siblings

  /// A right child: an insertion, or the next element of the parent's own run.
  private enum RightChild {
    case run(Int)
    case element(LocalVersion)
  }

  /// Left children: smaller id first.
  private func isOrdered(_ left: Int, before right: Int) -> Bool {
    name(ofEntry: left) < name(ofEntry: right)
  }

  /// Right children: the one whose right origin stands further to the right first, then the smaller
  /// id.
  private func isOrdered(
    _ left: RightChild, before right: RightChild, rightOf parent: LocalVersion, in slot: Int
  ) -> Bool {
    let origin = honest(rightOrigin(of: left), rightOf: parent, in: slot)
    let other = honest(rightOrigin(of: right), rightOf: parent, in: slot)
    if origin != other {
      if origin == OperationLog.end { return true }
      if other == OperationLog.end { return false }
      return sequences[slot].tree.precedes(other, origin)
    }
    switch (left, right) {
    case (.run(let left), .run(let right)): return name(ofEntry: left) < name(ofEntry: right)
    case (.run(let run), .element(let element)):
      return name(ofEntry: run) < name(ofEntry: log.entry(of: element))
    case (.element(let element), .run(let run)):
      return name(ofEntry: log.entry(of: element)) < name(ofEntry: run)
    case (.element(let left), .element(let right)): return left < right
    }
  }

  private func rightOrigin(of child: RightChild) -> LocalVersion {
    switch child {
    case .run(let entry): return log.entries[entry].second
    case .element(let element):
      let run = log.entries[log.entry(of: element)]
      return run.second == OperationLog.leftSide ? run.first : run.second
    }
  }

  /// A right origin that does not stand after everything below the parent counts as the end.
  private func honest(
    _ origin: LocalVersion, rightOf parent: LocalVersion, in slot: Int
  ) -> LocalVersion {
    guard origin != OperationLog.end else { return origin }
    guard parent != OperationLog.origin, origin != parent,
      sequences[slot].tree.precedes(parent, origin), !descends(origin, from: parent)
    else { return OperationLog.end }
    return origin
  }

  /// Whether an element lies below another one.
  private func descends(_ element: LocalVersion, from ancestor: LocalVersion) -> Bool {
    var element = element
    // What hangs from an element arrives after it: an older one cannot lie below.
    while element != OperationLog.origin, element > ancestor {
      let entry = log.entry(of: element)
      if log.firsts[entry] <= ancestor { return true }
      element = log.entries[entry].first
      if element == ancestor { return true }
    }
    return false
  }
}

extension OperationLog.Kind {
  var isInsertion: Bool { self == .insertText || self == .insertItem }
}
