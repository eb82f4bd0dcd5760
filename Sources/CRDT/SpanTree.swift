/// The order of one text or list: a B-tree of spans, removed elements included.
///
/// Leaves hold up to 32 spans, nodes up to 32 children with the number of visible elements below
/// each. Everything lies in flat arrays and is named by index. The tree knows local versions alone;
/// what they hold is elsewhere. `INTERNALS.md`, "The span tree".
struct SpanTree: Sendable {
  static let leafCapacity = 32
  static let nodeCapacity = 32
  static let none = UInt32.max

  struct Leaf: Sendable {
    var count = 0
    var visible: UInt32 = 0
    var parent = SpanTree.none
    var next = SpanTree.none
    var previous = SpanTree.none
    /// `SpanTreeFloors.swift`.
    var floor: UInt32 = 0
  }

  struct Node: Sendable {
    var count = 0
    var parent = SpanTree.none
    /// Whether its children are leaves.
    var isLowest: Bool
  }

  /// One element: a span, by the index of its leaf and its slot there, and an offset in the span.
  /// An offset equal to the count of the span, or a slot equal to that of the leaf, is a boundary.
  struct Place: Equatable, Sendable {
    var leaf: Int
    var slot: Int
    var offset: UInt32
  }

  /// Leaf after leaf, `leafCapacity` slots each.
  var spans: ContiguousArray<Span>
  var leaves: ContiguousArray<Leaf>
  /// Node after node, `nodeCapacity` slots each: the children, what is visible below each, and how
  /// shallow its seams may be.
  var children: ContiguousArray<UInt32> = []
  var widths: ContiguousArray<UInt32> = []
  var floors: ContiguousArray<UInt32> = []
  var nodes: ContiguousArray<Node> = []
  /// The topmost node; none while a single leaf is everything.
  var root = SpanTree.none
  /// The leftmost leaf.
  var firstLeaf = 0

  /// The number of visible elements.
  private(set) var visible = 0

  // The leaf that was edited last, and what its ancestors have not been told yet. While edits stay
  // in one leaf, as typing does, nothing above it is touched.
  private(set) var hot = 0
  /// The visible elements before the hot leaf.
  private var hotStart: UInt32 = 0
  private var pending: Int32 = 0
  /// A slot of the hot leaf, and the visible elements before that slot.
  private var hotSlot = 0
  private var hotSlotStart: UInt32 = 0

  /// Where each local version stands; empty until somebody names an element by it.
  var index = VersionIndex()

  init() {
    spans = ContiguousArray(repeating: .nothing, count: Self.leafCapacity)
    leaves = [Leaf()]
  }

  // MARK: By position

  /// The place of the visible element at `position`, which must exist.
  mutating func place(ofVisible position: UInt32) -> Place {
    if position < hotStart || position - hotStart >= leaves[hot].visible { descend(to: position) }
    var slot = hotSlot
    var start = hotSlotStart
    if position < start {
      slot = 0
      start = hotStart
    }
    let base = hot * Self.leafCapacity
    while true {
      let visible = spans[base + slot].visible
      if position - start < visible { break }
      start += visible
      slot += 1
    }
    hotSlot = slot
    hotSlotStart = start
    return Place(leaf: hot, slot: slot, offset: position - start)
  }

  /// Makes the leaf of the visible element at `position` the hot one.
  private mutating func descend(to position: UInt32) {
    flush()
    var rest = position
    var child = 0
    var node = Int(truncatingIfNeeded: root)
    while root != Self.none {
      var slot = node * Self.nodeCapacity
      while rest >= widths[slot] {
        rest -= widths[slot]
        slot += 1
      }
      child = Int(children[slot])
      if nodes[node].isLowest { break }
      node = child
    }
    makeHot(child, start: position - rest)
  }

  private mutating func makeHot(_ leaf: Int, start: UInt32) {
    hot = leaf
    hotStart = start
    hotSlot = 0
    hotSlotStart = start
  }

