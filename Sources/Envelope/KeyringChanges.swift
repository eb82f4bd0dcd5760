import CRDT
import FoundationEssentials
import SwiftProtobuf
import Wire

// Notes: their secrets, and the seal of their changes. Protocol/change.md, "Body".
extension Keyring {
  /// A fresh note secret sealed under an epoch: the hash that headers carry, and the row to keep beside.
  public func makeNoteSecret(
    document: DocumentID, epoch: EpochID, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> (hash: SecretHash, row: [UInt8]) {
    let key = try epochKey(epoch)
    let secret = SecretKey(using: &chance)
    let nonce = Self.secretNonce(key, document, secret.view)
    let sealed = AEAD.seal(
      secret.view, key: key, nonce: nonce, associated: Self.secretContext(document, epoch))
    let row = SecretRow(epoch: epoch, sealed: nonce + sealed).encode()
    return (SecretHash(ofRow: row), row)
  }

  /// Seals and signs a change of a note. The ring holds the epoch of the header and that of the note secret.
  ///
  /// Throws `.wrongAuthor` when the header names another device, `.secretMismatch` for another note's row.
  public func sealChange(
    header: ChangeHeader, content: ChangeContent, secretRow: [UInt8],
    author: borrowing SigningPair
  ) throws(EnvelopeError) -> ProvenEnvelope {
    guard header.device == author.publicKey else { throw .wrongAuthor }
    let headerBytes = try ChangeCodec.encodeHeader(header)
    guard headerBytes.count <= ChangeLimits.headerBytes else { throw .outOfBounds(.header) }
    let padded = Padding.pad(try ChangeCodec.encodeContent(content))
    guard padded.count + AEAD.tagLength <= ChangeLimits.bodyBytes else { throw .outOfBounds(.body) }
    let (nonce, body) = try withNoteKeys(header, secretRow: secretRow) { keys in
      let nonce = keys.nonce(header: headerBytes, padded: padded)
      return (
        nonce,
        padded.withUnsafeBytes {
          AEAD.seal($0, key: keys.body, nonce: nonce, associated: headerBytes)
        }
      )
    }
    let unsigned = ChangeParts(header: headerBytes, nonce: nonce, body: body, signature: [])
    let id = unsigned.id
    let signed = ChangeParts(
      header: headerBytes, nonce: nonce, body: body, signature: author.sign(.signature, id.bytes))
    return ProvenEnvelope(id: id, header: header, bytes: signed.encode())
  }

  /// What a change says. Throws `.missingEpoch`, `.secretMismatch`, `.sealed(.body)` or a bound of the content.
  public func openChange(
    _ envelope: ProvenEnvelope, secretRow: [UInt8]
  ) throws(EnvelopeError) -> ChangeContent {
    let parts = try ChangeParts(envelope.bytes)
    let padded = try withNoteKeys(envelope.header, secretRow: secretRow) { keys in
      AEAD.open(parts.body, nonce: parts.nonce, key: keys.body, associated: parts.header)
    }
    guard let padded else { throw .sealed(.body) }
    return try ChangeCodec.decodeContent(try Padding.unpad(padded))
  }

  /// Lends the keys of a change, in memory that is wiped afterwards.
  func withNoteKeys<Result>(
    _ header: ChangeHeader, secretRow: [UInt8], _ body: (NoteKeys) -> Result
  ) throws(EnvelopeError) -> Result {
    guard SecretHash(ofRow: secretRow) == header.secretHash else { throw .secretMismatch }
    let row = try SecretRow(secretRow)
    let secretKey = try epochKey(row.epoch)
    let epochKey = try epochKey(header.epoch)
    let context = Self.secretContext(header.document, row.epoch)
    let result = withWipedMemory(2 * SecretKey.length) { memory -> Result? in
      let secret = UnsafeMutableRawBufferPointer(rebasing: memory[..<SecretKey.length])
      let key = UnsafeMutableRawBufferPointer(rebasing: memory[SecretKey.length...])
      guard AEAD.open(row.sealed[...], into: secret, key: secretKey, associated: context) else {
        return nil
      }
      Self.deriveBodyKey(epochKey, UnsafeRawBufferPointer(secret), into: key)
      return body(
        NoteKeys(
          epoch: epochKey, secret: UnsafeRawBufferPointer(secret), body: UnsafeRawBufferPointer(key)
        ))
    }
    guard let result else { throw .sealed(.noteSecret) }
    return result
  }

  /// Keyed BLAKE2b(epoch key, "carnet/body/v1" ‖ note secret).
  static func deriveBodyKey(
    _ epochKey: UnsafeRawBufferPointer, _ secret: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer
  ) {
    let digest = StreamingDigest(.body, rawKey: epochKey)
    digest.update(secret)
    digest.finish(into: target)
  }

  /// The associated data of the seal of a note secret.
  static func secretContext(_ document: DocumentID, _ epoch: EpochID) -> [UInt8] {
    Domain.noteSecretSeal.bytes + document.bytes + epoch.bytes
  }
}

/// What opens the bodies of one note under one epoch. Lives no longer than the memory that it points into.
struct NoteKeys {
  let epoch: UnsafeRawBufferPointer
  let secret: UnsafeRawBufferPointer
  let body: UnsafeRawBufferPointer

  func nonce(header: [UInt8], padded: [UInt8]) -> [UInt8] {
    Keyring.bodyNonce(epoch, secret, header: header, padded: padded)
  }
}

/// The detachable row of a secret, as it stands on the disk and on the wire: `NoteSecret` and `BundleSecret`.
struct SecretRow {
  let epoch: EpochID
  /// nonce ‖ sealed secret: 72 bytes.
  let sealed: [UInt8]

  static let sealedLength = AEAD.overhead + SecretKey.length

  init(epoch: EpochID, sealed: [UInt8]) { (self.epoch, self.sealed) = (epoch, sealed) }

  init(
    _ bytes: [UInt8], as subject: EnvelopeError.Subject = .noteSecret
  ) throws(EnvelopeError) {
    var reader = PlainMessageReader(bytes)
    if let epoch: EpochID = reader.identifier(1) {
      let sealed = Array(bytes[reader.field(2, of: Self.sealedLength)])
      if !sealed.isEmpty, reader.isAtEnd {
        self.init(epoch: epoch, sealed: sealed)
        return
      }
    }
    let wire = try WireBytes.decode(WireNoteSecret.self, bytes, as: subject)
    self.init(epoch: try WireBytes.identifier(wire.epoch), sealed: Array(wire.sealed))
    guard sealed.count == Self.sealedLength else { throw .malformed(subject) }
  }

  func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(EpochKind.length + Self.sealedLength + 4)
    PlainMessage.append(1, epoch.bytes, to: &bytes)
    PlainMessage.append(2, sealed, to: &bytes)
    return bytes
  }
}
