/// Bounds on one change, obeyed by the codec and the merge. Drafts cut long texts and long removals to
/// them; keys, values and the number of operations are the caller's to bound.
public enum OperationLimits {
  /// Operations in one change.
  public static let operations = 65_536
  /// UTF-8 bytes of a key, at least one.
  public static let keyBytes = 256
  /// UTF-8 bytes of one inserted text, or of one text value.
  public static let textBytes = 1 << 20
  /// References or ranges in one operation.
  public static let references = 65_536
  /// Different changes cited by one change.
  public static let citations = 65_536
  /// Bytes of the payload of an unknown operation.
  public static let payloadBytes = 1 << 20
  /// Bytes of all the operations of a change, encoded.
  public static let encodedBytes = 16 << 20
}

extension OperationLimits {
  static func allow(key: String) -> Bool { (1...keyBytes).contains(key.utf8.count) }
  static func allow(text: String) -> Bool { text.utf8.count <= textBytes }

  static func allow(value: Value) -> Bool {
    switch value {
    case .text(let text): allow(text: text)
    case .integer, .flag, .none: true
    }
  }
}
