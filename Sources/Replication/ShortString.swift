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

  /// Reads a string as it was shown; nil unless it is twelve digits and spaces.
  public init?(_ text: String) {
    guard let digits = Self.digits(text) else { return nil }
    self.digits = digits
  }

  /// Three groups of four: "1234 5678 9012".
  public var description: String {
    String(
      decoding: digits[0..<4] + [0x20] + digits[4..<8] + [0x20] + digits[8..<12], as: UTF8.self)
  }

  /// Whether what was typed is this string. Spaces, of whatever width, do not count; nothing else is
  /// forgiven. Takes the same time whichever digit differs.
  public func matches(typed: String) -> Bool {
    guard let typed = Self.digits(typed) else { return false }
    return zip(digits, typed).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func digits(_ text: String) -> [UInt8]? {
    var digits: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.append(UInt8(scalar.value))
      case " ", "\u{A0}", "\u{2009}", "\u{202F}": break
      case _: return nil
      }
    }
    return digits.count == 12 ? digits : nil
  }
}
