/// Limits of frames and of what one frame may hold. Protocol/replication.md, section 2.
public enum FrameLimits {
  /// Bytes of the length and the type that stand before a payload.
  public static let headerBytes = 5
  /// Greatest length that a frame may announce: one byte of type and the payload.
  public static let lengthBytes = 1 << 20
  /// Greatest payload of a frame that carries neither items, acknowledgements nor presentations.
  public static let smallPayloadBytes = 4096
  public static let itemsPerFrame = 4096
  public static let attachmentsPerStatement = 4200
  public static let attachmentsPerFrame = 16_384
  public static let reasonBytes = 64
  /// Greatest serialised item that a frame can carry, with room for what stands around it.
  public static let itemBytes = lengthBytes - 64
  /// First of the types that a reader skips when it does not know them.
  public static let firstOptionalType: UInt8 = 128
  /// Positions and counts stay below this, so that sums of two never overflow.
  public static let positions: UInt64 = 1 << 62
}

/// One frame as it stands on the stream, its payload not yet understood.
public struct RawFrame: Hashable, Sendable {
  public let type: UInt8
  public let payload: [UInt8]

  public init(type: UInt8, payload: [UInt8]) { (self.type, self.payload) = (type, payload) }

  /// Bytes of the whole frame on the stream.
  public var byteCount: Int { FrameLimits.headerBytes + payload.count }

  /// Length (4 bytes, big-endian, of what follows), type, payload.
  public var bytes: [UInt8] {
    let length = UInt32(payload.count + 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    bytes.append(type)
    bytes.append(contentsOf: payload)
    return bytes
  }
}

/// Cuts a stream of bytes, however it was chunked, into frames. Protocol/replication.md, section 2.
///
/// A length is judged as soon as its four bytes are there: nothing is kept for a frame that is too long.
public struct FrameReader: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0

  public init() {}

  /// Bytes that wait for the rest of their frame.
  public var pending: Int { buffer.count - start }

  public mutating func append(_ bytes: [UInt8]) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole frame, nil when more bytes are needed. Frames of an optional type that nobody
  /// knows, 128 and above, are skipped.
  ///
  /// Throws `emptyFrame` and `frameTooLong`; the stream is of no use afterwards.
  ///
  ///     reader.append(bytes)
  ///     while let frame = try reader.next() { … }
  public mutating func next() throws(ProtocolViolation) -> RawFrame? {
    while let frame = try nextOfAnyType() {
      if frame.type < FrameLimits.firstOptionalType { return frame }
    }
    return nil
  }

  private mutating func nextOfAnyType() throws(ProtocolViolation) -> RawFrame? {
    guard pending >= 4 else { return nil }
    let length = buffer[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    guard length > 0 else { throw .emptyFrame }
    guard length <= FrameLimits.lengthBytes else { throw .frameTooLong(length) }
    guard pending >= 4 + length else { return nil }
    let payload = Array(buffer[(start + FrameLimits.headerBytes)..<(start + 4 + length)])
    defer { start += 4 + length }
    return RawFrame(type: buffer[start + 4], payload: payload)
  }
}

/// What a stream that has just been opened is for, told by the length and the type of its first frame.
/// Protocol/replication.md, section 1.
public enum Opening: Hashable, Sendable {
  case pairing
  case replication
  /// A goodbye, which is not answered.
  case goodbye
  /// Nothing that a stream begins with.
  case violation

  /// Nil while the first bytes of a stream do not tell yet.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count >= 4 else { return nil }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard length > 0, length <= FrameLimits.lengthBytes else {
      self = .violation
      return
    }
    guard let type = bytes.dropFirst(4).first else { return nil }
    switch type {
    case PairingFrame.Kind.request.rawValue: self = .pairing
    case SessionFrame.Kind.hello.rawValue: self = .replication
    case SessionFrame.Kind.bye.rawValue: self = .goodbye
    case _: self = .violation
    }
  }
}
