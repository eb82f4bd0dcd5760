/// The causal pasts of a few changes that were admitted lately, as sets of numbers, for changes that
/// name what was neither their parents' nor known to everybody.
///
/// Whoever writes apart for long asks again and again, and each past is that of a parent and one more.
/// What is not kept is found by walking down from the parents to what is. Who went far leaves a mark on
/// the way, a past that is kept longer: branches off one long stem meet it. Nothing is kept until somebody
/// asks.
struct Pasts: Sendable {
  /// How many are kept: that of a change in the row of its number modulo this.
  private static let kept = 32
  /// And so many marks, in the rows after these.
  private static let marks = 16
  /// The row of a past that is nobody's own, and that of the changes to be walked to.
  private static let common = kept + marks
  private static let ahead = common + 1
  private static let rows = ahead + 1
  /// A mark is left after so many steps by whoever goes twice as far.
  private static let far = 512
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

  /// The row of the next mark.
  private var nextMark = kept

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
    let passed = walk(from: parents, in: history)
    if chosen != Self.common { owners[chosen] = last }
    if let passed { leaveMark(at: passed, in: history) }
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

  /// Whether the past that is kept in a row holds a change.
  func holds(_ number: Int, row: Int) -> Bool {
    number <= Int(owners[row]) && isSet(number, row)
  }

  private mutating func makeRoom(for number: Int) {
    guard number >> 6 >= words else { return }
    var wide = max(words, 1)
    while number >> 6 >= wide { wide *= 2 }
    var fresh = ContiguousArray(repeating: UInt64(0), count: wide * Self.rows)
    for row in 0..<Self.rows {
      for word in 0..<words { fresh[row * wide + word] = bits[row * words + word] }
    }
    (bits, words) = (fresh, wide)
    if owners.isEmpty {
      owners = ContiguousArray(repeating: Self.none, count: Self.common)
      full = ContiguousArray(repeating: 0, count: Self.rows)
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

  /// Gathers the parents and all below them in the chosen row, the youngest first. Gives back a change
  /// on the way, when that was long.
  private mutating func walk(from parents: [UInt32], in history: History) -> Int? {
    var steps = 0
    var passed: Int?
    if chosen != Self.common { owners[chosen] = Self.none }
    full[chosen] = 0
    for parent in parents {
      if let row = row(of: Int(parent)) { full[chosen] = max(full[chosen], full[row]) }
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
        let number = word << 6 | top
        visit(number, in: history)
        steps += 1
        if steps == Self.far { passed = number }
      }
      word -= 1
    }
    return steps > 2 * Self.far ? passed : nil
  }

  /// Keeps the past of a change that walks come by.
  private mutating func leaveMark(at number: Int, in history: History) {
    let asked = (chosen, greatest)
    (chosen, greatest) = (nextMark, number)
    _ = walk(from: [UInt32(number)], in: history)
    owners[chosen] = UInt32(number)
    (chosen, greatest) = asked
    nextMark = nextMark + 1 < Self.common ? nextMark + 1 : Self.kept
  }

  /// The row of a change whose past is kept.
  private func row(of number: Int) -> Int? {
    if owners[number % Self.kept] == UInt32(number) { return number % Self.kept }
    for row in Self.kept..<Self.common where owners[row] == UInt32(number) { return row }
    return nil
  }

  private mutating func visit(_ number: Int, in history: History) {
    guard !isSet(number, chosen) else { return }
    if let row = row(of: number) { return join(row, upTo: number >> 6) }
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
