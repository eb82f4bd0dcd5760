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
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let sealed = AEAD.seal(
      secret.view, key: key, nonce: nonce, associated: Self.secretContext(document, epoch))
    var wire = WireNoteSecret()
    wire.epoch = Data(epoch.bytes)
    wire.sealed = Data(nonce + sealed)
    let row = try WireBytes.encode(wire, as: .noteSecret)
    return (SecretHash(ofRow: row), row)
  }

  /// Seals and signs a change of a note. The ring holds the epoch of the header and that of the note secret.
  ///
  /// Throws `.wrongAuthor` when the header names another device, `.secretMismatch` for another note's row.
  public func sealChange(
    header: ChangeHeader, content: ChangeContent, secretRow: [UInt8],
    author: borrowing SigningPair, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> ProvenEnvelope {
    guard header.device == author.publicKey else { throw .wrongAuthor }
    let headerBytes = try ChangeCodec.encodeHeader(header)
    guard headerBytes.count <= ChangeLimits.headerBytes else { throw .outOfBounds(.header) }
    let padded = Padding.pad(try ChangeCodec.encodeContent(content))
    guard padded.count + AEAD.tagLength <= ChangeLimits.bodyBytes else { throw .outOfBounds(.body) }
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let key = try bodyKey(header, secretRow: secretRow)
    let body = padded.withUnsafeBytes {
      AEAD.seal($0, key: key.view, nonce: nonce, associated: headerBytes)
    }
    let unsigned = ChangeParts(header: headerBytes, nonce: nonce, body: body, signature: [])
    let id = unsigned.id
    let signed = ChangeParts(
      header: headerBytes, nonce: nonce, body: body, signature: author.sign(.signature, id.bytes))
    return ProvenEnvelope(id: id, header: header, bytes: try signed.encode())
  }

  /// What a change says. Throws `.missingEpoch`, `.secretMismatch`, `.sealed(.body)` or a bound of the content.
  public func openChange(
    _ envelope: ProvenEnvelope, secretRow: [UInt8]
  ) throws(EnvelopeError) -> ChangeContent {
    let parts = try ChangeParts(envelope.bytes)
    let key = try bodyKey(envelope.header, secretRow: secretRow)
    let row = parts.nonce + parts.body
    let padded = try AEAD.open(
      row[...], key: key.view, associated: parts.header, as: .body)
    return try ChangeCodec.decodeContent(try Padding.unpad(padded))
  }

  /// Keyed BLAKE2b(epoch key, "carnet/body/v1" ‖ note secret).
  private func bodyKey(
    _ header: ChangeHeader, secretRow: [UInt8]
  ) throws(EnvelopeError) -> SecretKey {
    guard SecretHash(ofRow: secretRow) == header.secretHash else { throw .secretMismatch }
    let wire = try WireBytes.decode(WireNoteSecret.self, secretRow, as: .noteSecret)
    let epoch: EpochID = try WireBytes.identifier(wire.epoch)
    let row = Array(wire.sealed)
    guard row.count == AEAD.overhead + SecretKey.length else { throw .malformed(.noteSecret) }
    let secretKey = try epochKey(epoch)
    let context = Self.secretContext(header.document, epoch)
    let secret = try SecretKey { target throws(EnvelopeError) in
      guard AEAD.open(row[...], into: target, key: secretKey, associated: context) else {
        throw .sealed(.noteSecret)
      }
    }
    let epochKey = try epochKey(header.epoch)
    return SecretKey { target in
      let digest = StreamingDigest(.body, rawKey: epochKey)
      digest.update(secret.view)
      digest.finish(into: target)
    }
  }

  private static func secretContext(_ document: DocumentID, _ epoch: EpochID) -> [UInt8] {
    Domain.noteSecretSeal.bytes + document.bytes + epoch.bytes
  }
}
