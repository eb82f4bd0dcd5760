/// The three rows of one grant. Protocol/consent.md, "Grant".
public struct GrantRows: Hashable, Sendable {
  /// Hash of the grant key ‖ nonce ‖ sealed content: for both sides.
  public let sealed: [UInt8]
  /// The grant key under the owner's root: root id ‖ nonce ‖ sealed key.
  public let ownerWrap: [UInt8]
  /// The grant key in a sealed box for the recipient's box key: 80 bytes.
  public let recipientWrap: [UInt8]
}

// The sealed part of a grant: under a key of its own, so that both sides open the same bytes.
extension Keyring {
  /// Seals `content` under a fresh key, wrapped once for each side. The ring does not keep that key.
  public func makeGrantKey(
    sealing content: [UInt8], under root: RootID, to box: BoxKey,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> GrantRows {
    let key = SecretKey(using: &chance)
    let name = KeyName.digest(.grantKey, key.view)
    let row = AEAD.seal(
      content, with: key, associated: Domain.grant.bytes + name, using: &chance)
    let ownerWrap = try sealUnderRoot(
      key.view, root, .grantWrap, context: name, using: &chance)
    let recipientWrap = try SealedBox.seal(
      key.view, to: box, ephemeral: SecretKey(using: &chance))
    return GrantRows(sealed: name + row, ownerWrap: ownerWrap, recipientWrap: recipientWrap)
  }

  /// On the owner's side.
  public func openGrant(
    _ sealed: [UInt8], ownerWrap: [UInt8]
  ) throws(EnvelopeError) -> [UInt8] {
    let name = Array(sealed.prefix(Digest.length))
    let slot = try openKeyUnderRoot(ownerWrap, .grantWrap, context: name, as: .grant)
    return try openGrant(sealed, with: slot)
  }

  /// On the recipient's side, with one of its box keys.
  public func openGrant(
    _ sealed: [UInt8], recipientWrap: [UInt8], box: BoxKey
  ) throws(EnvelopeError) -> [UInt8] {
    let slot = try openBoxed(recipientWrap, recipient: box, secret: boxKey(box), as: .grant)
    return try openGrant(sealed, with: slot)
  }

  /// The name in front commits to the key: two wraps cannot open one row to two contents.
  private func openGrant(
    _ sealed: [UInt8], with slot: KeyArena.Slot
  ) throws(EnvelopeError) -> [UInt8] {
    defer { arena.wipe(slot) }
    guard sealed.count >= Digest.length + AEAD.overhead else { throw .malformed(.grant) }
    let name = Array(sealed[..<Digest.length])
    let key = arena.view(slot)
    guard KeyName.digest(.grantKey, key) == name else { throw .keyMismatch }
    return try AEAD.open(
      sealed[Digest.length...], key: key, associated: Domain.grant.bytes + name, as: .grant)
  }
}
