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
    padded.append(0x80)
    let zeros = paddedLength(padded.count) - padded.count
    padded.append(contentsOf: repeatElement(0, count: zeros))
    return padded
  }

  /// Throws `.malformed(.padding)` unless `padded` is exactly what `pad` makes.
  public static func unpad(_ padded: [UInt8]) throws(EnvelopeError) -> [UInt8] {
    guard let mark = padded.lastIndex(where: { $0 != 0 }), padded[mark] == 0x80,
      paddedLength(mark + 1) == padded.count
    else { throw .malformed(.padding) }
    return Array(padded[..<mark])
  }
}
