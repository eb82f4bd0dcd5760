// Places by local version, and their order.
extension SpanTree {
  /// Makes sure that elements can be found by their local versions.
  mutating func buildIndex() {
    guard !index.isBuilt else { return }
    var all: [(first: LocalVersion, leaf: Int)] = []
    forEachSpan { span, leaf in all.append((span.first, leaf)) }
    index.build(all)
  }

  /// The place of an element. The index must be built, and the element must be there.
  func place(of version: LocalVersion) -> Place {
    let leaf = index.leaf(of: version)
    var slot = leaf * Self.leafCapacity
    while version &- spans[slot].first >= spans[slot].count { slot += 1 }
    return Place(
      leaf: leaf, slot: slot - leaf * Self.leafCapacity, offset: version - spans[slot].first)
  }

  /// The place of the last element of all, visible or removed.
  var last: Place? {
    guard leaves[firstLeaf].count > 0 else { return nil }
    var leaf = firstLeaf
    var node = root
    while node != Self.none {
      let last = children[Int(node) * Self.nodeCapacity + nodes[Int(node)].count - 1]
      leaf = Int(last)
      node = nodes[Int(node)].isLowest ? Self.none : last
    }
    let slot = leaves[leaf].count - 1
    return Place(leaf: leaf, slot: slot, offset: span(leaf, slot).count - 1)
  }

  /// Whether one element stands before another.
  func precedes(_ left: LocalVersion, _ right: LocalVersion) -> Bool {
    let (one, other) = (place(of: left), place(of: right))
    if one.leaf == other.leaf {
      return (one.slot, one.offset) < (other.slot, other.offset)
    }
    // All leaves lie equally deep.
    var (child, otherChild) = (UInt32(one.leaf), UInt32(other.leaf))
    var (node, otherNode) = (leaves[one.leaf].parent, leaves[other.leaf].parent)
    while node != otherNode {
      (child, otherChild) = (node, otherNode)
      (node, otherNode) = (nodes[Int(node)].parent, nodes[Int(otherNode)].parent)
    }
    return slot(of: child, in: Int(node)) < slot(of: otherChild, in: Int(node))
  }

  /// Every span in order, with its leaf.
  @inline(__always)
  func forEachSpan(_ body: (Span, Int) -> Void) {
    var leaf = firstLeaf
    while true {
      let base = leaf * Self.leafCapacity
      for slot in base..<base + leaves[leaf].count { body(spans[slot], leaf) }
      guard leaves[leaf].next != Self.none else { return }
      leaf = Int(leaves[leaf].next)
    }
  }

  /// The visible elements before an element. The index must be built.
  mutating func position(of version: LocalVersion) -> Int {
    flush()
    let place = place(of: version)
    let base = place.leaf * Self.leafCapacity
    var position = spans[base + place.slot].isRemoved ? 0 : Int(place.offset)
    for slot in base..<base + place.slot { position += Int(spans[slot].visible) }
    return position + Int(visibleBefore(leaf: place.leaf))
  }
}
