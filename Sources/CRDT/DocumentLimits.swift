/// Bounds on the bytes of a document.
public enum DocumentLimits {
  /// Bytes of all the columns of one document, decompressed.
  public static let decodedBytes = 1 << 30
}
