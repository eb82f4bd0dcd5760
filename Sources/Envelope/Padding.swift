/// Padding by the PADMÉ rule: a length tells at most O(log log n) bits, for at most 12 % more bytes.
///
/// Protocol/change.md, "Padding". The content, one byte 0x80, then zeros up to the padded length.
public enum Padding {
  /// The PADMÉ length for `length` bytes.
  public static func paddedLength(_ length: Int) -> Int {
    guard length > 1 else { return length }
    let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount
    let kept = Int.bitWidth - exponent.leadingZeroBitCount
    let mask = (1 << max(exponent - kept, 0)) - 1
    return (length + mask) & ~mask
  }

  public static func pad(_ content: [UInt8]) -> [UInt8] {
    var padded = content
    pad(&padded)
    return padded
  }

  /// The same in place.
  static func pad(_ content: inout [UInt8]) {
    content.append(0x80)
    let zeros = paddedLength(content.count) - content.count
    content.append(contentsOf: repeatElement(0, count: zeros))
  }

  /// Throws `.malformed(.padding)` unless `padded` is exactly what `pad` makes.
  public static func unpad(_ padded: [UInt8]) throws(EnvelopeError) -> [UInt8] {
    try padded.borrowBytes { bytes throws(EnvelopeError) in Array(try unpad(bytes)) }
  }

  /// The same without a copy: the first bytes of `padded`.
  static func unpad(
    _ padded: UnsafeRawBufferPointer
  ) throws(EnvelopeError) -> UnsafeRawBufferPointer {
    guard let mark = padded.lastIndex(where: { $0 != 0 }), padded[mark] == 0x80,
      paddedLength(mark + 1) == padded.count
    else { throw .malformed(.padding) }
    return UnsafeRawBufferPointer(rebasing: padded[..<mark])
  }
}