  /// Tells the ancestors of the hot leaf what changed in it.
  mutating func flush() {
    guard pending != 0 else { return }
    addToAncestors(of: hot, pending)
    pending = 0
  }

  /// Whether a child's own count may be ahead of what its node says.
  func isHot(below child: Int, isLeaf: Bool) -> Bool {
    if isLeaf { return child == hot && pending != 0 }
    var node = leaves[hot].parent
    while node != Self.none, node != child { node = nodes[Int(node)].parent }
    return node == child && pending != 0
  }

  private mutating func addToAncestors(of leaf: Int, _ difference: Int32) {
    var child = UInt32(leaf)
    var node = leaves[leaf].parent
    while node != Self.none {
      let slot = slot(of: child, in: Int(node))
      widths[slot] = UInt32(truncatingIfNeeded: Int64(widths[slot]) + Int64(difference))
      child = node
      node = nodes[Int(node)].parent
    }
  }

  func slot(of child: UInt32, in node: Int) -> Int {
    var slot = node * Self.nodeCapacity
    while children[slot] != child { slot += 1 }
    return slot
  }

  // MARK: Inserting

  /// The element right after the boundary behind `place`, visible or removed.
  func element(after place: Place) -> LocalVersion? {
    let span = spans[place.leaf * Self.leafCapacity + place.slot]
    if place.offset + 1 < span.count { return span.first + place.offset + 1 }
    if place.slot + 1 < leaves[place.leaf].count {
      return spans[place.leaf * Self.leafCapacity + place.slot + 1].first
    }
    let next = leaves[place.leaf].next
    return next == Self.none ? nil : spans[Int(next) * Self.leafCapacity].first
  }

  /// The first element of all, visible or removed.
  var first: LocalVersion? {
    leaves[firstLeaf].count == 0 ? nil : spans[firstLeaf * Self.leafCapacity].first
  }

  /// Inserts visible elements right behind `place`, or before everything when it is `nil`.
  mutating func insert(_ first: LocalVersion, count: UInt32, behind place: Place?) {
    let span = Span(first: first, count: count, isRemoved: false)
    guard let place else {
      becomeHot(firstLeaf)
      return insert(span, leaf: firstLeaf, slot: 0, offset: 0)
    }
    becomeHot(place.leaf)
    let here = place.leaf * Self.leafCapacity + place.slot
    if place.offset + 1 < spans[here].count {
      insert(span, leaf: place.leaf, slot: place.slot, offset: place.offset + 1)
    } else {
      insert(span, leaf: place.leaf, slot: place.slot + 1, offset: 0)
    }
  }

  /// Inserts visible elements right before `place`.
  mutating func insert(_ first: LocalVersion, count: UInt32, before place: Place) {
    becomeHot(place.leaf)
    let span = Span(first: first, count: count, isRemoved: false)
    insert(span, leaf: place.leaf, slot: place.slot, offset: place.offset)
  }

  /// Without a position known, the leaf's own is looked for only when somebody asks by position.
  private mutating func becomeHot(_ leaf: Int) {
    guard leaf != hot else { return }
    flush()
    makeHot(leaf, start: visibleBefore(leaf: leaf))
  }

  /// The visible elements before a leaf, when nothing is pending.
  func visibleBefore(leaf: Int) -> UInt32 {
    var start: UInt32 = 0
    var child = UInt32(leaf)
    var node = leaves[leaf].parent
    while node != Self.none {
      var slot = Int(node) * Self.nodeCapacity
      while children[slot] != child {
        start += widths[slot]
        slot += 1
      }
      child = node
      node = nodes[Int(node)].parent
    }
    return start
  }

