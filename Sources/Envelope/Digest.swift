import CSodium

/// What a hash, a seal or a signature is for: the first bytes of whatever is hashed, signed or sealed with it.
///
/// The one table of them; none is the beginning of another. Protocol/conventions.md, "Domains".
public enum Domain: String, CaseIterable, Sendable {
  case change = "carnet/change/v1"
  case statement = "carnet/statement/v1"
  case accessBatch = "carnet/access-batch/v1"
  case signature = "carnet/sig/v1"
  case epoch = "carnet/epoch/v1"
  case root = "carnet/root/v1"
  case attachment = "carnet/attachment/v1"
  case noteSecret = "carnet/note-secret/v1"
  case noteSecretSeal = "carnet/note-secret-seal/v1"
  case noteSecretNonce = "carnet/note-secret-nonce/v1"
  case body = "carnet/body/v1"
  case bodyNonce = "carnet/body-nonce/v1"
  case checkpoint = "carnet/checkpoint/v1"
  case bundle = "carnet/bundle/v1"
  case bundleIDs = "carnet/bundle-ids/v1"
  case bundleSecret = "carnet/bundle-secret/v1"
  case bundleSecretSeal = "carnet/bundle-secret-seal/v1"
  case bundleKey = "carnet/bundle-key/v1"
  case ownWrap = "carnet/own-wrap/v1"
  case earlierRoots = "carnet/earlier-roots/v1"
  case boxSecret = "carnet/box-secret/v1"
  case record = "carnet/record/v1"
  case share = "carnet/share/v1"
  case serviceFile = "carnet/service-file/v1"
  case sheet = "carnet/sheet/v1"
  case grantKey = "carnet/grant-key/v1"
  case grant = "carnet/grant/v1"
  case grantWrap = "carnet/grant-wrap/v1"
  case controlRow = "carnet/control-row/v1"
  case seenVersion = "carnet/seen-version/v1"
  case readingRoom = "carnet/reading-room/v1"
  case caseSummary = "carnet/case-summary/v1"
  case caseOverview = "carnet/case-overview/v1"
  case keptRecords = "carnet/kept-records/v1"
  case keptNotes = "carnet/kept-notes/v1"
  case calendarEntry = "carnet/calendar-entry/v1"
  case slot = "carnet/slot/v1"
  case slotCheck = "carnet/slot-check/v1"
  case slotLabel = "carnet/slot-label/v1"
  case slotBoot = "carnet/slot-boot/v1"
  case slotRecovery = "carnet/slot-recovery/v1"
  case sheetRecovery = "carnet/sheet-recovery/v1"
  case sheetRoot = "carnet/sheet-root/v1"
  case sheetInvitation = "carnet/sheet-invitation/v1"
  case sheetDevice = "carnet/sheet-device/v1"
  case deviceDigits = "carnet/device-digits/v1"
  case pairingProof = "carnet/pairing-proof/v1"
  case pairingCommitment = "carnet/pairing-commitment/v1"
  case pairingWords = "carnet/pairing-words/v1"
  case sessionKey = "carnet/session-key/v1"
  case feedProof = "carnet/feed-proof/v1"
  case itemHandle = "carnet/item-handle/v1"
  case setFingerprint = "carnet/set-fingerprint/v1"
  case place = "carnet/place/v1"

  /// UTF-8, with no length and no terminator.
  public var bytes: [UInt8] { Array(rawValue.utf8) }
}

/// BLAKE2b, always with a domain in front.
public enum Digest {
  /// Bytes of a digest.
  public static let length = 32
  /// Bytes of a fingerprint.
  public static let fingerprintLength = 12

  /// BLAKE2b-256 of the domain and the parts, one after another: 32 bytes.
  ///
  /// Parts are joined without lengths: give all but one of them a fixed length, or write the length first.
  public static func hash(_ domain: Domain, _ parts: [UInt8]...) -> [UInt8] {
    var digest = StreamingDigest(domain)
    for part in parts { digest.update(part) }
    return digest.finish()
  }

  /// The same under a secret key: 32 bytes.
  public static func keyed(
    _ key: borrowing SecretKey, _ domain: Domain, _ parts: [UInt8]...
  ) -> [UInt8] {
    var digest = StreamingDigest(domain, key: key)
    for part in parts { digest.update(part) }
    return digest.finish()
  }

  /// The same under key bytes that need no locked memory: 16 to 64 of them.
  public static func keyed(
    _ key: [UInt8], _ domain: Domain, _ parts: [UInt8]...
  ) -> [UInt8] {
    key.withUnsafeBytes { rawKey in
      let digest = StreamingDigest(domain, rawKey: rawKey)
      for part in parts { part.withUnsafeBytes { digest.update($0) } }
      return digest.finish()
    }
  }

  /// The first 12 bytes of a digest.
  public static func fingerprint(_ digest: [UInt8]) -> [UInt8] {
    Array(digest.prefix(fingerprintLength))
  }
}

/// BLAKE2b-256 of bytes that arrive in parts.
public struct StreamingDigest: ~Copyable {
  private let state: UnsafeMutableRawPointer

  public init(_ domain: Domain) {
    self.init(domain, rawKey: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  public init(_ domain: Domain, key: borrowing SecretKey) {
    self.init(domain, rawKey: key.view)
  }

  /// No key, or one of 16 to 64 bytes.
  init(_ domain: Domain, rawKey: UnsafeRawBufferPointer) {
    precondition(rawKey.isEmpty || (16...64).contains(rawKey.count), "a BLAKE2b key")
    Sodium.prepare()
    state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    crypto_generichash_init(
      OpaquePointer(state), rawKey.baseAddress?.assumingMemoryBound(to: UInt8.self), rawKey.count,
      Digest.length)
    update(domain.bytes)
  }

  deinit {
    sodium_memzero(state, crypto_generichash_statebytes())
    state.deallocate()
  }

  public mutating func update(_ part: [UInt8]) { part.withUnsafeBytes { update($0) } }

  func update(_ part: UnsafeRawBufferPointer) {
    crypto_generichash_update(
      OpaquePointer(state), part.octets,
      UInt64(part.count))
  }

  /// 32 bytes.
  public consuming func finish() -> [UInt8] {
    [UInt8].written(Digest.length) {
      crypto_generichash_final(OpaquePointer(state), $0, Digest.length)
    }
  }

  /// The same into memory of the caller's: exactly 32 bytes.
  consuming func finish(into target: UnsafeMutableRawBufferPointer) {
    precondition(target.count == Digest.length, "a digest has 32 bytes")
    crypto_generichash_final(
      OpaquePointer(state), target.octets, Digest.length)
  }
}

/// libsodium, made ready once.
enum Sodium {
  private static let status = sodium_init()

  static func prepare() { precondition(status >= 0, "libsodium does not start") }
}
