/// What the other side did that ends a conversation. Protocol/replication.md, section 9.
public enum ProtocolViolation: Error, Hashable, Sendable {
  /// A frame without even a type.
  case emptyFrame
  /// The announced length is above the limit.
  case frameTooLong(Int)
  /// A frame type below 128 that this version does not know.
  case unknownFrame(UInt8)
  /// The payload is not the message of this type.
  case undecodable(UInt8)
  /// More items, attachments, refusals or bytes than one frame of this type may hold.
  case tooMuch(UInt8)
  /// A field of fixed length or bounded value is not so.
  case badField(UInt8)
  /// A frame of this type may not come now.
  case unexpected(UInt8)
  /// No version that both sides speak.
  case version
  /// Items that do not follow the last ones.
  case gap(Lane, expected: UInt64, found: UInt64)
  /// Content, or its proof, while control items are on their way in one of the directions.
  case contentBeforeControl
  /// More bytes than the window were sent without an acknowledgement.
  case windowExceeded
  /// An acknowledgement of what was never sent, or below an earlier one.
  case badAcknowledgement(Lane)
}
