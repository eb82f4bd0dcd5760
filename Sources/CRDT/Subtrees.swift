// Where that begins and ends which lies below an element: at the nearest seams shallower than itself.
//
// Inside a run, and from an element to the next of its run, seams are as deep as the run: only the
// beginnings of runs and of spans are looked at.
extension Document {
  /// How deep an element hangs; the origin, 0. The branches must be built.
  func depth(of element: LocalVersion) -> UInt32 {
    guard element != OperationLog.origin else { return 0 }
    let row = log.entry(of: element)
    return depthIndex.depth(of: row, offset: element - log.firsts[row])
  }

  /// The depth of the seam before an element that begins a run or a span, or that something hangs
  /// left of.
  func seam(before element: LocalVersion) -> UInt32 {
    let row = log.entry(of: element)
    if log.firsts[row] == element { return depthIndex.seam(before: row) }
    // Before it stands what hangs left of it, or else something below the one before it in its run.
    let depth = depthIndex.depth(of: row, offset: element - log.firsts[row])
    return branches.isTaken(Branches.Fork(left: element)) ? depth : depth - 1
  }

  /// The first of an element and all that lies below it.
  mutating func first(below element: LocalVersion, in sequence: Int) -> LocalVersion {
    guard branches.isTaken(Branches.Fork(left: element)) else { return element }
    let depth = depth(of: element)
    let place = sequences[sequence].place(of: element)
    if let found = last(in: place.leaf, upTo: place.slot, shallowerThan: depth, in: sequence) {
      return found
    }
    var leaf = place.leaf
    while let next = sequences[sequence].leaf(before: leaf, withFloorBelow: depth) {
      let count = sequences[sequence].leaves[next].count
      if let found = last(in: next, upTo: count, shallowerThan: depth, in: sequence) {
        return found
      }
      learnFloor(of: next, in: sequence)
      leaf = next
    }
    return sequences[sequence].first ?? element
  }

  /// The first element behind an element and all that lies below it; `nil` if that is the last.
  mutating func first(behind element: LocalVersion, in sequence: Int) -> LocalVersion? {
    guard element != OperationLog.origin else { return nil }
    let depth = depth(of: element)
    let place = sequences[sequence].place(of: element)
    let span = sequences[sequence].span(place.leaf, place.slot)
    if let found = firstRow(in: element..<span.end, shallowerThan: depth) {
      return log.firsts[found]
    }
    if let found = first(in: place.leaf, from: place.slot + 1, shallowerThan: depth, in: sequence) {
      return found
    }
    var leaf = place.leaf
    while let next = sequences[sequence].leaf(after: leaf, withFloorBelow: depth) {
      if let found = first(in: next, from: 0, shallowerThan: depth, in: sequence) { return found }
      learnFloor(of: next, in: sequence)
      leaf = next
    }
    return nil
  }

  // MARK: In one leaf

  /// The first element of a leaf from a slot on with a shallower seam before it.
  private func first(
    in leaf: Int, from slot: Int, shallowerThan depth: UInt32, in sequence: Int
  ) -> LocalVersion? {
    guard sequences[sequence].leaves[leaf].floor < depth else { return nil }
    for slot in slot..<sequences[sequence].leaves[leaf].count {
      let span = sequences[sequence].span(leaf, slot)
      if seam(before: span.first) < depth { return span.first }
      if let row = firstRow(in: span.first..<span.end, shallowerThan: depth) {
        return log.firsts[row]
      }
    }
    return nil
  }

  /// The last element of a leaf before a slot with a shallower seam before it.
  private func last(
    in leaf: Int, upTo slot: Int, shallowerThan depth: UInt32, in sequence: Int
  ) -> LocalVersion? {
    guard sequences[sequence].leaves[leaf].floor < depth else { return nil }
    for slot in (0..<slot).reversed() {
      let span = sequences[sequence].span(leaf, slot)
      let rows = rows(beginningIn: span.first..<span.end)
      if let row = depthIndex.last(in: rows, shallowerThan: depth) { return log.firsts[row] }
      if seam(before: span.first) < depth { return span.first }
    }
    return nil
  }

  /// The rows whose first elements stand among some elements of a span, behind the first of these.
  func rows(beginningIn elements: Range<LocalVersion>) -> Range<Int> {
    let first = log.entry(of: elements.lowerBound) + 1
    guard first < log.entries.count, log.firsts[first] < elements.upperBound else {
      return first..<first
    }
    return first..<log.entry(of: elements.upperBound - 1) + 1
  }

  private func firstRow(
    in elements: Range<LocalVersion>, shallowerThan depth: UInt32
  ) -> Int? {
    depthIndex.first(in: rows(beginningIn: elements), shallowerThan: depth)
  }

  /// Finds out how shallow the seams of a leaf are, so that it is not searched in vain again.
  private mutating func learnFloor(of leaf: Int, in sequence: Int) {
    let floor = shallowestSeam(of: leaf, in: sequence)
    sequences[sequence].setFloor(of: leaf, to: floor)
  }

  func shallowestSeam(of leaf: Int, in sequence: Int) -> UInt32 {
    var floor = UInt32.max
    for slot in 0..<sequences[sequence].leaves[leaf].count {
      let span = sequences[sequence].span(leaf, slot)
      let inside = depthIndex.shallowest(in: rows(beginningIn: span.first..<span.end))
      floor = min(floor, seam(before: span.first), inside)
    }
    return floor
  }
}

extension SpanTree {
  @inline(__always)
  func span(_ leaf: Int, _ slot: Int) -> Span { spans[leaf * Self.leafCapacity + slot] }
}
