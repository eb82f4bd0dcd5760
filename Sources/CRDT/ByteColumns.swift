/// Bytes being written: variable-length integers and what stands between them.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  @inline(__always)
  mutating func write(_ integer: UInt64) {
    var rest = integer
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always)
  mutating func write(_ count: Int) { write(UInt64(count)) }

  @inline(__always)
  mutating func write(_ version: UInt32) { write(UInt64(version)) }

  /// A signed integer, small magnitudes first.
  mutating func write(_ integer: Int64) {
    write(UInt64(bitPattern: integer << 1 ^ integer >> 63))
  }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  mutating func write(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// A count of bytes, then the bytes.
  mutating func write(counted more: some Collection<UInt8>) {
    write(more.count)
    bytes.append(contentsOf: more)
  }

  mutating func write(_ id: ChangeID) { bytes.append(contentsOf: id.bytes) }

  mutating func write(_ value: Value) {
    switch value {
    case .none: write(OperationCodec.ValueTag.none.rawValue)
    case .text(let text):
      write(OperationCodec.ValueTag.text.rawValue)
      write(counted: text.utf8)
    case .integer(let integer):
      write(OperationCodec.ValueTag.integer.rawValue)
      write(integer)
    case .flag(let flag):
      write((flag ? OperationCodec.ValueTag.yes : OperationCodec.ValueTag.no).rawValue)
    }
  }
}

/// Bytes of any origin being read, up to an end. Never reads past it, never allocates more than what
/// is there.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, 0..<bytes.count)
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }
  var remaining: Int { end - position }

  func expectEnd() throws(CodecError) {
    guard isAtEnd else { throw .trailingBytes }
  }

  @inline(__always)
  mutating func byte() throws(CodecError) -> UInt8 {
    guard position < end else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  /// The shortest form alone, at most 64 bits.
  @inline(__always)
  mutating func integer() throws(CodecError) -> UInt64 {
    let first = try byte()
    return first < 0x80 ? UInt64(first) : try longInteger(first)
  }

  private mutating func longInteger(_ first: UInt8) throws(CodecError) -> UInt64 {
    var value = UInt64(first & 0x7F)
    for shift in stride(from: 7, through: 63, by: 7) {
      let byte = try byte()
      let part = UInt64(byte & 0x7F)
      guard shift < 63 || part <= 1 else { throw .malformedInteger }
      value |= part << UInt64(shift)
      if byte & 0x80 == 0 {
        guard byte != 0 else { throw .malformedInteger }
        return value
      }
    }
    throw .malformedInteger
  }

  @inline(__always)
  mutating func smallInteger() throws(CodecError) -> UInt32 {
    guard let small = UInt32(exactly: try integer()) else { throw .beyondLimits }
    return small
  }

  /// A count of things that each take at least `size` bytes, all of which must be there.
  mutating func count(atMost limit: Int = .max, eachAtLeast size: Int) throws(CodecError) -> Int {
    let count = try integer()
    guard count <= UInt64(limit) else { throw .beyondLimits }
    guard count <= UInt64(remaining / size) else { throw .truncated }
    return Int(count)
  }

  mutating func take(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// A count of bytes, and those bytes as a reader of their own.
  mutating func part() throws(CodecError) -> ByteReader {
    let count = try count(eachAtLeast: 1)
    defer { position += count }
    return ByteReader(bytes, position..<position + count)
  }

  /// Everything that is left.
  mutating func rest() -> ArraySlice<UInt8> {
    defer { position = end }
    return bytes[position..<end]
  }

  mutating func id() throws(CodecError) -> ChangeID {
    guard let id = ChangeID(try take(ChangeID.byteCount)) else { throw .truncated }
    return id
  }

  mutating func text(atMost limit: Int) throws(CodecError) -> String {
    try text(of: try count(atMost: limit, eachAtLeast: 1))
  }

  mutating func text(of count: Int) throws(CodecError) -> String {
    guard let text = String(validating: try take(count), as: UTF8.self) else {
      throw .invalidText
    }
    return text
  }

  mutating func signedInteger() throws(CodecError) -> Int64 {
    let folded = try integer()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  mutating func key() throws(CodecError) -> String {
    let key = try text(atMost: OperationLimits.keyBytes)
    guard !key.isEmpty else { throw .beyondLimits }
    return key
  }

  mutating func value() throws(CodecError) -> Value {
    guard let tag = OperationCodec.ValueTag(rawValue: try integer()) else { throw .unknownTag }
    switch tag {
    case .none: return .none
    case .text: return .text(try text(atMost: OperationLimits.textBytes))
    case .integer:
      return .integer(try signedInteger())
    case .no: return .flag(false)
    case .yes: return .flag(true)
    }
  }
}
