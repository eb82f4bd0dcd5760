/// Which insertions hang from which elements of one sequence.
///
/// Needed to place what somebody else wrote; not kept until it is built, since whoever only types
/// hangs nothing beside anything.
struct Branches: Sendable {
  /// An element, or the origin, and a side.
  struct Fork: Hashable, Sendable {
    private let bits: UInt64

    init(left parent: LocalVersion) { bits = UInt64(parent) << 1 }
    init(right parent: LocalVersion) { bits = UInt64(parent) << 1 | 1 }
  }

  var isBuilt = false
  /// Where one insertion hangs, its entry; where several do, nothing.
  private var single: [Fork: UInt32] = [:]
  /// Where several insertions hang, their entries in the order of the sequence.
  private var several: [Fork: [UInt32]] = [:]
  /// For entries with something hanging right of an element that is not their last (no honest
  /// author does that), those elements, ascending.
  private(set) var midRun: [UInt32: [LocalVersion]] = [:]

  func children(at fork: Fork) -> [UInt32] {
    if let one = single[fork] { return [one] }
    return several.isEmpty ? [] : several[fork] ?? []
  }

  func first(at fork: Fork) -> UInt32? {
    single[fork] ?? (several.isEmpty ? nil : several[fork]?.first)
  }

  func last(at fork: Fork) -> UInt32? {
    single[fork] ?? (several.isEmpty ? nil : several[fork]?.last)
  }

  mutating func insert(_ entry: UInt32, at fork: Fork, rank: Int) {
    if let one = single.removeValue(forKey: fork) {
      several[fork] = rank == 0 ? [entry, one] : [one, entry]
    } else if several[fork] != nil {
      several[fork]?.insert(entry, at: rank)
    } else {
      single[fork] = entry
    }
  }

  /// Notes that something hangs right of an element in the middle of an insertion.
  mutating func noteMidRun(_ element: LocalVersion, of entry: UInt32) {
    var elements = midRun[entry] ?? []
    let slot = elements.partitioningIndex { $0 >= element }
    guard slot == elements.count || elements[slot] != element else { return }
    elements.insert(element, at: slot)
    midRun[entry] = elements
  }
}

/// A text or a list: its order, and what hangs where.
struct ElementSequence: Sendable {
  var tree = SpanTree()
  var branches = Branches()
}
