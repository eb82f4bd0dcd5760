/// Which insertions hang from which elements, in all texts and lists of a document.
///
/// Needed to place what somebody else wrote; not kept until it is built, since whoever only types
/// hangs nothing beside anything.
struct Branches: Sendable {
  /// An element, or the origin of a sequence, and a side.
  struct Fork: Equatable, Sendable {
    fileprivate let bits: UInt32

    init(left parent: LocalVersion) { bits = parent << 1 }

    /// `sequence` tells one origin from another.
    init(right parent: LocalVersion, in sequence: Int) {
      bits =
        parent == OperationLog.origin
        ? 1 << 31 | UInt32(truncatingIfNeeded: sequence) : parent << 1 | 1
    }

    fileprivate init(bits: UInt32) { self.bits = bits }
  }

  var isBuilt = false
  /// A table of forks, at most half full: above the fork, below the entry that hangs there or, under
  /// `severalBit`, the number of a list of entries.
  private var slots: ContiguousArray<UInt64> = []
  private var count = 0
  /// Where several insertions hang, their entries in the order of the sequence.
  private var several: [Siblings] = []

  private static let severalBit: UInt32 = 1 << 31
  private static let free = UInt64.max

  /// Where a fork stands, or the free slot where it would. There are slots.
  private func slot(of fork: Fork) -> Int {
    let mask = slots.count - 1
    let spread = (UInt64(fork.bits) &* 0x9E37_79B9_7F4A_7C15) >> 32
    var slot = Int(truncatingIfNeeded: spread) & mask
    while slots[slot] != Self.free, slots[slot] >> 32 != UInt64(fork.bits) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func value(at fork: Fork) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let found = slots[slot(of: fork)]
    return found == Self.free ? nil : UInt32(truncatingIfNeeded: found)
  }

  /// Whether anything hangs at a fork.
  func isTaken(_ fork: Fork) -> Bool { value(at: fork) != nil }

  /// The first that hangs at a fork, in the order of the sequence.
  func first(at fork: Fork) -> UInt32? {
    guard let value = value(at: fork) else { return nil }
    return value & Self.severalBit == 0 ? value : several[Int(value & ~Self.severalBit)].first
  }

  /// The only one that hangs at a fork; `nil` if there is none, or several.
  func only(at fork: Fork) -> UInt32? {
    value(at: fork).flatMap { $0 & Self.severalBit == 0 ? $0 : nil }
  }

  /// The rank of the first child at a fork that `belongs` holds for, and that child; it must hold for
  /// those behind it too.
  func rank(
    at fork: Fork, _ belongs: (UInt32) -> Bool
  ) -> (rank: Siblings.Rank, child: UInt32?) {
    guard let value = value(at: fork) else { return (.first, nil) }
    if value & Self.severalBit == 0 {
      return belongs(value) ? (.first, value) : (.second, nil)
    }
    return several[Int(value & ~Self.severalBit)].rank(belongs)
  }

  mutating func insert(_ entry: UInt32, at fork: Fork, _ rank: Siblings.Rank) {
    if 2 * (count + 1) > slots.count { grow() }
    let slot = slot(of: fork)
    let value = UInt32(truncatingIfNeeded: slots[slot])
    if slots[slot] == Self.free {
      slots[slot] = UInt64(fork.bits) << 32 | UInt64(entry)
      count += 1
    } else if value & Self.severalBit == 0 {
      slots[slot] = UInt64(fork.bits) << 32 | UInt64(Self.severalBit) | UInt64(several.count)
      several.append(rank == .first ? Siblings(entry, value) : Siblings(value, entry))
    } else {
      several[Int(value & ~Self.severalBit)].insert(entry, at: rank)
    }
  }

  /// Adds an entry behind all that hang at a fork.
  mutating func append(_ entry: UInt32, at fork: Fork) {
    insert(entry, at: fork, rank(at: fork) { _ in false }.rank)
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: Self.free, count: max(8, 2 * old.count))
    for entry in old where entry != Self.free {
      let slot = slot(of: Fork(bits: UInt32(truncatingIfNeeded: entry >> 32)))
      slots[slot] = entry
    }
  }
}

/// Entries that hang at one fork, in the order of the sequence. In blocks, so that whoever hangs
/// very many in one place does not move them all for each.
struct Siblings: Sendable {
  /// A place among siblings: a block, and a slot in it.
  struct Rank: Equatable, Sendable {
    var block: Int
    var slot: Int

    static let first = Rank(block: 0, slot: 0)
    static let second = Rank(block: 0, slot: 1)
  }

  private static let blockCapacity = 256

  /// None is empty.
  private var blocks: [[UInt32]]

  init(_ one: UInt32, _ other: UInt32) { blocks = [[one, other]] }

  var first: UInt32? { blocks[0].first }

  func rank(_ belongs: (UInt32) -> Bool) -> (rank: Rank, child: UInt32?) {
    let found = blocks.partitioningIndex { $0.last.map(belongs) ?? false }
    guard found < blocks.count else {
      return (Rank(block: found - 1, slot: blocks[found - 1].count), nil)
    }
    let slot = blocks[found].partitioningIndex(belongs)
    return (Rank(block: found, slot: slot), blocks[found][slot])
  }

  mutating func insert(_ entry: UInt32, at rank: Rank) {
    blocks[rank.block].insert(entry, at: rank.slot)
    guard blocks[rank.block].count > Self.blockCapacity else { return }
    let upper = Array(blocks[rank.block].suffix(Self.blockCapacity / 2))
    blocks[rank.block].removeLast(upper.count)
    blocks.insert(upper, at: rank.block + 1)
  }
}
