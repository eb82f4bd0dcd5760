/// The changes that arrived after all of their parents, and who had seen whom.
///
/// A change is numbered in order of admission: parents before children. Numbers decide nothing.
struct History: Sendable {
  private(set) var ids: ContiguousArray<ChangeID> = []
  /// The number of each change, found by a part of its id; `none` where a slot is free. At most half
  /// full. An id is a hash already: whoever grinds ids that meet here makes himself slow.
  private var slots: ContiguousArray<UInt32> = []
  /// Where the parents of each change begin in `allParents`, and the end.
  private var parentStarts: ContiguousArray<UInt32> = [0]
  private var allParents: [UInt32] = []
  /// The length of the longest way back to a change without parents.
  private var depths: ContiguousArray<UInt32> = []
  /// The first entry of each change in the operation log.
  private(set) var entryStarts: ContiguousArray<Int> = []
  /// The changes that no other change has seen, ascending.
  private(set) var heads: [UInt32] = []

  var count: Int { ids.count }

  /// Makes room for so many changes more.
  mutating func reserve(_ more: Int) {
    ids.reserveCapacity(ids.count + more)
    depths.reserveCapacity(ids.count + more)
    entryStarts.reserveCapacity(ids.count + more)
    parentStarts.reserveCapacity(ids.count + 1 + more)
    allParents.reserveCapacity(allParents.count + more)
    makeSlots(for: ids.count + more)
  }

  private static let none = UInt32.max

  /// Where a change stands, or the free slot where it would. There are slots.
  @inline(__always)
  private func slot(of id: ChangeID) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: id.spread) & mask
    while slots[slot] != Self.none, ids[Int(slots[slot])] != id { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func makeSlots(for count: Int) {
    guard 2 * count > slots.count else { return }
    var capacity = max(slots.count, 4)
    while capacity < 2 * count { capacity *= 2 }
    slots = ContiguousArray(repeating: Self.none, count: capacity)
    for number in ids.indices { slots[slot(of: ids[number])] = UInt32(number) }
  }

  func number(of id: ChangeID) -> Int? {
    guard !slots.isEmpty else { return nil }
    let number = slots[slot(of: id)]
    return number == Self.none ? nil : Int(number)
  }

  /// The numbers of the parents, each once, ascending.
  func parents(of number: Int) -> ArraySlice<UInt32> {
    allParents[Int(parentStarts[number])..<Int(parentStarts[number + 1])]
  }

  /// The place of the first change that is not here, from a place on.
  func firstAbsent(of ids: [ChangeID], from place: Int) -> Int? {
    (place..<ids.count).first { number(of: ids[$0]) == nil }
  }

  /// Finds the numbers of changes, each once, ascending; gives back the place of one that is not here.
  func numbers(of ids: [ChangeID], into found: inout [UInt32]) -> Int? {
    while !found.isEmpty { found.removeLast() }
    for place in ids.indices {
      guard let number = number(of: ids[place]) else { return place }
      found.append(UInt32(number))
    }
    guard found.count > 1 else { return nil }
    if found.count == 2, found[0] < found[1] { return nil }
    found.sort()
    var last: UInt32?
    found.removeAll { number in
      defer { last = number }
      return number == last
    }
    return nil
  }

  /// Adds a change whose parents are all here.
  mutating func append(_ id: ChangeID, parents: [UInt32], firstEntry: Int) {
    let number = UInt32(ids.count)
    var depth: UInt32 = 0
    for parent in parents { depth = max(depth, depths[Int(parent)] + 1) }
    depths.append(depth)
    makeSlots(for: ids.count + 1)
    slots[slot(of: id)] = number
    ids.append(id)
    entryStarts.append(firstEntry)
    allParents.append(contentsOf: parents)
    parentStarts.append(UInt32(allParents.count))
    if heads.count == 1, heads == parents {
      heads[0] = number
    } else {
      removeHeads(parents)
      heads.append(number)
    }
  }

  /// Takes changes out of the heads, where they are such; both are ascending.
  private mutating func removeHeads(_ seen: [UInt32]) {
    if let only = seen.first, seen.count == 1 {
      let slot = heads.partitioningIndex { $0 >= only }
      if slot < heads.count, heads[slot] == only { heads.remove(at: slot) }
      return
    }
    var next = 0
    var kept = 0
    for slot in heads.indices {
      let head = heads[slot]
      while next < seen.count, seen[next] < head { next += 1 }
      if next == seen.count || seen[next] != head {
        heads[kept] = head
        kept += 1
      }
    }
    while heads.count > kept { heads.removeLast() }
  }

  /// The change that an entry of the log belongs to.
  func change(ofEntry entry: Int) -> Int {
    entryStarts.partitioningIndex { $0 > entry } - 1
  }

  /// The numbers sorted by depth, then by id: parents come before children, and arrival is forgotten.
  var sorted: [Int] {
    ids.indices.sorted { left, right in
      depths[left] == depths[right] ? ids[left] < ids[right] : depths[left] < depths[right]
    }
  }

  /// Marks `starts` and everything they descend from.
  func marked(from starts: some Sequence<UInt32>) -> [Bool] {
    var marked = Array(repeating: false, count: count)
    var waiting = Array(starts)
    while let number = waiting.popLast() {
      guard !marked[Int(number)] else { continue }
      marked[Int(number)] = true
      waiting.append(contentsOf: parents(of: Int(number)))
    }
    return marked
  }

  func isAncestor(_ ancestor: Int, of descendant: Int) -> Bool {
    guard ancestor < descendant else { return false }
    // Only what was admitted in between can lead from one to the other.
    var reached = Array(repeating: false, count: descendant - ancestor + 1)
    reached[descendant - ancestor] = true
    for number in stride(from: descendant, to: ancestor, by: -1) where reached[number - ancestor] {
      for parent in parents(of: number) where parent >= ancestor {
        reached[Int(parent) - ancestor] = true
      }
    }
    return reached[0]
  }
}
