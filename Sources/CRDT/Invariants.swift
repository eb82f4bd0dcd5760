/// What must hold inside a document whatever happened to it; a breach is a defect of this module.
public struct BrokenInvariant: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Document {
  /// Checks the structures against each other, at a cost of about that of reading everything.
  public func checkInvariants() throws(BrokenInvariant) {
    try past.checkInvariants(entries: log.entries.count)
    guard log.firsts.count == log.entries.count, arena.count == log.next else {
      throw BrokenInvariant("the log, the arena and the local versions differ in length")
    }
    var owners: [LocalVersion: Int] = [:]
    for (number, sequence) in sequences.enumerated() {
      try sequence.checkInvariants()
      var spans: [Span] = []
      sequence.forEachSpan { span, _ in spans.append(span) }
      for span in spans {
        for version in span.first..<span.end {
          guard owners.updateValue(number, forKey: version) == nil else {
            throw BrokenInvariant("local version \(version) stands twice")
          }
        }
      }
    }
    for (entry, row) in log.entries.enumerated() where row.kind.isInsertion {
      for version in log.firsts[entry]..<log.end(of: entry)
      where owners[version] != Int(row.object) {
        throw BrokenInvariant("local version \(version) does not stand in its sequence")
      }
    }
    if branches.isBuilt { try checkSeams() }
    try checkPasts()
  }

  /// Marks the past of each change whose past is kept.
  private func checkPasts() throws(BrokenInvariant) {
    for (row, owner) in pasts.owners.enumerated() where owner != .max {
      let known = past.marked(from: [owner])
      for number in known.indices where pasts.holds(number, row: row) != known[number] {
        throw BrokenInvariant("the past of change \(owner) is not as it is kept")
      }
    }
  }

  // MARK: Depths and seams

  /// Recomputes each depth from the parent, and each seam by climbing from both neighbours.
  private func checkSeams() throws(BrokenInvariant) {
    for entry in log.entries.indices where log.entries[entry].kind.isInsertion {
      let parent = log.entries[entry].first
      let above = parent == OperationLog.origin ? 0 : depth(of: parent)
      guard depth(of: log.firsts[entry]) == above + 1 else {
        throw BrokenInvariant("insertion \(entry) does not know how deep it hangs")
      }
    }
    for sequence in sequences.indices {
      var spans: [(span: Span, leaf: Int)] = []
      sequences[sequence].forEachSpan { span, leaf in spans.append((span, leaf)) }
      var shallowest: [Int: UInt32] = [:]
      var before = OperationLog.origin
      for (span, leaf) in spans {
        for element in span.first..<span.end {
          let entry = log.entry(of: element)
          guard element == span.first || element == log.firsts[entry] else { continue }
          let left = element == span.first ? before : element - 1
          let seam = seamByClimbing(left, element)
          shallowest[leaf] = min(shallowest[leaf] ?? .max, seam)
          guard self.seam(before: element) == seam else {
            throw BrokenInvariant("the seam before \(element) is not known")
          }
          guard element == span.first || depthIndex.shallowest(in: entry..<entry + 1) == seam else {
            throw BrokenInvariant("the seam before \(element), inside a span, is not known")
          }
        }
        let inside = rows(beginningIn: span.first..<span.end)
        let seams = inside.map { depthIndex.seam(before: $0) }
        guard depthIndex.shallowest(in: inside) == seams.min() ?? .max else {
          throw BrokenInvariant("the shallowest seam inside the span of \(span.first) is not known")
        }
        before = span.end - 1
      }
      for (leaf, seam) in shallowest where sequences[sequence].leaves[leaf].floor > seam {
        throw BrokenInvariant("the floor of leaf \(leaf) is too deep")
      }
    }
  }

  /// The depth of the last element that two neighbours have in common, 0 for the origin.
  private func seamByClimbing(_ left: LocalVersion, _ right: LocalVersion) -> UInt32 {
    var (left, right) = (left, right)
    while left != right, left != OperationLog.origin, right != OperationLog.origin {
      // What hangs from an element arrives after it: the younger one climbs, a run at a time.
      if left < right { swap(&left, &right) }
      let entry = log.entry(of: left)
      left = log.firsts[entry] <= right ? right : log.entries[entry].first
    }
    return left == right ? depth(of: left) : 0
  }
}

