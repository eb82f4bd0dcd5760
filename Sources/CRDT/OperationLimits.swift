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

extension Operation {
  /// Whether each part keeps within ``OperationLimits``.
  var isWithinLimits: Bool {
    switch self {
    case .set(let key, let value, let overwrites):
      return Self.allows(key: key) && Self.allows(value: value)
        && overwrites.count <= OperationLimits.references
    case .insertText(let key, _, let text):
      return Self.allows(key: key) && text.utf8.count <= OperationLimits.textBytes
    case .removeText(let key, let ranges):
      return Self.allows(key: key) && ranges.count <= OperationLimits.references
    case .insertItem(let key, _, let value):
      return Self.allows(key: key) && Self.allows(value: value)
    case .removeItem(let key, _):
      return Self.allows(key: key)
    case .unknown(_, let payload):
      return payload.count <= OperationLimits.payloadBytes
    }
  }

  private static func allows(key: String) -> Bool {
    (1...OperationLimits.keyBytes).contains(key.utf8.count)
  }

  private static func allows(value: Value) -> Bool {
    switch value {
    case .text(let text): text.utf8.count <= OperationLimits.textBytes
    case .integer, .flag, .none: true
    }
  }
}
