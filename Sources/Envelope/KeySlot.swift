import FoundationEssentials
import SwiftProtobuf
import Wire

/// What opens a slot.
public enum SlotKind: Hashable, Sendable, CaseIterable {
  /// A key file or system credential of 32 bytes: the node starts by itself.
  case boot
  /// The operator's passphrase.
  case `operator`
  /// A worker's passphrase.
  case worker
  /// A worker's printed code.
  case recovery
}

/// One way to open a home's keys: a clear part, and the keys sealed under what a passphrase, a printed code or
/// a key file gives. The file tells how many slots there are and of what kind, not whose. Protocol/keys.md, "Slots".
public struct KeySlot: Hashable, Sendable {
  public let kind: SlotKind
  /// 32 bytes: `KeySlot.label` of the kind and the name.
  public let label: [UInt8]
  /// The serialised slot: what is stored.
  public let bytes: [UInt8]

  private let salt: [UInt8]
  private let parameters: Argon2?
  private let clear: [UInt8]
  private let sealed: [UInt8]

  /// What guessing its passphrase costs; nil for a slot of a key file or a code.
  public var cost: Argon2? { parameters }

  public static let version: UInt32 = 1
  /// Bytes of a serialised slot, at most.
  public static let longest = 1024
  /// Bytes of the check that tells an altered slot from another passphrase.
  static let checkLength = 16
  /// Bytes of a printed code, at least: it is not stretched, so it must be strong.
  public static let codeLength = 16

  /// Keyed BLAKE2b(home salt, "carnet/slot-label/v1" ‖ one byte of kind ‖ UTF-8 name): finds the slot of a name
  /// without writing names on disk. Throws `.outOfBounds(.slot)` unless `homeSalt` has 16 to 64 bytes.
  public static func label(
    kind: SlotKind, name: String, homeSalt: [UInt8]
  ) throws(EnvelopeError) -> [UInt8] {
    guard (16...64).contains(homeSalt.count) else { throw .outOfBounds(.slot) }
    return Digest.keyed(homeSalt, .slotLabel, [UInt8(kind.wire.rawValue)], Array(name.utf8))
  }