extension SpanTree {
  func checkInvariants() throws(BrokenInvariant) {
    var leaf = firstLeaf
    var previous = Self.none
    var total = 0
    while true {
      try check(leaf: leaf, previous: previous)
      total += Int(leaves[leaf].visible)
      previous = UInt32(leaf)
      guard leaves[leaf].next != Self.none else { break }
      leaf = Int(leaves[leaf].next)
    }
    guard total == visible else { throw BrokenInvariant("the count of visible elements is wrong") }
    guard remembersRightly else { throw BrokenInvariant("the hot leaf is not where it was") }
    try checkNodes()
  }

  private func check(leaf: Int, previous: UInt32) throws(BrokenInvariant) {
    let base = leaf * Self.leafCapacity
    let row = leaves[leaf]
    guard row.count <= Self.leafCapacity, row.count > 0 || root == Self.none else {
      throw BrokenInvariant("leaf \(leaf) is empty or too full")
    }
    guard row.previous == previous else {
      throw BrokenInvariant("leaf \(leaf) does not know the one before it")
    }
    var sum: UInt32 = 0
    for slot in base..<base + row.count {
      guard spans[slot].count > 0 else { throw BrokenInvariant("leaf \(leaf) has an empty span") }
      if slot > base, spans[slot - 1].continues(into: spans[slot]), spans[slot].isRemoved {
        throw BrokenInvariant("leaf \(leaf) has removed spans that were not joined")
      }
      if index.isBuilt, index.leaf(of: spans[slot].first) != leaf {
        throw BrokenInvariant("the index looks for \(spans[slot].first) outside leaf \(leaf)")
      }
      sum += spans[slot].visible
    }
    guard sum == row.visible else { throw BrokenInvariant("leaf \(leaf) counts wrongly") }
  }

  private func checkNodes() throws(BrokenInvariant) {
    for (node, row) in nodes.enumerated() {
      guard (1...Self.nodeCapacity).contains(row.count), row.parent != Self.none || node == root
      else { throw BrokenInvariant("node \(node) is lost, empty or too full") }
      for slot in node * Self.nodeCapacity..<node * Self.nodeCapacity + row.count {
        let child = Int(children[slot])
        let parent = row.isLowest ? leaves[child].parent : nodes[child].parent
        guard parent == node else { throw BrokenInvariant("child \(child) has another parent") }
        let width = row.isLowest ? leaves[child].visible : width(ofNode: child)
        guard widths[slot] == width || isHot(below: child, isLeaf: row.isLowest) else {
          throw BrokenInvariant("node \(node) counts child \(child) wrongly")
        }
        guard floors[slot] == (row.isLowest ? leaves[child].floor : floor(ofNode: child)) else {
          throw BrokenInvariant("node \(node) has another floor for child \(child)")
        }
      }
    }
  }

  private func width(ofNode node: Int) -> UInt32 {
    let base = node * Self.nodeCapacity
    return widths[base..<base + nodes[node].count].reduce(0, +)
  }
}

extension History {
  func checkInvariants(entries: Int) throws(BrokenInvariant) {
    guard entryStarts.count == count else {
      throw BrokenInvariant("the changes and their operations differ in number")
    }
    var seen = Array(repeating: false, count: count)
    for number in ids.indices {
      guard self.number(of: ids[number]) == number else {
        throw BrokenInvariant("change \(ids[number]) is not found by its id")
      }
      for parent in parents(of: number) {
        guard parent < number else { throw BrokenInvariant("a parent stands after its child") }
        seen[Int(parent)] = true
      }
    }
    guard heads.map({ Int($0) }).sorted() == ids.indices.filter({ !seen[$0] }) else {
      throw BrokenInvariant("the heads are not the changes that nobody has seen")
    }
  }
}
