/// Why bytes are no operations.
public enum CodecError: Error, Hashable, Sendable {
  case truncated
  /// Two changes have one name.
  case repeatedName
  /// A position, a name or an order that no history has.
  case malformedHistory
  /// Bytes follow the last operation, or the last field of an operation.
  case trailingBytes
  /// A variable-length integer is not the shortest, or exceeds 64 bits.
  case malformedInteger
  /// A count or an integer exceeds ``OperationLimits`` or its type.
  case beyondLimits
  case invalidText
  /// Another format number: written by a newer version.
  case unknownFormat
  case unknownTag
  /// The cited changes are not strictly ascending.
  case unsortedCitations
  /// A reference names no cited change.
  case danglingCitation
  /// A cited change is named by no reference.
  case unusedCitation
  /// The keys are not in order of first use, each once.
  case unorderedKeys
  /// Compressed bytes are no single frame of known size.
  case malformedFrame
}

/// The bytes of the operations of a change. One list of operations has one encoding, and anything
/// else is refused. Layout: `README.md`, "Bytes".
public enum OperationCodec {
  static let format: UInt64 = 2

  enum Kind: UInt64 {
    case set = 1
    case insertText = 2
    case removeText = 3
    case insertItem = 4
    case removeItem = 5
  }

  enum ValueTag: UInt64 {
    case none = 0
    case text = 1
    case integer = 2
    case no = 3
    case yes = 4
  }

  enum PlacementTag: UInt64 {
    case left = 0
    case rightOfOriginAtEnd = 1
    case rightOfOrigin = 2
    case rightAtEnd = 3
    case right = 4
  }

  /// The bytes of operations within ``OperationLimits``; beyond them ``decode(_:)`` refuses the
  /// result.
  public static func encode(_ operations: [Operation]) -> [UInt8] {
    var encoder = OperationEncoder(operations)
    return encoder.encoded()
  }

  public static func decode(_ bytes: [UInt8]) throws(CodecError) -> [Operation] {
    guard bytes.count <= OperationLimits.encodedBytes else { throw .beyondLimits }
    var decoder = OperationDecoder(bytes)
    return try decoder.operations()
  }
}