  /// A slot opened by a key file.
  public static func boot(
    label: [UInt8], key: borrowing SecretKey, payload: borrowing SlotPayload,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> KeySlot {
    let slotKey = derive(key.view, .slotBoot, label)
    return try make(
      .boot, label: label, salt: [], parameters: nil, key: slotKey, payload: payload,
      using: &chance)
  }

  /// A slot opened by the operator's or a worker's passphrase.
  public static func passphrase(
    _ passphrase: Passphrase, kind: SlotKind, label: [UInt8], parameters: Argon2,
    payload: borrowing SlotPayload, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> KeySlot {
    guard kind == .operator || kind == .worker else { throw .outOfBounds(.slot) }
    let salt = Chance.bytes(PassphraseKey.saltLength, using: &chance)
    let slotKey = try PassphraseKey.derive(
      passphrase: passphrase, salt: salt, parameters: parameters)
    return try make(
      kind, label: label, salt: salt, parameters: parameters, key: slotKey, payload: payload,
      using: &chance)
  }

  /// A slot opened by a printed code of at least 16 random bytes.
  public static func recovery(
    code: [UInt8], label: [UInt8], payload: borrowing SlotPayload,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> KeySlot {
    let slotKey = try derive(code: code, label)
    return try make(
      .recovery, label: label, salt: [], parameters: nil, key: slotKey, payload: payload,
      using: &chance)
  }

  /// Reads a stored slot and checks every bound; opens nothing. Throws `.malformed(.slot)` for one that a disk altered.
  public init(bytes: [UInt8]) throws(EnvelopeError) {
    guard bytes.count <= Self.longest else { throw .outOfBounds(.slot) }
    let wire = try WireBytes.decode(WireKeySlot.self, bytes, as: .slot)
    let clear = Array(wire.clear)
    guard Array(wire.check) == Self.check(clear, Array(wire.sealed)) else {
      throw .malformed(.slot)
    }
    let fields = try WireBytes.decode(WireSlotClear.self, clear, as: .slot)
    guard fields.version == Self.version else { throw .unknownVersion(fields.version) }
    guard let kind = SlotKind(fields.kind) else { throw .malformed(.slot) }
    guard fields.label.count == Digest.length else { throw .outOfBounds(.slot) }
    let length = SlotPayload.keyCount(of: kind) * SecretKey.length + AEAD.overhead
    guard wire.sealed.count == length else { throw .outOfBounds(.slotPayload) }
    switch kind {
    case .boot, .recovery:
      guard fields.salt.isEmpty, fields.memory == 0, fields.passes == 0 else {
        throw .malformed(.slot)
      }
      parameters = nil
    case .operator, .worker:
      guard fields.salt.count == PassphraseKey.saltLength else { throw .outOfBounds(.slot) }
      parameters = try Argon2(memory: Int(clamping: fields.memory), passes: Int(fields.passes))
    }
    (self.kind, self.bytes, self.clear) = (kind, bytes, clear)
    (label, salt, sealed) = (Array(fields.label), Array(fields.salt), Array(wire.sealed))
  }

  /// Opens a boot slot. Throws `.wrongPassphrase` for another key file.
  public func open(key: borrowing SecretKey) throws(EnvelopeError) -> SlotPayload {
    guard kind == .boot else { throw .outOfBounds(.slot) }
    return try open(slotKey: Self.derive(key.view, .slotBoot, label))
  }

  /// Opens an operator's or worker's slot; takes as long as its Argon2 parameters say. Throws `.wrongPassphrase`.
  public func open(passphrase: Passphrase) throws(EnvelopeError) -> SlotPayload {
    guard let parameters else { throw .outOfBounds(.slot) }
    return try open(
      slotKey: PassphraseKey.derive(passphrase: passphrase, salt: salt, parameters: parameters))
  }

  /// Opens a recovery slot. Throws `.wrongPassphrase`.
  ///
  ///     let payload = try slot.open(code: SheetCode.decode(typed, for: .recovery))
  public func open(code: [UInt8]) throws(EnvelopeError) -> SlotPayload {
    guard kind == .recovery else { throw .outOfBounds(.slot) }
    return try open(slotKey: Self.derive(code: code, label))
  }

  private func open(slotKey: borrowing SecretKey) throws(EnvelopeError) -> SlotPayload {
    let key = slotKey.view
    let payload: SlotPayload? = withWipedMemory(
      SlotPayload.keyCount(of: kind) * SecretKey.length
    ) { memory in
      let isOpen = AEAD.open(
        sealed[...], into: memory, key: key, associated: Domain.slot.bytes + clear)
      return isOpen ? SlotPayload.decode(UnsafeRawBufferPointer(memory), kind: kind) : nil
    }
    guard let payload else { throw .wrongPassphrase }
    return payload
  }

  private static func make(
    _ kind: SlotKind, label: [UInt8], salt: [UInt8], parameters: Argon2?,
    key: borrowing SecretKey, payload: borrowing SlotPayload,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> KeySlot {
    guard payload.fits(kind) else { throw .outOfBounds(.slotPayload) }
    var fields = WireSlotClear()
    fields.version = version
    fields.kind = kind.wire
    fields.label = Data(label)
    fields.salt = Data(salt)
    fields.memory = UInt64(parameters?.memory ?? 0)
    fields.passes = UInt32(parameters?.passes ?? 0)
    let clear = try WireBytes.encode(fields, as: .slot)
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let slotKey = key.view
    let sealed = payload.withEncoded {
      AEAD.seal($0, key: slotKey, nonce: nonce, associated: Domain.slot.bytes + clear)
    }
    var wire = WireKeySlot()
    wire.clear = Data(clear)
    wire.sealed = Data(nonce + sealed)
    wire.check = Data(check(clear, nonce + sealed))
    return try KeySlot(bytes: try WireBytes.encode(wire, as: .slot))
  }

  /// The kind that a slot which is altered still names; nil when it names none.
  public static func claimedKind(ofAltered bytes: [UInt8]) -> SlotKind? {
    claims(of: bytes).flatMap { SlotKind($0.kind) }
  }

  /// The label that a slot names, whether it is altered or not; nil when it names none.
  public static func claimedLabel(of bytes: [UInt8]) -> [UInt8]? {
    claims(of: bytes).map { Array($0.label) }
  }

  private static func claims(of bytes: [UInt8]) -> WireSlotClear? {
    guard bytes.count <= longest else { return nil }
    do {
      let wire = try WireBytes.decode(WireKeySlot.self, bytes, as: .slot)
      return try WireBytes.decode(WireSlotClear.self, Array(wire.clear), as: .slot)
    } catch {
      return nil
    }
  }

  /// It holds no secret: whoever has the slot has all that it is made of.
  private static func check(_ clear: [UInt8], _ sealed: [UInt8]) -> [UInt8] {
    let length = withUnsafeBytes(of: UInt64(clear.count).bigEndian) { Array($0) }
    return Array(Digest.hash(.slotCheck, length, clear, sealed).prefix(checkLength))
  }

  private static func derive(code: [UInt8], _ label: [UInt8]) throws(EnvelopeError) -> SecretKey {
    guard (codeLength...64).contains(code.count) else { throw .outOfBounds(.recoveryCode) }
    return try code.borrowBytes { bytes throws(EnvelopeError) in
      derive(bytes, .slotRecovery, label)
    }
  }

  /// Keyed BLAKE2b(secret, domain ‖ label): a strong secret needs no stretching.
  private static func derive(
    _ secret: UnsafeRawBufferPointer, _ domain: Domain, _ label: [UInt8]
  ) -> SecretKey {
    SecretKey { target in
      let digest = StreamingDigest(domain, rawKey: secret)
      label.withUnsafeBytes { digest.update($0) }
      digest.finish(into: target)
    }
  }
}

extension SlotKind {
  init?(_ wire: WireSlotKind) {
    switch wire {
    case .boot: self = .boot
    case .operator: self = .operator
    case .worker: self = .worker
    case .recovery: self = .recovery
    case .unknown, .UNRECOGNIZED: return nil
    }
  }

  var wire: WireSlotKind {
    switch self {
    case .boot: .boot
    case .operator: .operator
    case .worker: .worker
    case .recovery: .recovery
    }
  }
}
