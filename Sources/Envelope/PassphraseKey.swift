import CSodium

/// Argon2id, version 1.3, one lane. Protocol/keys.md, "Slots".
public struct Argon2: Hashable, Sendable {
  /// Bytes of memory, and passes over it.
  public let memory: Int
  public let passes: Int

  public static let memoryRange = (64 << 20)...(1 << 30)
  public static let passRange = 2...10

  /// 64 MiB, 2 passes: a tenth of a second on a small machine.
  public static let standard = Argon2(trusted: 64 << 20, passes: 2)

  /// Throws `.parametersRefused` below 64 MiB × 2, and above 1 GiB or 10 passes: a file may ask for neither
  /// too little nor too much.
  public init(memory: Int, passes: Int) throws(EnvelopeError) {
    guard Self.memoryRange.contains(memory), Self.passRange.contains(passes) else {
      throw .parametersRefused
    }
    self.init(trusted: memory, passes: passes)
  }

  private init(trusted memory: Int, passes: Int) {
    (self.memory, self.passes) = (memory, passes)
  }
}

/// Keys from passphrases.
public enum PassphraseKey {
  /// Bytes of a salt.
  public static let saltLength = 16

  /// Throws `.outOfBounds(.slot)` for a salt of another length.
  public static func derive(
    passphrase: Passphrase, salt: [UInt8], parameters: Argon2 = .standard
  ) throws(EnvelopeError) -> SecretKey {
    guard salt.count == saltLength else { throw .outOfBounds(.slot) }
    return passphrase.withBytes { bytes in
      SecretKey { target in
        let status = bytes.octets.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          crypto_pwhash(
            target.octets, UInt64(target.count), $0, UInt64(bytes.count), salt,
            UInt64(parameters.passes), parameters.memory, crypto_pwhash_alg_argon2id13())
        }
        precondition(status == 0, "Argon2id lacks memory")
      }
    }
  }
}