  /// Inserts a span in the hot leaf before a slot, or inside that slot's span.
  private mutating func insert(_ span: Span, leaf: Int, slot: Int, offset: UInt32) {
    visible += Int(span.visible)
    let base = leaf * Self.leafCapacity
    if offset == 0, slot > 0, spans[base + slot - 1].continues(into: span) {
      spans[base + slot - 1].count += span.count
      addVisible(Int32(span.visible), leaf)
      forgetSlot(behind: slot - 1)
      return
    }
    let place = room(for: offset == 0 ? 1 : 2, leaf, slot)
    let here = place.leaf * Self.leafCapacity + place.slot
    addVisible(Int32(span.visible), place.leaf)
    if offset == 0 {
      spans[here] = span
    } else {
      let whole = spans[here + 2]
      spans[here] = Span(first: whole.first, count: offset, isRemoved: whole.isRemoved)
      spans[here + 1] = span
      spans[here + 2] = Span(
        first: whole.first + offset, count: whole.count - offset, isRemoved: whole.isRemoved)
      index.insert(whole.first + offset, place.leaf)
    }
    index.insert(span.first, place.leaf)
  }

  /// Notes that a leaf, the hot one, shows more or fewer elements.
  @inline(__always)
  private mutating func addVisible(_ difference: Int32, _ leaf: Int) {
    leaves[leaf].visible = UInt32(
      truncatingIfNeeded: Int64(leaves[leaf].visible) + Int64(difference))
    pending += difference
  }

  /// The slot remembered in the hot leaf is forgotten when something before it changes.
  private mutating func forgetSlot(behind slot: Int) {
    guard slot < hotSlot else { return }
    hotSlot = 0
    hotSlotStart = hotStart
  }

  /// Whether what is remembered of the hot leaf is true.
  var remembersRightly: Bool {
    var start: UInt32 = 0
    var leaf = firstLeaf
    while leaf != hot, leaves[leaf].next != Self.none {
      start += leaves[leaf].visible
      leaf = Int(leaves[leaf].next)
    }
    guard leaf == hot, start == hotStart, hotSlot <= leaves[hot].count else { return false }
    for slot in 0..<hotSlot { start += spans[hot * Self.leafCapacity + slot].visible }
    return start == hotSlotStart
  }

  /// Moves the spans of a hot leaf from `slot` on by `count` slots, splitting the leaf when it is
  /// full. The slot that was given may have moved to another leaf, which is the hot one then.
  private mutating func room(for count: Int, _ leaf: Int, _ slot: Int) -> Place {
    var (leaf, slot) = (leaf, slot)
    if leaves[leaf].count + count > Self.leafCapacity {
      flush()
      let right = split(leaf)
      let half = leaves[leaf].count
      if slot >= half {
        makeHot(right, start: hotStart + leaves[leaf].visible)
        leaf = right
        slot -= half
      } else {
        makeHot(leaf, start: hotStart)
      }
    }
    let base = leaf * Self.leafCapacity
    var last = base + leaves[leaf].count - 1
    while last >= base + slot {
      spans[last + count] = spans[last]
      last -= 1
    }
    leaves[leaf].count += count
    forgetSlot(behind: slot)
    return Place(leaf: leaf, slot: slot, offset: 0)
  }

  // MARK: Removing

  /// Removes visible elements from `position` on and adds what they were to `ranges`, in order.
  mutating func remove(
    at position: UInt32, count: UInt32, into ranges: inout [VersionRange]
  ) {
    let firstRange = ranges.count
    var rest = count
    while rest > 0 {
      let place = place(ofVisible: position)
      let span = spans[place.leaf * Self.leafCapacity + place.slot]
      let taken = min(rest, span.count - place.offset)
      let first = span.first + place.offset
      hide(place, taken)
      if ranges.count > firstRange, ranges[ranges.count - 1].end == first {
        ranges[ranges.count - 1].count += taken
      } else {
        ranges.append(VersionRange(first: first, count: taken))
      }
      rest -= taken
    }
  }

