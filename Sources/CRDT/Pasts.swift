/// The causal pasts of a few changes that were admitted lately, as sets of numbers, for changes that
/// name what was neither their parents' nor known to everybody.
///
/// Whoever writes apart for long asks again and again, and each past is that of a parent and one more.
/// What is not kept is found by walking down from the parents to what is. Nothing is kept until
/// somebody asks.
struct Pasts: Sendable {
  /// How many are kept: that of a change in the row of its number modulo this.
  private static let kept = 32
  /// The row of a past that is nobody's own, and that of the changes to be walked to.
  private static let common = kept
  private static let ahead = kept + 1
  private static let none = UInt32.max

  /// A bit for each change, row after row, each row of so many words. The past of a change holds it
  /// too, and nothing above it is told by its row.
  private var bits: ContiguousArray<UInt64> = []
  private var words = 0
  /// Whose past each row is.
  private(set) var owners: ContiguousArray<UInt32> = []
  /// How many words at the beginning of each row are full, whatever stands in them: what everybody has
  /// seen is not copied again and again.
  private var full: ContiguousArray<Int> = []

  /// The row that was chosen last, and the greatest number in it.
  private var chosen = 0
  private var greatest = -1

  /// Chooses the past of a change that has these parents, which ascend.
  mutating func choose(_ parents: [UInt32], in history: History) {
    greatest = parents.last.map { Int($0) } ?? -1
    guard let last = parents.last else { return }
    makeRoom(for: Int(last))
    chosen = parents.count == 1 ? Int(last) % Self.kept : Self.common
    guard chosen == Self.common || owners[chosen] != last else { return }
    walk(from: parents, in: history)
    if chosen != Self.common { owners[chosen] = last }
  }

  /// Whether a change is in the chosen past.
  func contains(_ number: Int) -> Bool {
    number <= greatest && isSet(number, chosen)
  }

  /// Keeps the chosen past, of a change of this number now.
  mutating func keep(for number: Int) {
    makeRoom(for: number)
    let row = number % Self.kept
    let known = greatest < 0 ? 0 : full[chosen]
    let end = greatest >> 6
    var word = known
    while word <= number >> 6 {
      bits[row * words + word] = word <= end ? bits[chosen * words + word] : 0
      word += 1
    }
    full[row] = known
    set(number, row)
    while full[row] < number >> 6, bits[row * words + full[row]] == .max { full[row] += 1 }
    owners[row] = UInt32(number)
  }

  /// Whether the past of a kept change, itself included, holds another one.
  func isPast(_ number: Int, of owner: Int) -> Bool {
    number <= owner && isSet(number, owner % Self.kept)
  }

  private mutating func makeRoom(for number: Int) {
    guard number >> 6 >= words else { return }
    var wide = max(words, 1)
    while number >> 6 >= wide { wide *= 2 }
    var fresh = ContiguousArray(repeating: UInt64(0), count: wide * (Self.kept + 2))
    for row in 0..<Self.kept + 2 {
      for word in 0..<words { fresh[row * wide + word] = bits[row * words + word] }
    }
    (bits, words) = (fresh, wide)
    if owners.isEmpty {
      owners = ContiguousArray(repeating: Self.none, count: Self.kept)
      full = ContiguousArray(repeating: 0, count: Self.kept + 2)
    }
  }

  @inline(__always)
  private func isSet(_ number: Int, _ row: Int) -> Bool {
    number >> 6 < full[row] || bits[row * words + number >> 6] >> UInt64(number & 63) & 1 == 1
  }

  @inline(__always)
  private mutating func set(_ number: Int, _ row: Int) {
    bits[row * words + number >> 6] |= 1 << UInt64(number & 63)
  }

  // MARK: Walking down

  /// Gathers the parents and all below them in the chosen row, the youngest first.
  private mutating func walk(from parents: [UInt32], in history: History) {
    if chosen != Self.common { owners[chosen] = Self.none }
    full[chosen] = 0
    for parent in parents where owners[Int(parent) % Self.kept] == parent {
      full[chosen] = max(full[chosen], full[Int(parent) % Self.kept])
    }
    var word = full[chosen]
    while word <= greatest >> 6 {
      bits[chosen * words + word] = 0
      word += 1
    }
    for parent in parents where !isSet(Int(parent), chosen) { set(Int(parent), Self.ahead) }
    word = greatest >> 6
    while word >= full[chosen] {
      while bits[Self.ahead * words + word] != 0 {
        let top = 63 - bits[Self.ahead * words + word].leadingZeroBitCount
        bits[Self.ahead * words + word] &= ~(1 << UInt64(top))
        visit(word << 6 | top, in: history)
      }
      word -= 1
    }
  }

  private mutating func visit(_ number: Int, in history: History) {
    guard !isSet(number, chosen) else { return }
    let row = number % Self.kept
    guard owners[row] != UInt32(number) else { return join(row, upTo: number >> 6) }
    set(number, chosen)
    for parent in history.parents(of: number) where !isSet(Int(parent), chosen) {
      set(Int(parent), Self.ahead)
    }
  }

  /// Adds what a kept row holds to the chosen one.
  private mutating func join(_ row: Int, upTo end: Int) {
    var word = full[chosen]
    while word <= end {
      bits[chosen * words + word] |= word < full[row] ? .max : bits[row * words + word]
      word += 1
    }
  }
}
