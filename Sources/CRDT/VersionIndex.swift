/// In which leaf of a span tree each local version stands.
///
/// One entry for each span, by its first local version: a local version belongs to the span of the
/// greatest entry that is not above it. Blocks of up to 64 sorted entries, and a sorted directory of
/// blocks. Not kept until it is built: whoever only types needs none.
struct VersionIndex: Sendable {
  static let blockCapacity = 64

  private(set) var isBuilt = false

  /// Block after block, `blockCapacity` slots each: the local version above, the leaf below.
  private var entries: ContiguousArray<UInt64> = []
  private var counts: ContiguousArray<Int> = []
  /// The blocks in order, and the first local version of each.
  private var order: ContiguousArray<Int> = []
  private var firsts: ContiguousArray<LocalVersion> = []

  /// Starts from the spans of a whole tree.
  mutating func build(_ spans: [(first: LocalVersion, leaf: Int)]) {
    self = VersionIndex()
    isBuilt = true
    for span in spans.sorted(by: { $0.first < $1.first }) { insert(span.first, span.leaf) }
  }

  private static func entry(_ version: LocalVersion, _ leaf: Int) -> UInt64 {
    UInt64(version) << 32 | UInt64(leaf)
  }

  private static func version(_ entry: UInt64) -> LocalVersion {
    LocalVersion(truncatingIfNeeded: entry >> 32)
  }

  /// The number of blocks whose first entry is not above `version`, less one; the first block when
  /// there is none.
  private func rank(of version: LocalVersion) -> Int {
    var lower = 0
    var upper = firsts.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if firsts[middle] <= version { lower = middle + 1 } else { upper = middle }
    }
    return max(lower - 1, 0)
  }

  /// The first slot of a block whose entry is above `version`.
  private func slot(above version: LocalVersion, in block: Int) -> Int {
    var lower = block * Self.blockCapacity
    var upper = lower + counts[block]
    while lower < upper {
      let middle = (lower + upper) / 2
      if Self.version(entries[middle]) <= version { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// The leaf of the span that holds `version`. The index must be built and hold such a span.
  func leaf(of version: LocalVersion) -> Int {
    let slot = slot(above: version, in: order[rank(of: version)])
    return Int(truncatingIfNeeded: entries[slot - 1] & 0xFFFF_FFFF)
  }

  mutating func insert(_ version: LocalVersion, _ leaf: Int) {
    guard isBuilt else { return }
    if order.isEmpty {
      order = [newBlock()]
      firsts = [version]
    }
    var rank = rank(of: version)
    if counts[order[rank]] == Self.blockCapacity {
      divide(rank)
      if firsts[rank + 1] <= version { rank += 1 }
    }
    let block = order[rank]
    let target = slot(above: version, in: block)
    var slot = block * Self.blockCapacity + counts[block]
    while slot > target {
      entries[slot] = entries[slot - 1]
      slot -= 1
    }
    entries[target] = Self.entry(version, leaf)
    counts[block] += 1
    firsts[rank] = Self.version(entries[block * Self.blockCapacity])
  }

  /// Takes out the entry of a span that begins at `version`.
  mutating func remove(_ version: LocalVersion) {
    guard isBuilt else { return }
    let rank = rank(of: version)
    let block = order[rank]
    var slot = slot(above: version, in: block)
    let end = block * Self.blockCapacity + counts[block]
    while slot < end {
      entries[slot - 1] = entries[slot]
      slot += 1
    }
    counts[block] -= 1
    if counts[block] == 0 {
      // The emptied block stays in the arena, unused.
      order.remove(at: rank)
      firsts.remove(at: rank)
    } else {
      firsts[rank] = Self.version(entries[block * Self.blockCapacity])
    }
  }

  /// Tells that the span beginning at `version` stands in another leaf now.
  mutating func move(_ version: LocalVersion, to leaf: Int) {
    guard isBuilt else { return }
    let slot = slot(above: version, in: order[rank(of: version)])
    entries[slot - 1] = Self.entry(version, leaf)
  }

  private mutating func newBlock() -> Int {
    counts.append(0)
    entries.append(contentsOf: repeatElement(0, count: Self.blockCapacity))
    return counts.count - 1
  }

  /// Moves the upper half of a full block into a new one after it. At the end, where new local
  /// versions arrive, the block stays full and the new one begins empty but for its last entry.
  private mutating func divide(_ rank: Int) {
    let block = order[rank]
    let right = newBlock()
    let kept = rank == order.count - 1 ? Self.blockCapacity - 1 : Self.blockCapacity / 2
    for slot in kept..<Self.blockCapacity {
      entries[right * Self.blockCapacity + slot - kept] =
        entries[block * Self.blockCapacity + slot]
    }
    counts[right] = Self.blockCapacity - kept
    counts[block] = kept
    order.insert(right, at: rank + 1)
    firsts.insert(Self.version(entries[right * Self.blockCapacity]), at: rank + 1)
  }
}
