// Placing an insertion in the order, from what its author named. Protocol/operations.md, "Order".
extension Document {
  /// Puts a logged insertion where it belongs in its sequence.
  mutating func hang(_ entry: Int) {
    let sequence = Int(log.entries[entry].object)
    if sequences[sequence].first == nil, !branches.isBuilt {
      // The first of all stands alone, and most notes are never more than that.
      let versions = log.versions(of: entry)
      sequences[sequence].insert(versions.first, count: versions.count, behind: nil)
      return
    }
    sequences[sequence].buildIndex()
    if !branches.isBuilt { buildBranches(before: entry) }
    let parent = parent(of: entry)
    if log.entries[entry].second == OperationLog.leftSide {
      hangLeft(entry, of: parent, in: sequence)
    } else {
      hangRight(entry, of: parent, in: sequence)
    }
  }

  private mutating func hangLeft(_ entry: Int, of parent: Parent, in sequence: Int) {
    let fork = Branches.Fork(left: parent.element)
    let (rank, sibling) = branches.rank(at: fork) { isOrdered(entry, before: Int($0)) }
    let following =
      sibling.map { first(below: log.firsts[Int($0)], in: sequence) } ?? parent.element
    insert(entry, before: following, in: sequence)
    enterLeft(entry, of: parent, rank, before: following)
  }

  private mutating func hangRight(_ entry: Int, of parent: Parent, in sequence: Int) {
    let fork = Branches.Fork(right: parent.element, in: sequence)
    let own = parent.next
    if own == nil, !branches.isTaken(fork) {
      insert(entry, behind: parent.element, in: sequence)
      return enterRight(entry, of: parent, .first)
    }
    let behind = first(behind: parent.element, in: sequence)
    let (rank, sibling) = branches.rank(at: fork) {
      isOrdered(.run(entry), before: .run(Int($0)), sequence, behind)
    }
    // The next element of the parent's own run is a sibling too, wherever it sorts.
    let ownFollows =
      own.map { isOrdered(.run(entry), before: .element($0), sequence, behind) } ?? false
    let following = earlier(sibling, ownFollows ? own : nil, sequence, behind)
    if let following = following.map({ first(below: $0, in: sequence) }) ?? behind {
      insert(entry, before: following, in: sequence)
    } else {
      let versions = log.versions(of: entry)
      let last = sequences[sequence].last
      sequences[sequence].insert(versions.first, count: versions.count, behind: last)
    }
    enterRight(entry, of: parent, rank)
  }

  /// The earlier of an inserted run and the next element of the parent's own run.
  private func earlier(
    _ run: UInt32?, _ own: LocalVersion?, _ sequence: Int, _ behind: LocalVersion?
  ) -> LocalVersion? {
    guard let run, let own else { return run.map { log.firsts[Int($0)] } ?? own }
    return isOrdered(.run(Int(run)), before: .element(own), sequence, behind)
      ? log.firsts[Int(run)] : own
  }

  private mutating func insert(_ entry: Int, before element: LocalVersion, in sequence: Int) {
    let versions = log.versions(of: entry)
    let place = sequences[sequence].place(of: element)
    sequences[sequence].insert(versions.first, count: versions.count, before: place)
  }

  private mutating func insert(_ entry: Int, behind element: LocalVersion, in sequence: Int) {
    let versions = log.versions(of: entry)
    let place = element == OperationLog.origin ? nil : sequences[sequence].place(of: element)
    sequences[sequence].insert(versions.first, count: versions.count, behind: place)
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

  /// Right children of one element: the one whose right origin stands further to the right first,
  /// then the smaller id. `behind` is the first element behind all that lies below the parent.
  private func isOrdered(
    _ left: RightChild, before right: RightChild, _ sequence: Int, _ behind: LocalVersion?
  ) -> Bool {
    let (origin, other) = (rightOrigin(of: left), rightOrigin(of: right))
    if origin != other {
      let origin = honest(origin, sequence, behind)
      let other = honest(other, sequence, behind)
      if origin != other {
        if origin == OperationLog.end { return true }
        if other == OperationLog.end { return false }
        return sequences[sequence].precedes(other, origin)
      }
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
    _ origin: LocalVersion, _ sequence: Int, _ behind: LocalVersion?
  ) -> LocalVersion {
    guard origin != OperationLog.end, let behind else { return OperationLog.end }
    let isBehind = origin == behind || sequences[sequence].precedes(behind, origin)
    return isBehind ? origin : OperationLog.end
  }
}

extension OperationLog.Kind {
  var isInsertion: Bool { self == .insertText || self == .insertItem }
}
