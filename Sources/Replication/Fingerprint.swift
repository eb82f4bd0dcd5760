import Envelope

/// The fingerprint of a set of 32-byte ids under a key: equal sets give equal fingerprints in any order.
///
/// The sum modulo 2⁹⁶ of the first 12 bytes, little-endian, of the keyed hash of each id; and how
/// many there are. Protocol/replication.md, section 7.
public struct Fingerprint: Hashable, Sendable {
  /// Bytes of the key.
  public static let keyLength = 32
  /// Bytes of the sum.
  public static let length = Digest.fingerprintLength

  private var low: UInt64 = 0
  private var high: UInt32 = 0
  /// How many ids were inserted.
  public private(set) var count: UInt64 = 0

  /// The fingerprint of the empty set.
  public init() {}

  /// Nil unless there are 12 bytes of sum and the count is in bounds.
  public init?(bytes: [UInt8], count: UInt64) {
    guard bytes.count == Self.length, count < FrameLimits.positions else { return nil }
    (low, high) = Self.words(bytes)
    self.count = count
  }

  /// Adds an id that is not in the set yet: a set is a sum, inserting twice counts twice.
  ///
  ///     var sum = Fingerprint()
  ///     for change in held { sum.insert(change.bytes, key: key) }
  public mutating func insert(_ id: [UInt8], key: [UInt8]) {
    add(Self.words(Digest.keyed(key, .feedProof, id)))
    count += 1
  }

  /// Adds the fingerprint of a disjoint set, made under the same key.
  public mutating func formUnion(_ other: Fingerprint) {
    add((other.low, other.high))
    count += other.count
  }

  /// The sum: 12 bytes, little-endian.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: low >> (8 * $0)) }
      + (0..<4).map { UInt8(truncatingIfNeeded: high >> (8 * $0)) }
  }

  private mutating func add(_ other: (low: UInt64, high: UInt32)) {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    low = sum
    high = high &+ other.high &+ (carry ? 1 : 0)
  }

  private static func words(_ bytes: [UInt8]) -> (low: UInt64, high: UInt32) {
    let low = bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let high = bytes[8..<12].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return (low, high)
  }
}
