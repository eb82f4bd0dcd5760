/// Which insertions hang from which elements of one sequence.
///
/// Needed to place what somebody else wrote; not kept until it is built, since whoever only types
/// hangs nothing beside anything.
struct Branches: Sendable {
  /// An element, or the origin, and a side.
  struct Fork: Equatable, Sendable {
    fileprivate let bits: UInt64

    init(left parent: LocalVersion) { bits = UInt64(parent) << 1 }
    init(right parent: LocalVersion) { bits = UInt64(parent) << 1 | 1 }
    fileprivate init(bits: UInt64) { self.bits = bits }
  }

  var isBuilt = false
  /// A table of forks, at most half full: with each the entry that hangs there or, under
  /// `severalBit`, the number of a list of entries. The fork is `free` where a slot is.
  private var slots: ContiguousArray<(fork: UInt64, value: UInt32)> = []
  private var count = 0
  /// Where several insertions hang, their entries in the order of the sequence.
  private var several: [[UInt32]] = []
  /// For entries with something hanging right of an element that is not their last, and behind the
  /// element that follows in the run (no honest author does that), those elements, ascending.
  private var midRun: [UInt32: [LocalVersion]] = [:]

  private static let severalBit: UInt32 = 1 << 31
  private static let free = UInt64.max

  /// Where a fork stands, or the free slot where it would. There are slots.
  private func slot(of fork: Fork) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (fork.bits &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].fork != Self.free, slots[slot].fork != fork.bits { slot = (slot + 1) & mask }
    return slot
  }

  private func value(at fork: Fork) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let found = slots[slot(of: fork)]
    return found.fork == Self.free ? nil : found.value
  }

  func children(at fork: Fork) -> [UInt32] {
    guard let value = value(at: fork) else { return [] }
    return value & Self.severalBit == 0 ? [value] : several[Int(value & ~Self.severalBit)]
  }

  func first(at fork: Fork) -> UInt32? {
    guard let value = value(at: fork) else { return nil }
    return value & Self.severalBit == 0 ? value : several[Int(value & ~Self.severalBit)].first
  }

  func last(at fork: Fork) -> UInt32? {
    guard let value = value(at: fork) else { return nil }
    return value & Self.severalBit == 0 ? value : several[Int(value & ~Self.severalBit)].last
  }

  mutating func insert(_ entry: UInt32, at fork: Fork, rank: Int) {
    if 2 * (count + 1) > slots.count { grow() }
    let slot = slot(of: fork)
    let value = slots[slot].value
    if slots[slot].fork == Self.free {
      slots[slot] = (fork.bits, entry)
      count += 1
    } else if value & Self.severalBit == 0 {
      slots[slot].value = Self.severalBit | UInt32(several.count)
      several.append(rank == 0 ? [entry, value] : [value, entry])
    } else {
      several[Int(value & ~Self.severalBit)].insert(entry, at: rank)
    }
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: (Self.free, 0), count: max(8, 2 * old.count))
    for entry in old where entry.fork != Self.free {
      let slot = slot(of: Fork(bits: entry.fork))
      slots[slot] = entry
    }
  }

  /// Notes that something hangs right of an element in the middle of an insertion, and behind the
  /// element that follows it there.
  mutating func noteMidRun(_ element: LocalVersion, of entry: UInt32) {
    let slot = midRun[entry, default: []].partitioningIndex { $0 >= element }
    guard midRun[entry, default: []].count == slot || midRun[entry]?[slot] != element else {
      return
    }
    midRun[entry, default: []].insert(element, at: slot)
  }

  /// The first of those elements of an insertion from `element` on.
  func midRun(from element: LocalVersion, of entry: UInt32) -> LocalVersion? {
    guard !midRun.isEmpty, let elements = midRun[entry] else { return nil }
    let slot = elements.partitioningIndex { $0 >= element }
    return slot < elements.count ? elements[slot] : nil
  }
}

/// A text or a list: its order, and what hangs where.
struct ElementSequence: Sendable {
  var tree = SpanTree()
  var branches = Branches()
}
