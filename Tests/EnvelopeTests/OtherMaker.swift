import CRDT

@testable import Envelope

/// Another program that keeps to the format: its nonces come by chance, where ours follow from what they seal.
extension Keyring {
  func secretOfAnotherMaker(
    document: DocumentID, epoch: EpochID, using chance: inout SeededGenerator
  ) throws -> (hash: SecretHash, row: [UInt8]) {
    let secret = SecretKey(using: &chance)
    let sealed = AEAD.seal(
      secret.view, under: try epochKey(epoch), associated: Self.secretContext(document, epoch),
      using: &chance)
    let row = SecretRow(epoch: epoch, sealed: sealed).encode()
    return (SecretHash(ofRow: row), row)
  }

  func changeOfAnotherMaker(
    header: ChangeHeader, content: ChangeContent, secretRow: [UInt8],
    author: borrowing SigningPair, using chance: inout SeededGenerator
  ) throws -> ProvenEnvelope {
    let headerBytes = try ChangeCodec.encodeHeader(header)
    let padded = Padding.pad(try ChangeCodec.encodeContent(content))
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let body = try withNoteKeys(header, secretRow: secretRow) { keys in
      padded.withUnsafeBytes {
        AEAD.seal($0, key: keys.body, nonce: nonce, associated: headerBytes)
      }
    }
    let id = ChangeParts(header: headerBytes, nonce: nonce, body: body, signature: []).id
    let signed = ChangeParts(
      header: headerBytes, nonce: nonce, body: body, signature: author.sign(.signature, id.bytes))
    return try ChangeCodec.prove(SealedEnvelope(bytes: signed.encode()))
  }
}
