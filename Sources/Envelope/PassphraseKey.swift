import CSodium

/// Argon2id, version 1.3, one lane. Protocol/keys.md, "Slots".
public struct Argon2: Hashable, Sendable {
  /// Bytes of memory, and passes over it.
  public let memory: Int
  public let passes: Int

  public static let memoryRange = (64 << 20)...(1 << 30)
  public static let passRange = 2...10

  /// The least that a slot may have: 64 MiB, 2 passes. For a machine that has little memory, and for tests.
  public static let least = Argon2(trusted: 64 << 20, passes: 2)

  /// What a slot is made with where the machine has the memory: 256 MiB, 3 passes.
  public static let full = Argon2(trusted: 256 << 20, passes: 3)

  /// Of a machine with so many bytes of memory: a derivation takes no more than an eighth of it.
  public static func fitting(machine memory: UInt64) -> Argon2 {
    memory / 8 >= UInt64(full.memory) ? full : least
  }

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

  /// Throws `.outOfBounds(.slot)` for a salt of another length, `.outOfMemory` where the machine does not give what the
  /// parameters ask for.
  public static func derive(
    passphrase: Passphrase, salt: [UInt8], parameters: Argon2
  ) throws(EnvelopeError) -> SecretKey {
    guard salt.count == saltLength else { throw .outOfBounds(.slot) }
    var status: Int32 = -1
    let key = passphrase.withBytes { bytes in
      SecretKey { target in
        status = bytes.octets.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          crypto_pwhash(
            target.octets, UInt64(target.count), $0, UInt64(bytes.count), salt,
            UInt64(parameters.passes), parameters.memory, crypto_pwhash_alg_argon2id13())
        }
      }
    }
    // What stands in the key then is no key.
    guard status == 0 else { throw .outOfMemory }
    return key
  }
}
