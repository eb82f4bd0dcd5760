import CSodium

/// The keys of one worker on one node, both derived from one seed. Protocol/keys.md, "Device keys".
public struct DeviceKeys: ~Copyable, Sendable {
  public let signing: SigningPair
  public let box: BoxPair

  /// Derives by libsodium's `crypto_kdf`, context `carnetdv`: subkey 1 signs, subkey 2 is the box secret.
  public init(seed: borrowing SecretKey) {
    signing = SigningPair(seed: Self.subkey(1, of: seed))
    box = BoxPair(secret: Self.subkey(2, of: seed))
  }

  private static func subkey(_ number: UInt64, of seed: borrowing SecretKey) -> SecretKey {
    let context = "carnetdv".utf8.map { CChar(bitPattern: $0) }
    let source = seed.view
    return SecretKey { target in
      crypto_kdf_derive_from_key(target.octets, target.count, number, context, source.octets)
    }
  }
}
