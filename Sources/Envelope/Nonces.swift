// Nonces that follow from what is sealed under them. Protocol/change.md, "Nonces".
extension Keyring {
  /// The nonce of a body: the first 24 bytes of keyed BLAKE2b(epoch key, "carnet/body-nonce/v1" ‖ note secret ‖ length
  /// of the header, 4 bytes ‖ header ‖ padded body).
  ///
  /// Two bodies share it only when they are the same body under the same header: a machine that was copied, or that has
  /// no good chance, seals nothing twice under one nonce.
  static func bodyNonce(
    _ epochKey: UnsafeRawBufferPointer, _ secret: UnsafeRawBufferPointer, header: [UInt8],
    padded: [UInt8]
  ) -> [UInt8] {
    var digest = StreamingDigest(.bodyNonce, rawKey: epochKey)
    digest.update(secret)
    let length = UInt32(header.count)
    digest.update([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) })
    digest.update(header)
    digest.update(padded)
    return Array(digest.finish().prefix(AEAD.nonceLength))
  }

  /// The nonce of the row of a note secret: the first 24 bytes of keyed BLAKE2b(epoch key,
  /// "carnet/note-secret-nonce/v1" ‖ document ‖ note secret).
  static func secretNonce(
    _ epochKey: UnsafeRawBufferPointer, _ document: DocumentID, _ secret: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var digest = StreamingDigest(.noteSecretNonce, rawKey: epochKey)
    digest.update(document.bytes)
    digest.update(secret)
    return Array(digest.finish().prefix(AEAD.nonceLength))
  }
}
