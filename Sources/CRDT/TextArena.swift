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

  /// Appends valid UTF-8 and returns how many scalars that is.
  mutating func append(utf8 text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var scalars: UInt32 = 0
    for byte in text where byte & 0xC0 != 0x80 { scalars &+= 1 }
    if scalars == text.count {
      var mark = (count + Self.stride - 1) / Self.stride * Self.stride
      while mark < count + scalars {
        marks.append(UInt32(truncatingIfNeeded: bytes.count + Int(mark - count)))
        mark += Self.stride
      }
    } else {
      mark(text)
    }
    bytes.append(contentsOf: text)
    count += scalars
    return scalars
  }

  private mutating func mark(_ text: UnsafeBufferPointer<UInt8>) {
    var version = count
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if version % Self.stride == 0 {
        marks.append(UInt32(truncatingIfNeeded: bytes.count + offset))
      }
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
