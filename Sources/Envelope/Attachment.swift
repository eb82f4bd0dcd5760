extension Identifier where Kind == AttachmentKind {
  /// The name of a detachable row: BLAKE2b-256("carnet/attachment/v1" ‖ bytes).
  public init(of bytes: [UInt8]) { self.init(exactly: Digest.hash(.attachment, bytes)) }
}

extension Identifier where Kind == SecretHashKind {
  /// The name of the row of a note secret: BLAKE2b-256("carnet/note-secret/v1" ‖ row).
  public init(ofRow row: [UInt8]) { self.init(exactly: Digest.hash(.noteSecret, row)) }
}
