import Envelope

/// The twelve digits that two operators read to each other: equal only if nobody sits between their
/// nodes. Protocol/pairing.md, section 5.
public struct ShortString: Hashable, Sendable, CustomStringConvertible {
  /// ASCII digits, exactly 12.
  private let digits: [UInt8]

  /// The first 16 bytes, big-endian, of a hash of both nodes, what they said, and both nonces, modulo 10¹².
  init(
    inviter: SigningKey, joiner: SigningKey, inviterPresentation: [UInt8],
    joinerPresentation: [UInt8], inviterNonce: [UInt8], joinerNonce: [UInt8]
  ) {
    let hash = Digest.hash(
      .pairingWords, inviter.bytes, joiner.bytes,
      Digest.hash(.pairingWords, inviterPresentation),
      Digest.hash(.pairingWords, joinerPresentation), inviterNonce, joinerNonce)
    let remainder = hash.prefix(16).reduce(UInt64(0)) { rest, byte in
      (rest << 8 | UInt64(byte)) % 1_000_000_000_000
    }
    var digits: [UInt8] = []
    var rest = remainder
    for _ in 0..<12 {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    self.digits = digits.reversed()
  }

  /// How many they are.
  public static let count = 12

  /// Reads a string as it was shown or typed; nil unless it is twelve digits and what people put between them.
  public init?(_ text: String) {
    guard let digits = TypedDigits.read(text, count: Self.count) else { return nil }
    self.digits = digits
  }

  /// Three groups of four: "1234 5678 9012".
  public var description: String {
    String(
      decoding: digits[0..<4] + [0x20] + digits[4..<8] + [0x20] + digits[8..<12], as: UTF8.self)
  }

  /// Whether two strings are the same. Takes the same time whichever digit differs.
  ///
  ///     let isSame = ShortString(typed)?.matches(shown) ?? false
  public func matches(_ other: ShortString) -> Bool {
    zip(digits, other.digits).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