  /// Marks elements of one span as removed, whatever they are now.
  mutating func hide(_ place: Place, _ count: UInt32) {
    let here = place.leaf * Self.leafCapacity + place.slot
    guard !spans[here].isRemoved else { return }
    becomeHot(place.leaf)
    visible -= Int(count)
    forgetSlot(behind: place.slot)
    let whole = spans[here]
    switch (place.offset == 0, place.offset + count == whole.count) {
    case (true, true):
      addVisible(-Int32(count), place.leaf)
      hideWhole(place.leaf, place.slot)
    case (true, false): hideHead(place.leaf, place.slot, count)
    case (false, true): hideTail(place.leaf, place.slot, count)
    case (false, false):
      let room = room(for: 2, place.leaf, place.slot)
      addVisible(-Int32(count), room.leaf)
      let here = room.leaf * Self.leafCapacity + room.slot
      let middle = whole.first + place.offset
      spans[here] = Span(first: whole.first, count: place.offset, isRemoved: false)
      spans[here + 1] = Span(first: middle, count: count, isRemoved: true)
      spans[here + 2] = Span(
        first: middle + count, count: whole.count - place.offset - count, isRemoved: false)
      index.insert(middle, room.leaf)
      index.insert(middle + count, room.leaf)
    }
  }

  private mutating func hideWhole(_ leaf: Int, _ slot: Int) {
    let here = leaf * Self.leafCapacity + slot
    spans[here].isRemoved = true
    if slot + 1 < leaves[leaf].count, spans[here].continues(into: spans[here + 1]) {
      index.remove(spans[here + 1].first)
      spans[here].count += spans[here + 1].count
      close(leaf, slot + 1)
    }
    if slot > 0, spans[here - 1].continues(into: spans[here]) {
      index.remove(spans[here].first)
      spans[here - 1].count += spans[here].count
      close(leaf, slot)
    }
  }

  private mutating func hideHead(_ leaf: Int, _ slot: Int, _ count: UInt32) {
    let here = leaf * Self.leafCapacity + slot
    let whole = spans[here]
    let dead = Span(first: whole.first, count: count, isRemoved: true)
    let rest = Span(first: dead.end, count: whole.count - count, isRemoved: false)
    if slot > 0, spans[here - 1].continues(into: dead) {
      addVisible(-Int32(count), leaf)
      spans[here - 1].count += count
      spans[here] = rest
      index.remove(whole.first)
      index.insert(rest.first, leaf)
      return
    }
    let room = room(for: 1, leaf, slot)
    addVisible(-Int32(count), room.leaf)
    let moved = room.leaf * Self.leafCapacity + room.slot
    spans[moved] = dead
    spans[moved + 1] = rest
    index.insert(rest.first, room.leaf)
  }

  private mutating func hideTail(_ leaf: Int, _ slot: Int, _ count: UInt32) {
    let here = leaf * Self.leafCapacity + slot
    let whole = spans[here]
    let dead = Span(first: whole.end - count, count: count, isRemoved: true)
    if slot + 1 < leaves[leaf].count, dead.continues(into: spans[here + 1]) {
      addVisible(-Int32(count), leaf)
      index.remove(spans[here + 1].first)
      spans[here].count -= count
      spans[here + 1] = Span(
        first: dead.first, count: count + spans[here + 1].count, isRemoved: true)
      index.insert(dead.first, leaf)
      return
    }
    let room = room(for: 1, leaf, slot)
    addVisible(-Int32(count), room.leaf)
    let moved = room.leaf * Self.leafCapacity + room.slot
    spans[moved] = Span(first: whole.first, count: whole.count - count, isRemoved: false)
    spans[moved + 1] = dead
    index.insert(dead.first, room.leaf)
  }

  /// Takes a slot out of a leaf.
  private mutating func close(_ leaf: Int, _ slot: Int) {
    let base = leaf * Self.leafCapacity
    var next = base + slot + 1
    while next < base + leaves[leaf].count {
      spans[next - 1] = spans[next]
      next += 1
    }
    leaves[leaf].count -= 1
    // What is taken out is removed: nothing visible moves.
    if slot < hotSlot { hotSlot -= 1 }
  }
}
