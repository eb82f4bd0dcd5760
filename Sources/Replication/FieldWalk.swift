/// Which fields of a message are messages again.
struct MessageShape: Sendable {
  var messages: [UInt64: MessageShape] = [:]

  /// A message with no message inside.
  static let flat = MessageShape()
}

/// Walks the fields of a serialised protobuf message without building anything, so that a frame is
/// counted before it is decoded: two bytes on the wire can cost hundreds in memory.
struct FieldWalk {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, index) = (bytes, bytes.startIndex) }

  /// Not a protobuf message, or one with groups, which no frame of ours has.
  struct Malformed: Error {}

  /// The next field: its number, and its bytes when it has a length. Nil at the end.
  mutating func next() throws(Malformed) -> (field: UInt64, content: ArraySlice<UInt8>?)? {
    guard index < bytes.endIndex else { return nil }
    let tag = try varint()
    switch tag & 7 {
    case 0:
      _ = try varint()
      return (tag >> 3, nil)
    case 1:
      _ = try take(8)
      return (tag >> 3, nil)
    case 2: return (tag >> 3, try take(varint()))
    case 5:
      _ = try take(4)
      return (tag >> 3, nil)
    case _: throw Malformed()
    }
  }

  /// The contents of every field of this number that has a length, none decoded.
  static func contents(
    of field: UInt64, in bytes: ArraySlice<UInt8>, atMost limit: Int
  ) throws(Malformed) -> [ArraySlice<UInt8>]? {
    var walk = FieldWalk(bytes)
    var found: [ArraySlice<UInt8>] = []
    while let (number, content) = try walk.next() {
      guard number == field, let content else { continue }
      guard found.count < limit else { return nil }
      found.append(content)
    }
    return found
  }

  /// Walks a message and the messages in it, to their ends: a group anywhere is found.
  static func check(_ bytes: ArraySlice<UInt8>, _ shape: MessageShape) throws(Malformed) {
    var walk = FieldWalk(bytes)
    while let (number, content) = try walk.next() {
      guard let content, let inner = shape.messages[number] else { continue }
      try check(content, inner)
    }
  }

  private mutating func take(_ count: UInt64) throws(Malformed) -> ArraySlice<UInt8> {
    guard count <= UInt64(bytes.endIndex - index) else { throw Malformed() }
    let end = index + Int(count)
    defer { index = end }
    return bytes[index..<end]
  }

  private mutating func varint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard index < bytes.endIndex else { throw Malformed() }
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw Malformed()
  }
}
