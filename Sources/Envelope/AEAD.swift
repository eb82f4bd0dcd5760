import CSodium

/// XChaCha20-Poly1305 (IETF). A row that stands alone is its 24-byte nonce, then the ciphertext with its tag.
public enum AEAD {
  public static let nonceLength = 24
  public static let tagLength = 16
  /// Bytes that a row adds.
  public static let overhead = nonceLength + tagLength

  /// The row: nonce ‖ ciphertext.
  public static func seal(
    _ plaintext: [UInt8], with key: borrowing SecretKey, associated: [UInt8],
    using chance: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let nonce = Chance.bytes(nonceLength, using: &chance)
    let bytes = key.view
    return plaintext.withUnsafeBytes {
      nonce + seal($0, key: bytes, nonce: nonce, associated: associated)
    }
  }

  /// Throws `.sealed(subject)` for another key, other associated data or altered bytes.
  public static func open(
    _ row: [UInt8], with key: borrowing SecretKey, associated: [UInt8],
    as subject: EnvelopeError.Subject = .record
  ) throws(EnvelopeError) -> [UInt8] {
    try open(row[...], key: key.view, associated: associated, as: subject)
  }

  /// The row of a key that stands in memory of its own: nonce ‖ ciphertext.
  static func seal(
    _ plaintext: UnsafeRawBufferPointer, under key: UnsafeRawBufferPointer, associated: [UInt8],
    using chance: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let nonce = Chance.bytes(nonceLength, using: &chance)
    return nonce + seal(plaintext, key: key, nonce: nonce, associated: associated)
  }

  /// The ciphertext with its tag, without the nonce.
  static func seal(
    _ plaintext: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer, nonce: [UInt8],
    associated: [UInt8]
  ) -> [UInt8] {
    precondition(nonce.count == nonceLength, "a nonce has 24 bytes")
    Sodium.prepare()
    return [UInt8].written(plaintext.count + tagLength) {
      crypto_aead_xchacha20poly1305_ietf_encrypt(
        $0, nil, plaintext.octets, UInt64(plaintext.count), associated,
        UInt64(associated.count), nil, nonce, key.octets)
    }
  }

  static func open(
    _ row: ArraySlice<UInt8>, key: UnsafeRawBufferPointer, associated: [UInt8],
    as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> [UInt8] {
    guard row.count >= overhead else { throw .malformed(subject) }
    var plaintext = [UInt8](repeating: 0, count: row.count - overhead)
    let opened = plaintext.withUnsafeMutableBytes {
      open(row, into: $0, key: key, associated: associated)
    }
    guard opened else { throw .sealed(subject) }
    return plaintext
  }

  /// What stands sealed apart from its nonce; nil when it does not open.
  static func open(
    _ sealed: [UInt8], nonce: [UInt8], key: UnsafeRawBufferPointer, associated: [UInt8]
  ) -> [UInt8]? {
    guard sealed.count >= tagLength else { return nil }
    var plaintext = [UInt8](repeating: 0, count: sealed.count - tagLength)
    let isOpen = plaintext.withUnsafeMutableBytes {
      open(sealed, nonce: nonce, into: $0, key: key, associated: associated)
    }
    return isOpen ? plaintext : nil
  }

  /// Writes exactly `sealed.count - tagLength` bytes; false when it does not open.
  static func open(
    _ sealed: [UInt8], nonce: [UInt8], into target: UnsafeMutableRawBufferPointer,
    key: UnsafeRawBufferPointer, associated: [UInt8]
  ) -> Bool {
    guard sealed.count == target.count + tagLength, nonce.count == nonceLength else { return false }
    Sodium.prepare()
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
      target.octets, nil, nil, sealed, UInt64(sealed.count), associated, UInt64(associated.count),
      nonce, key.octets) == 0
  }

  /// Writes exactly `row.count - overhead` bytes; false when the row does not open.
  static func open(
    _ row: ArraySlice<UInt8>, into target: UnsafeMutableRawBufferPointer,
    key: UnsafeRawBufferPointer, associated: [UInt8]
  ) -> Bool {
    guard row.count >= overhead, target.count == row.count - overhead else { return false }
    Sodium.prepare()
    return row.withUnsafeBytes { bytes in
      let sealed = UnsafeRawBufferPointer(rebasing: bytes[nonceLength...])
      return crypto_aead_xchacha20poly1305_ietf_decrypt(
        target.octets, nil, nil, sealed.octets, UInt64(sealed.count), associated,
        UInt64(associated.count), bytes.octets, key.octets) == 0
    }
  }
}
