/// A set of small indices: one bit each, as long as its largest member.
struct BitSet: Equatable, Sendable {
  private var words: [UInt64] = []

  init() {}

  /// The first `count` indices.
  init(first count: Int) {
    words = Array(repeating: .max, count: count >> 6)
    if count & 63 != 0 { words.append(1 << UInt64(count & 63) - 1) }
  }

  func contains(_ index: Int) -> Bool {
    let word = index >> 6
    return word < words.count && words[word] & (1 << UInt64(index & 63)) != 0
  }

  mutating func insert(_ index: Int) {
    let word = index >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(index & 63)
  }

  mutating func remove(_ index: Int) {
    guard contains(index) else { return }
    words[index >> 6] &= ~(1 << UInt64(index & 63))
    while words.last == 0 { words.removeLast() }
  }

  mutating func formUnion(_ other: BitSet) {
    while words.count < other.words.count { words.append(0) }
    for position in other.words.indices { words[position] |= other.words[position] }
  }

  mutating func formIntersection(_ other: BitSet) {
    if words.count > other.words.count { words.removeLast(words.count - other.words.count) }
    for position in words.indices { words[position] &= other.words[position] }
    while words.last == 0 { words.removeLast() }
  }

  /// Those that are in one of the two only.
  func difference(from other: BitSet) -> BitSet {
    var result = words.count < other.words.count ? other : self
    let shorter = words.count < other.words.count ? self : other
    for position in shorter.words.indices { result.words[position] ^= shorter.words[position] }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }

  /// The first member that is not before `start`.
  func member(from start: Int) -> Int? {
    var position = start >> 6
    guard position < words.count else { return nil }
    var rest = words[position] & (.max << UInt64(start & 63))
    while rest == 0 {
      position += 1
      guard position < words.count else { return nil }
      rest = words[position]
    }
    return position << 6 + rest.trailingZeroBitCount
  }

  /// Ascending.
  var members: [Int] {
    var members: [Int] = []
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(position << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }
}
