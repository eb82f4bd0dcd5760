/// Bytes as text that a person prints, reads and types: base32 in groups of four, with a checksum.
///
/// The digits are Crockford's (no I, L, O, U). The checksum is CRC-32 over a purpose and the bytes, so that any
/// one wrong digit, and any two neighbours swapped, are found for certain, other damage but once in four
/// billion, and a code for another purpose is not taken. Protocol/conventions.md, "Sheet codes".
public enum SheetCode {
  /// What a code is for.
  public enum Purpose: Hashable, Sendable, CaseIterable {
    /// A worker's recovery sheet.
    case recovery
    /// The root key of a service, for the safe.
    case root
    /// An invitation to pair.
    case invitation
    /// A worker who says: a further device is mine.
    case device

    var domain: Domain {
      switch self {
      case .recovery: .sheetRecovery
      case .root: .sheetRoot
      case .invitation: .sheetInvitation
      case .device: .sheetDevice
      }
    }
  }

  /// Bytes that a code may carry.
  public static let longest = 2048

  /// Digits of a recovery code, hyphens aside: 32 bytes and the checksum.
  public static let recoveryDigits = 58

  /// Groups of four digits joined by hyphens.
  ///
  ///     let sheet = SheetCode.encode(invitation.bytes, for: .invitation)
  public static func encode(_ bytes: [UInt8], for purpose: Purpose) -> String {
    let checked = bytes + checksum(bytes, purpose)
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    func write(_ value: UInt32) {
      if text.count % 5 == 4 { text.append(UInt8(ascii: "-")) }
      text.append(alphabet[Int(value & 31)])
    }
    for byte in checked {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        write(pending >> UInt32(bits))
      }
      pending &= (1 << UInt32(bits)) - 1
    }
    if bits > 0 { write(pending << UInt32(5 - bits)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads capitals and small letters, O for 0, I and L for 1, and passes over what people put between groups.
  /// Throws `.badCode`.
  ///
  ///     let invitation = try Invitation(bytes: SheetCode.decode(typed, for: .invitation))
  public static func decode(_ text: String, for purpose: Purpose) throws(EnvelopeError) -> [UInt8] {
    var digits: [UInt32] = []
    for scalar in text.unicodeScalars {
      if TypedDigits.isSeparator(scalar) { continue }
      guard let value = digit(scalar), digits.count <= (longest + 5) * 8 / 5 else {
        throw .badCode
      }
      digits.append(value)
    }
    return try content(of: digits, for: purpose)
  }

  /// What digits carry, each from 0 to 31. Throws `.badCode`.
  static func content(
    of digits: [UInt32], for purpose: Purpose
  ) throws(EnvelopeError) -> [UInt8] {
    var bytes: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    for value in digits {
      pending = pending << 5 | value
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        pending &= (1 << UInt32(bits)) - 1
      }
    }
    guard bits < 5, pending == 0, bytes.count >= 4 else { throw .badCode }
    let content = Array(bytes.dropLast(4))
    guard content.count <= longest, checksum(content, purpose) == Array(bytes.suffix(4)) else {
      throw .badCode
    }
    return content
  }

  static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
    guard scalar.isASCII else { return nil }
    let character = UInt8(truncatingIfNeeded: scalar.value)
    let capital = (0x61...0x7A).contains(character) ? character - 0x20 : character
    switch capital {
    case UInt8(ascii: "O"): return 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
    case _: return alphabet.firstIndex(of: capital).map { UInt32($0) }
    }
  }

  /// CRC-32 (ISO-HDLC) of the purpose's domain and the bytes, low byte first: 4 bytes.
  private static func checksum(_ bytes: [UInt8], _ purpose: Purpose) -> [UInt8] {
    var register: UInt32 = .max
    for byte in purpose.domain.bytes + bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 {
        register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
      }
    }
    return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: ~register >> UInt32($0)) }
  }
}
