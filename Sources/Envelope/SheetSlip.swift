/// Where a code was mistyped, as far as one slip explains it.
public enum SheetSlip: Hashable, Sendable {
  /// So many digits were typed, where there are as many as the other.
  case count(Int, of: Int)
  /// One digit is wrong or none, or two neighbours are swapped, in this group of four, counted from 1.
  case group(Int)
  /// More than one slip, or a code of something else.
  case elsewhere
}

extension SheetCode {
  /// Digits of a group.
  public static let groupDigits = 4
  /// Groups on a line of a sheet.
  public static let groupsOnLine = 8

  /// What is wrong with a text that does not read as a code of so many digits.
  ///
  /// Nothing is put right: a checksum that fits by chance would be another key.
  public static func slip(in text: String, of count: Int, for purpose: Purpose) -> SheetSlip {
    let typed = text.unicodeScalars.filter { !TypedDigits.isSeparator($0) }.prefix(4 * count)
      .map(digit)
    guard typed.count == count else { return .count(typed.count, of: count) }
    let digits = typed.compactMap { $0 }
    guard digits.count == count else {
      let strange = typed.indices.filter { typed[$0] == nil }.map { $0 / groupDigits }
      return Set(strange).count == 1 ? .group(strange[0] + 1) : .elsewhere
    }
    var groups: Set<Int> = []
    for position in digits.indices {
      var other = digits
      for value in 0..<UInt32(alphabet.count) where value != digits[position] {
        other[position] = value
        if reads(other, for: purpose) { groups.insert(position / groupDigits) }
      }
      guard position > 0 else { continue }
      other = digits
      other.swapAt(position - 1, position)
      if reads(other, for: purpose) { groups.insert((position - 1) / groupDigits) }
    }
    return groups.count == 1 ? groups.first.map { .group($0 + 1) } ?? .elsewhere : .elsewhere
  }

  private static func reads(_ digits: [UInt32], for purpose: Purpose) -> Bool {
    do {
      _ = try content(of: digits, for: purpose)
      return true
    } catch {
      return false
    }
  }
}
