/// The name of a change: the 32 bytes of its hash.
///
/// Ordered bytewise, which is the order that breaks every tie in this module.
public struct ChangeID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public static let byteCount = 32

  // Four big-endian words: comparing them in turn is comparing the bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// `nil` unless exactly 32 bytes are given.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    // One generic step; the rest is compiled for arrays.
    let bytes = Array(bytes)
    (first, second) = (Self.word(bytes, at: 0), Self.word(bytes, at: 8))
    (third, fourth) = (Self.word(bytes, at: 16), Self.word(bytes, at: 24))
  }

  private static func word(_ bytes: [UInt8], at start: Int) -> UInt64 {
    bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
  }

  private init(repeating word: UInt64) {
    (first, second, third, fourth) = (word, word, word, word)
  }

  /// Stands for the change that a draft will become, whose hash is not known yet.
  static let draft = ChangeID(repeating: .max)

  /// Stands for the origin that every element of a sequence descends from.
  static let origin = ChangeID(repeating: .min)

  public var bytes: [UInt8] {
    [first, second, third, fourth].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(text)
  }

  /// A part of the name, for tables.
  var spread: UInt64 { first }

  /// A name is a hash already: a part of it, under the seed of the process, is enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(first)
  }

  public static func < (left: Self, right: Self) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    if left.third != right.third { return left.third < right.third }
    return left.fourth < right.fourth
  }
}

/// The name of an operation: its change, and its index among the change's operations.
///
/// Never (device, counter): a device that writes two different changes under one counter names two
/// different operations, and replicas cannot be split.
public struct OperationID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let change: ChangeID
  public let index: UInt32

  public init(change: ChangeID, index: UInt32) {
    self.change = change
    self.index = index
  }

  public var description: String { "\(change):\(index)" }

  public static func < (left: Self, right: Self) -> Bool {
    left.change == right.change ? left.index < right.index : left.change < right.change
  }
}
