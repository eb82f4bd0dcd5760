// How shallow the seams of a leaf may be, so that the ends of what lies below an element are found
// without looking at what lies between. `INTERNALS.md`, "Seams".
//
// The floor of a leaf is no deeper than any seam before an element of it, and 0 until somebody looked.
// The floor of a node is that of the lowest below it, exactly.
extension SpanTree {
  /// The nearest leaf behind another one that may have a seam shallower than `depth`.
  func leaf(after leaf: Int, withFloorBelow depth: UInt32) -> Int? {
    var child = UInt32(leaf)
    var node = leaves[leaf].parent
    while node != Self.none {
      let next = slot(of: child, in: Int(node)) + 1
      let end = Int(node) * Self.nodeCapacity + nodes[Int(node)].count
      if var slot = (next..<end).first(where: { floors[$0] < depth }) {
        while !nodes[Int(node)].isLowest {
          node = children[slot]
          slot = Int(node) * Self.nodeCapacity
          while floors[slot] >= depth { slot += 1 }
        }
        return Int(children[slot])
      }
      child = node
      node = nodes[Int(node)].parent
    }
    return nil
  }

  /// The nearest leaf before another one that may have a seam shallower than `depth`.
  func leaf(before leaf: Int, withFloorBelow depth: UInt32) -> Int? {
    var child = UInt32(leaf)
    var node = leaves[leaf].parent
    while node != Self.none {
      let base = Int(node) * Self.nodeCapacity
      if var slot = (base..<slot(of: child, in: Int(node))).last(where: { floors[$0] < depth }) {
        while !nodes[Int(node)].isLowest {
          node = children[slot]
          slot = Int(node) * Self.nodeCapacity + nodes[Int(node)].count - 1
          while floors[slot] >= depth { slot -= 1 }
        }
        return Int(children[slot])
      }
      child = node
      node = nodes[Int(node)].parent
    }
    return nil
  }

  /// Tells that the shallowest seam of a leaf is as deep as `depth`.
  mutating func setFloor(of leaf: Int, to depth: UInt32) {
    leaves[leaf].floor = depth
    var child = UInt32(leaf)
    var floor = depth
    var node = leaves[leaf].parent
    while node != Self.none {
      let slot = slot(of: child, in: Int(node))
      guard floors[slot] != floor else { return }
      floors[slot] = floor
      floor = self.floor(ofNode: Int(node))
      child = node
      node = nodes[Int(node)].parent
    }
  }

  /// Tells that a seam as deep as `depth` came into the leaf that was inserted in last.
  mutating func lowerFloor(to depth: UInt32) {
    if leaves[hot].floor > depth { setFloor(of: hot, to: depth) }
  }

  func floor(ofNode node: Int) -> UInt32 {
    let base = node * Self.nodeCapacity
    var floor = UInt32.max
    for slot in base..<base + nodes[node].count { floor = min(floor, floors[slot]) }
    return floor
  }
}
