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

  /// Whether a person typed these digits: all of them, however grouped.
  public func matches(typed: String) -> Bool {
    func digits(_ text: String) -> [UInt8] { text.utf8.filter { (0x30...0x39).contains($0) } }
    let others = typed.unicodeScalars.contains {
      !("0"..."9").contains($0) && !$0.properties.isWhitespace && $0 != "-"
    }
    return !others && digits(typed) == digits(description)
  }
}
