/// What each local version holds: a Unicode scalar, in UTF-8, appended as it arrives and never moved.
///
/// A local version that is no scalar (an item, a write) holds one zero byte.
struct TextArena: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The number of local versions.
  private(set) var count: UInt32 = 0
  /// The byte at which every 64th local version begins.
  private var marks: ContiguousArray<UInt32> = []

  private static let stride: UInt32 = 64

  init() {}

  /// An arena that is there already; `nil` unless it is valid UTF-8 of a size that fits.
  init?(utf8 text: [UInt8]) {
    guard text.count < Int(OperationLog.capacity), Self.isValid(text) else { return nil }
    append(utf8: text, scalars: UInt32(Self.scalarCount(text)))
  }

  /// Whether bytes are UTF-8; most are ASCII, which is seen at once.
  private static func isValid(_ text: [UInt8]) -> Bool {
    var union: UInt8 = 0
    for byte in text { union |= byte }
    return union < 0x80 || String(validating: text, as: UTF8.self) != nil
  }

  /// The byte at which a local version begins; that of the count is the end.
  func offset(of version: LocalVersion) -> Int {
    // As many bytes as scalars: each is one byte.
    if bytes.count == Int(count) { return Int(version) }
    if version == count { return bytes.count }
    var offset = Int(marks[Int(version / Self.stride)])
    for _ in 0..<version % Self.stride { offset += Self.width(of: bytes[offset]) }
    return offset
  }

  @inline(__always)
  private static func width(of lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Appends one byte below 128.
  @inline(__always)
  mutating func append(ascii byte: UInt8) {
    if count % Self.stride == 0 { marks.append(UInt32(truncatingIfNeeded: bytes.count)) }
    bytes.append(byte)
    count += 1
  }

  /// The number of scalars in valid UTF-8.
  static func scalarCount(_ text: some Sequence<UInt8>) -> Int {
    // Bytes that lie side by side are counted many at once.
    let count = text.withContiguousStorageIfAvailable { bytes in
      var scalars = 0
      for byte in bytes { scalars &+= byte & 0xC0 == 0x80 ? 0 : 1 }
      return scalars
    }
    return count ?? text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Appends valid UTF-8 of so many scalars.
  mutating func append(utf8 text: some Collection<UInt8>, scalars: UInt32) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    if bytes.count - start == Int(scalars) {
      var mark = (count + Self.stride - 1) / Self.stride * Self.stride
      while mark < count + scalars {
        marks.append(UInt32(truncatingIfNeeded: start + Int(mark - count)))
        mark += Self.stride
      }
    } else {
      mark(from: start)
    }
    count += scalars
  }

  /// Reads the bytes where they lie side by side, whatever sequence they came as.
  private mutating func mark(from start: Int) {
    var version = count
    for offset in start..<bytes.count where bytes[offset] & 0xC0 != 0x80 {
      if version % Self.stride == 0 { marks.append(UInt32(truncatingIfNeeded: offset)) }
      version += 1
    }
  }

  /// The UTF-8 bytes of consecutive local versions.
  func utf8(_ range: VersionRange) -> ArraySlice<UInt8> {
    bytes[byteRange(range)]
  }

  func byteRange(_ range: VersionRange) -> Range<Int> {
    offset(of: range.first)..<offset(of: range.end)
  }
}
