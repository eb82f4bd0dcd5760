/// Variable-length integers: unsigned LEB128, the shortest form only. Protocol/conventions.md, "Byte order".
enum Varint {
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Nil when the bytes end before it does, when it is not the shortest or exceeds 64 bits; `position` moves only
  /// past a good one.
  static func read(_ bytes: borrowing [UInt8], at position: inout Int) -> UInt64? {
    var (value, next): (UInt64, Int) = (0, position)
    for shift in stride(from: 0, through: 63, by: 7) {
      guard next < bytes.count else { return nil }
      let byte = bytes[next]
      next += 1
      if shift == 63, byte > 1 { return nil }
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte & 0x80 == 0 {
        guard byte != 0 || shift == 0 else { return nil }
        position = next
        return value
      }
    }
    return nil
  }

  /// Signed numbers near zero as small ones: 0, −1, 1, −2, 2.
  static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }

  static func unzigzag(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}

/// Writes the plain encoding of a Protocol Buffers message: the caller gives the fields in the order of their
/// numbers, all below 16. Equal to what SwiftProtobuf writes, without the detour through its messages.
enum PlainMessage {
  /// Field `number` with a length in front; omitted when empty, as a single field of proto3 is.
  static func append(_ number: UInt8, _ field: some Collection<UInt8>, to bytes: inout [UInt8]) {
    guard !field.isEmpty else { return }
    bytes.append(number << 3 | 2)
    Varint.append(UInt64(field.count), to: &bytes)
    bytes.append(contentsOf: field)
  }

  /// Field `number` as a varint; omitted when 0.
  static func append(_ number: UInt8, _ value: UInt64, to bytes: inout [UInt8]) {
    guard value != 0 else { return }
    bytes.append(number << 3)
    Varint.append(value, to: &bytes)
  }
}

/// Reads a message that is its plain encoding, field by field. Whoever reaches `isAtEnd` has read exactly what
/// `PlainMessage` would write; for other bytes the caller asks SwiftProtobuf, or refuses.
struct PlainMessageReader: ~Copyable {
  let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  /// The bytes of field `number` when it comes next, and has this length if one is given; an empty range when not.
  mutating func field(_ number: UInt8, of wanted: Int? = nil) -> Range<Int> {
    guard position < bytes.count, bytes[position] == number << 3 | 2 else {
      return position..<position
    }
    var start = position + 1
    guard let length = Varint.read(bytes, at: &start), length > 0,
      length <= UInt64(bytes.count - start), wanted == nil || length == UInt64(wanted ?? 0)
    else { return position..<position }
    position = start + Int(length)
    return start..<position
  }

  /// The value of field `number` when it comes next, 0 when it does not.
  mutating func value(_ number: UInt8) -> UInt64 {
    guard position < bytes.count, bytes[position] == number << 3 else { return 0 }
    var next = position + 1
    guard let value = Varint.read(bytes, at: &next), value != 0 else { return 0 }
    position = next
    return value
  }

  /// An identifier when field `number` comes next and has its length.
  mutating func identifier<Kind>(_ number: UInt8) -> Identifier<Kind>? {
    Identifier<Kind>(bytes[field(number, of: Kind.length)])
  }
}
