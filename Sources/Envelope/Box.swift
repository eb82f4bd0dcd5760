import CSodium

/// An X25519 pair: a device's, or a service's box key. Protocol/keys.md, "Box pairs".
public struct BoxPair: ~Copyable, Sendable {
  public let publicKey: BoxKey
  let secret: SecretKey

  /// The pair of a 32-byte secret.
  public init(secret: borrowing SecretKey) {
    publicKey = BoxPair.publicKey(of: secret.view)
    self.secret = secret.duplicate()
  }

  /// A pair drawn at random.
  public init(using chance: inout some RandomNumberGenerator) {
    self.init(secret: SecretKey(using: &chance))
  }

  /// The public key of a 32-byte secret.
  static func publicKey(of secret: UnsafeRawBufferPointer) -> BoxKey {
    Sodium.prepare()
    var bytes = [UInt8](repeating: 0, count: BoxKeyKind.length)
    crypto_scalarmult_base(&bytes, secret.octets)
    return BoxKey(exactly: bytes)
  }
}

/// libsodium's sealed box, with the ephemeral key drawn from a given generator: `crypto_box_seal_open` opens it.
///
/// 32 bytes of ephemeral public key, then `crypto_box_easy` under the nonce BLAKE2b-192(ephemeral ‖ recipient).
public enum SealedBox {
  /// Bytes that sealing adds.
  public static let overhead = 48

  /// Throws `.weakKey` for a recipient key of low order.
  public static func seal(
    _ message: [UInt8], to recipient: BoxKey, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    let ephemeral = SecretKey(using: &chance)
    return try message.borrowBytes { bytes throws(EnvelopeError) in
      try seal(bytes, to: recipient, ephemeral: ephemeral)
    }
  }

  /// Throws `.sealed(.boxWrap)` when `box` is not the recipient or a byte was altered.
  public static func open(
    _ row: [UInt8], with box: borrowing BoxPair
  ) throws(EnvelopeError) -> [UInt8] {
    guard row.count >= overhead else { throw .malformed(.boxWrap) }
    var message = [UInt8](repeating: 0, count: row.count - overhead)
    let secret = box.secret.view
    let recipient = box.publicKey
    let opened = message.withUnsafeMutableBytes {
      open(row, into: $0, recipient: recipient, secret: secret)
    }
    guard opened else { throw .sealed(.boxWrap) }
    return message
  }

  static func seal(
    _ message: UnsafeRawBufferPointer, to recipient: BoxKey, ephemeral: borrowing SecretKey
  ) throws(EnvelopeError) -> [UInt8] {
    let publicKey = BoxPair.publicKey(of: ephemeral.view)
    let length = crypto_box_noncebytes()
    let hashed = publicKey.bytes + recipient.bytes
    let nonce = [UInt8].written(length) {
      crypto_generichash($0, length, hashed, UInt64(hashed.count), nil, 0)
    }
    var sealed = [UInt8](repeating: 0, count: message.count + crypto_box_macbytes())
    let status = crypto_box_easy(
      &sealed, message.octets, UInt64(message.count), nonce, recipient.bytes, ephemeral.view.octets)
    guard status == 0 else { throw .weakKey }
    return publicKey.bytes + sealed
  }

  /// Writes exactly `row.count - overhead` bytes; false when the box does not open.
  static func open(
    _ row: [UInt8], into target: UnsafeMutableRawBufferPointer, recipient: BoxKey,
    secret: UnsafeRawBufferPointer
  ) -> Bool {
    guard row.count >= overhead, target.count == row.count - overhead else { return false }
    Sodium.prepare()
    return crypto_box_seal_open(
      target.octets, row, UInt64(row.count), recipient.bytes, secret.octets) == 0
  }
}
