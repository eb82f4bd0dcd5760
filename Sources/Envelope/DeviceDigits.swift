/// What two people read to each other to know that they mean the same device: twenty digits in groups of five, of its
/// key and its service. Protocol/keys.md, "Digits of a device".
public struct DeviceDigits: Hashable, Sendable, CustomStringConvertible {
  /// Groups of five digits, joined by hyphens.
  public let description: String

  public init(of device: SigningKey, in service: ServiceID) {
    let digest = Digest.hash(.deviceDigits, service.bytes, device.bytes)
    description = stride(from: 0, to: Digest.length, by: 8).map { start in
      let number = digest[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000
      let digits = String(number)
      return String(repeating: "0", count: 5 - digits.utf8.count) + digits
    }.joined(separator: "-")
  }

  /// How many they are.
  public static let count = 20

  /// Whether what was typed can be the digits of some device.
  public static func areWellFormed(_ typed: String) -> Bool {
    TypedDigits.read(typed, count: count) != nil
  }

  /// Whether a person typed these digits: all of them, however grouped.
  public func matches(typed: String) -> Bool {
    guard let typed = TypedDigits.read(typed, count: Self.count) else { return false }
    return typed == TypedDigits.read(description, count: Self.count)
  }
}
