import CSodium

/// 32 secret bytes in locked memory, wiped when the value ends; its description tells nothing.
///
/// The memory is written once, before the value is handed out, and only read afterwards: that is why the
/// value may be sent between threads. Protocol/keys.md, "Secrets in memory".
public struct SecretKey: ~Copyable, Sendable {
  public static let length = 32

  // The address of the locked block, which this value alone owns.
  private let address: UInt

  /// A key drawn at random.
  public init(using chance: inout some RandomNumberGenerator) {
    self.init { Chance.fill($0, using: &chance) }
  }

  /// A copy of 32 bytes; nil for another length. The array stays its owner's to forget.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.init { target in bytes.withUnsafeBytes { target.copyMemory(from: $0) } }
  }

  /// A key that `write` fills in place: 32 bytes.
  init<Failure: Error>(
    writing write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    Sodium.prepare()
    guard let block = sodium_malloc(Self.length) else { preconditionFailure("out of memory") }
    do throws(Failure) {
      try write(UnsafeMutableRawBufferPointer(start: block, count: Self.length))
    } catch {
      sodium_free(block)
      throw error
    }
    address = UInt(bitPattern: block)
  }

  deinit { sodium_free(UnsafeMutableRawPointer(bitPattern: address)) }

  /// The bytes, as long as the key lives.
  var view: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: UnsafeRawPointer(bitPattern: address), count: Self.length)
  }

  /// Lends the 32 bytes to `body`; they must not be kept.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(view)
  }

  /// A second key with the same bytes, in locked memory of its own.
  public borrowing func duplicate() -> SecretKey {
    let source = view
    return SecretKey { $0.copyMemory(from: source) }
  }

  /// Whether both have the same bytes, in constant time.
  public borrowing func equals(_ other: borrowing SecretKey) -> Bool {
    sodium_memcmp(view.baseAddress, other.view.baseAddress, Self.length) == 0
  }

  /// Always `redacted`.
  public var description: String { "redacted" }
}

/// Bytes from a generator: eight from each number, the low one first.
public enum Chance {
  /// So many bytes.
  ///
  ///     let salt = Chance.bytes(16, using: &chance)
  public static func bytes(
    _ count: Int, using chance: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    bytes.withUnsafeMutableBytes { fill($0, using: &chance) }
    return bytes
  }

  static func fill(
    _ target: UnsafeMutableRawBufferPointer, using chance: inout some RandomNumberGenerator
  ) {
    var word: UInt64 = 0
    for position in target.indices {
      word = position % 8 == 0 ? chance.next() : word >> 8
      target[position] = UInt8(truncatingIfNeeded: word)
    }
  }
}
