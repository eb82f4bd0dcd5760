import CSodium

/// An Ed25519 signing pair: a node, an operator, a device or a root key. Protocol/keys.md, "Signing pairs".
public struct SigningPair: ~Copyable, Sendable {
  public let publicKey: SigningKey
  private let seed: SecretKey

  /// The pair of a 32-byte seed.
  public init(seed: borrowing SecretKey) {
    self.seed = seed.duplicate()
    publicKey = Self.expand(seed) { publicKey, _ in publicKey }
  }

  /// A pair drawn at random.
  public init(using chance: inout some RandomNumberGenerator) {
    self.init(seed: SecretKey(using: &chance))
  }

  /// The signature over domain and message: 64 bytes.
  public borrowing func sign(_ domain: Domain, _ message: [UInt8]) -> [UInt8] {
    signRaw(domain.bytes + message)
  }

  /// The signature over bytes that carry their own context, as a certificate does: 64 bytes.
  borrowing func signRaw(_ message: [UInt8]) -> [UInt8] {
    Self.expand(seed) { _, secret in
      [UInt8].written(Signatures.length) {
        crypto_sign_detached($0, nil, message, UInt64(message.count), secret)
      }
    }
  }

  /// A copy of the seed, to be sealed into a slot or printed.
  public borrowing func copySeed() -> SecretKey { seed.duplicate() }

  /// The pair as libsodium wants it, in memory that is wiped afterwards.
  private static func expand<Result>(
    _ seed: borrowing SecretKey, _ body: (SigningKey, UnsafePointer<UInt8>) -> Result
  ) -> Result {
    Sodium.prepare()
    var publicBytes = [UInt8](repeating: 0, count: SigningKeyKind.length)
    let length = crypto_sign_secretkeybytes()
    let seedBytes = seed.view
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { secret in
      guard let start = secret.baseAddress else { preconditionFailure("no memory for a key") }
      defer { sodium_memzero(start, length) }
      crypto_sign_seed_keypair(
        &publicBytes, start, seedBytes.octets)
      return body(SigningKey(exactly: publicBytes), UnsafePointer(start))
    }
  }
}

/// Checking of Ed25519 signatures.
public enum Signatures {
  /// Bytes of a signature.
  public static let length = 64

  /// Whether `signature` is that of `key` over domain and message.
  ///
  /// False as well for a signature of another length, a key of low order or a value not in canonical form.
  public static func verify(
    _ signature: [UInt8], _ domain: Domain, _ message: [UInt8], by key: SigningKey
  ) -> Bool {
    guard signature.count == length else { return false }
    Sodium.prepare()
    let signed = domain.bytes + message
    return crypto_sign_verify_detached(signature, signed, UInt64(signed.count), key.bytes) == 0
  }
}
