extension SpanTree {
  /// Moves the upper half of a full leaf into a new one on its right, and returns that.
  mutating func split(_ leaf: Int) -> Int {
    let right = leaves.count
    let count = leaves[leaf].count
    let half = count / 2
    var fresh = Leaf()
    fresh.count = count - half
    fresh.next = leaves[leaf].next
    fresh.previous = UInt32(leaf)
    fresh.floor = leaves[leaf].floor
    let from = leaf * Self.leafCapacity
    spans.append(contentsOf: repeatElement(.nothing, count: Self.leafCapacity))
    for slot in half..<count {
      let span = spans[from + slot]
      spans[right * Self.leafCapacity + slot - half] = span
      fresh.visible += span.visible
      index.move(span.first, to: right)
    }
    leaves[leaf].count = half
    leaves[leaf].visible -= fresh.visible
    if fresh.next != Self.none { leaves[Int(fresh.next)].previous = UInt32(right) }
    leaves[leaf].next = UInt32(right)
    leaves.append(fresh)
    grow(besides: leaf, with: right, width: fresh.visible)
    return right
  }

  /// Enters a new leaf in the tree, right of another one whose visible elements it took over.
  private mutating func grow(besides leaf: Int, with right: Int, width: UInt32) {
    if root == Self.none {
      let top = newNode(isLowest: true)
      append(UInt32(leaf), leaves[leaf].visible, to: top)
      leaves[leaf].parent = UInt32(top)
      append(UInt32(right), width, to: top)
      leaves[right].parent = UInt32(top)
      root = UInt32(top)
      return
    }
    let parent = Int(leaves[leaf].parent)
    widths[slot(of: UInt32(leaf), in: parent)] -= width
    enter(UInt32(right), width, besides: UInt32(leaf), in: parent)
  }

  /// Enters a child right of another one, splitting full nodes up to the root.
  private mutating func enter(_ child: UInt32, _ width: UInt32, besides: UInt32, in node: Int) {
    var (child, width, besides, node) = (child, width, besides, node)
    while true {
      if nodes[node].count < Self.nodeCapacity {
        place(child, width, besides: besides, in: node)
        return
      }
      let right = divide(node)
      let home = contains(besides, in: node) ? node : right
      place(child, width, besides: besides, in: home)
      let rightWidth = total(of: right)
      if nodes[node].parent == Self.none {
        let top = newNode(isLowest: false)
        append(UInt32(node), total(of: node), to: top)
        nodes[node].parent = UInt32(top)
        append(UInt32(right), rightWidth, to: top)
        nodes[right].parent = UInt32(top)
        root = UInt32(top)
        return
      }
      let parent = Int(nodes[node].parent)
      // The parent's width of this node still counts the new child, which only moved.
      let slot = slot(of: UInt32(node), in: parent)
      widths[slot] -= rightWidth
      floors[slot] = floor(ofNode: node)
      (child, width, besides, node) = (UInt32(right), rightWidth, UInt32(node), parent)
    }
  }

  private func contains(_ child: UInt32, in node: Int) -> Bool {
    let base = node * Self.nodeCapacity
    return (base..<base + nodes[node].count).contains { children[$0] == child }
  }

  private func total(of node: Int) -> UInt32 {
    let base = node * Self.nodeCapacity
    var sum: UInt32 = 0
    for slot in base..<base + nodes[node].count { sum += widths[slot] }
    return sum
  }

  private mutating func newNode(isLowest: Bool) -> Int {
    nodes.append(Node(isLowest: isLowest))
    children.append(contentsOf: repeatElement(Self.none, count: Self.nodeCapacity))
    widths.append(contentsOf: repeatElement(0, count: Self.nodeCapacity))
    floors.append(contentsOf: repeatElement(0, count: Self.nodeCapacity))
    return nodes.count - 1
  }

  private mutating func append(_ child: UInt32, _ width: UInt32, to node: Int) {
    let slot = node * Self.nodeCapacity + nodes[node].count
    children[slot] = child
    widths[slot] = width
    floors[slot] = floor(of: child, isLeaf: nodes[node].isLowest)
    nodes[node].count += 1
  }

  private mutating func place(_ child: UInt32, _ width: UInt32, besides: UInt32, in node: Int) {
    let target = slot(of: besides, in: node) + 1
    var slot = node * Self.nodeCapacity + nodes[node].count
    while slot > target {
      children[slot] = children[slot - 1]
      widths[slot] = widths[slot - 1]
      floors[slot] = floors[slot - 1]
      slot -= 1
    }
    children[target] = child
    widths[target] = width
    floors[target] = floor(of: child, isLeaf: nodes[node].isLowest)
    nodes[node].count += 1
    setParent(of: child, to: node, isLeaf: nodes[node].isLowest)
  }

  private func floor(of child: UInt32, isLeaf: Bool) -> UInt32 {
    isLeaf ? leaves[Int(child)].floor : floor(ofNode: Int(child))
  }

  private mutating func setParent(of child: UInt32, to node: Int, isLeaf: Bool) {
    if isLeaf {
      leaves[Int(child)].parent = UInt32(node)
    } else {
      nodes[Int(child)].parent = UInt32(node)
    }
  }

  /// Moves the upper half of the children of a node into a new one, and returns that.
  private mutating func divide(_ node: Int) -> Int {
    let right = newNode(isLowest: nodes[node].isLowest)
    let half = nodes[node].count / 2
    for slot in half..<nodes[node].count {
      let from = node * Self.nodeCapacity + slot
      let child = children[from]
      append(child, widths[from], to: right)
      setParent(of: child, to: right, isLeaf: nodes[node].isLowest)
      children[from] = Self.none
      widths[from] = 0
    }
    nodes[node].count = half
    nodes[right].parent = nodes[node].parent
    return right
  }
}
