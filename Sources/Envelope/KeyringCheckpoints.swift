// Checkpoints: derived data of one note, sealed so that they die with its secret. Protocol/vault.md, "Checkpoints".
extension Keyring {
  /// Seals what a document comes to, padded: nonce ‖ sealed. The ring holds the epoch of the note secret.
  ///
  /// Throws `.missingEpoch`, `.malformed(.noteSecret)` or `.sealed(.noteSecret)`.
  public func sealCheckpoint(
    _ content: [UInt8], of document: DocumentID, secretRow: [UInt8],
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    let padded = Padding.pad(content)
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    return try withCheckpointKey(document, secretRow) { key in
      padded.withUnsafeBytes {
        nonce
          + AEAD.seal(
            $0, key: key, nonce: nonce, associated: Domain.checkpoint.bytes + document.bytes)
      }
    }
  }

  /// Nil when these are not the bytes that were sealed for this document.
  ///
  /// Throws `.missingEpoch`, `.malformed(.noteSecret)` or `.sealed(.noteSecret)`.
  public func openCheckpoint(
    _ sealed: [UInt8], of document: DocumentID, secretRow: [UInt8]
  ) throws(EnvelopeError) -> [UInt8]? {
    guard sealed.count >= AEAD.overhead else { return nil }
    var padded = [UInt8](repeating: 0, count: sealed.count - AEAD.overhead)
    let isOpen = try withCheckpointKey(document, secretRow) { key in
      padded.withUnsafeMutableBytes {
        AEAD.open(
          sealed[...], into: $0, key: key, associated: Domain.checkpoint.bytes + document.bytes)
      }
    }
    return isOpen ? try Padding.unpad(padded) : nil
  }

  /// Lends keyed BLAKE2b(epoch key, "carnet/checkpoint/v1" ‖ note secret), in memory that is wiped afterwards.
  private func withCheckpointKey<Result>(
    _ document: DocumentID, _ secretRow: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(EnvelopeError) -> Result {
    let row = try SecretRow(secretRow)
    let epochKey = try epochKey(row.epoch)
    let context = Self.secretContext(document, row.epoch)
    let result = withWipedMemory(2 * SecretKey.length) { memory -> Result? in
      let secret = UnsafeMutableRawBufferPointer(rebasing: memory[..<SecretKey.length])
      let key = UnsafeMutableRawBufferPointer(rebasing: memory[SecretKey.length...])
      guard AEAD.open(row.sealed[...], into: secret, key: epochKey, associated: context) else {
        return nil
      }
      let digest = StreamingDigest(.checkpoint, rawKey: epochKey)
      digest.update(UnsafeRawBufferPointer(secret))
      digest.finish(into: key)
      return body(UnsafeRawBufferPointer(key))
    }
    guard let result else { throw .sealed(.noteSecret) }
    return result
  }
}
