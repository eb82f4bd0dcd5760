import CZstd

/// One Zstandard frame (RFC 8878) of known size, for bytes that are kept or sent and seldom made.
///
/// One version of libzstd makes the same frame of the same bytes; another version may make another one, so a frame is
/// hashed as it was received and never made again to be compared.
public enum Compression {
  /// The widest window that a frame may ask for; memory of a reader is bounded by the content all the same.
  static let windowBytes = 8 << 20

  /// A frame of level 19, with the size of its content, without checksum and without dictionary.
  public static func compress(_ bytes: [UInt8]) -> [UInt8] {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    defer { ZSTD_freeCCtx(context) }
    for (parameter, value) in [
      (ZSTD_c_compressionLevel, 19), (ZSTD_c_contentSizeFlag, 1), (ZSTD_c_checksumFlag, 0),
      (ZSTD_c_dictIDFlag, 0),
    ] as [(ZSTD_cParameter, Int32)] {
      let status = ZSTD_CCtx_setParameter(context, parameter, value)
      precondition(ZSTD_isError(status) == 0, "a parameter of every libzstd from 1.4 on")
    }
    return Array(unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { target, count in
      let written = ZSTD_compress2(
        context, target.baseAddress, target.count, bytes, bytes.count)
      precondition(ZSTD_isError(written) == 0, "room for the worst case was given")
      count = written
    }
  }

  /// The content of exactly one frame, at most `limit` bytes.
  ///
  /// Throws `.beyondLimits` for a frame that announces more than `limit`, or a wider window than 8 MiB, before any
  /// memory is taken for it; `.truncated`, `.trailingBytes`; `.malformedFrame` for everything else that is no frame,
  /// or one that announces no size, a checksum or a dictionary.
  public static func decompress(
    _ bytes: [UInt8], atMost limit: Int
  ) throws(CodecError) -> [UInt8] {
    let size = try contentSize(bytes)
    guard size <= UInt64(clamping: limit), let capacity = Int(exactly: size) else {
      throw .beyondLimits
    }
    // A block gives 128 KiB at most and takes four bytes at least: few bytes cannot ask for much memory.
    guard size <= UInt64(bytes.count / 4) << 17 else { throw .malformedFrame }
    let length = ZSTD_findFrameCompressedSize(bytes, bytes.count)
    guard ZSTD_isError(length) == 0 else { throw .malformedFrame }
    guard length == bytes.count else { throw .trailingBytes }
    let content = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      let written = ZSTD_decompress(target.baseAddress, target.count, bytes, bytes.count)
      count = ZSTD_isError(written) == 0 ? written : 0
    }
    guard content.count == capacity else { throw .malformedFrame }
    return content
  }

  /// What the header of a frame announces: RFC 8878, 3.1.1.1.
  private static func contentSize(_ bytes: [UInt8]) throws(CodecError) -> UInt64 {
    // Four bytes of magic number, the descriptor, at least one byte of size, and a block.
    guard bytes.count >= 9 else { throw .truncated }
    guard bytes[0] == 0x28, bytes[1] == 0xB5, bytes[2] == 0x2F, bytes[3] == 0xFD else {
      throw .malformedFrame
    }
    let descriptor = bytes[4]
    let isSingleSegment = descriptor & 0x20 != 0
    // The reserved bit, the checksum and the dictionary.
    guard descriptor & 0x0F == 0 else { throw .malformedFrame }
    let sizeBytes: Int
    switch descriptor >> 6 {
    case 0: sizeBytes = isSingleSegment ? 1 : 0
    case let code: sizeBytes = 1 << Int(code)
    }
    guard sizeBytes > 0 else { throw .malformedFrame }
    var position = 5
    if !isSingleSegment {
      let window = bytes[position]
      let base = 1 << (10 + Int(window >> 3))
      guard base + base / 8 * Int(window & 7) <= windowBytes else { throw .beyondLimits }
      position += 1
    }
    guard bytes.count >= position + sizeBytes else { throw .truncated }
    var size: UInt64 = 0
    for byte in bytes[position..<position + sizeBytes].reversed() {
      size = size << 8 | UInt64(byte)
    }
    return sizeBytes == 2 ? size + 256 : size
  }
}
