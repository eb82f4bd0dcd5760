import Envelope

/// How many statements and changes stand at positions of a feed. A bundle counts as what its header says that it holds;
/// the access log
/// and what is withheld count nothing.
struct ItemCount: Hashable, Sendable {
  private(set) var total = 0
  /// Of items that do not count as one: the position, and what they count.
  private var heavy: [UInt64: Int] = [:]

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.total += right.total
    sum.heavy.merge(right.heavy) { $1 }
    return sum
  }

  mutating func add(_ item: FeedItem, at position: UInt64) {
    switch item {
    case .statement, .change: total += 1
    case .bundle(let bundle, _):
      let count = BundleCodec.claimedCount(bundle)
      total += count
      heavy[position] = count
    case .access: heavy[position] = 0
    case .withheld: break
    }
  }

  /// What is left of it when these were refused.
  func without(_ refused: [ItemRefusal]) -> UInt64 {
    UInt64(max(0, refused.reduce(total) { $0 - heavy[$1.position, default: 1] }))
  }
}
