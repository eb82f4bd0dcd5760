public import CaseFile
public import Envelope
public import Replica
import Replication
public import Store

/// What a new service says of itself.
public struct ServiceProfile: Sendable {
  public var name: String
  public var kind: String
  public var country: String

  public init(name: String, kind: String, country: String) {
    (self.name, self.kind, self.country) = (name, kind, country)
  }
}

/// The first worker of a new service.
public struct FirstWorker: Sendable {
  public var name: String
  public var role: Role
  public var passphrase: Passphrase

  public init(name: String, role: Role, passphrase: Passphrase) {
    (self.name, self.role, self.passphrase) = (name, role, passphrase)
  }
}

/// A home that was just made.
public struct Birth {
  public let notebook: Notebook
  /// The 32 bytes of the boot key: written to a file, it starts `serve` and opens no note.
  public let bootKey: [UInt8]
  /// The text of the root sheet, for the safe; kept nowhere. Nil for a further node.
  public let rootSheet: String?
}

/// Making a home. Protocol/vault.md, "Birth".
extension Notebook {
  /// A new service, its first node and its first worker, whose device the genesis names: nobody else can ever open
  /// the first content root.
  ///
  /// - Parameters:
  ///   - passphrase: the operator's.
  ///   - addresses: `host:port` where this node is reached, for its invitations.
  ///   - showing: shows the root sheet, before anything is kept; when it throws, no service was made, and the folder
  ///     may be used again.
  public static func create(
    at folder: String, profile: ServiceProfile, passphrase: Passphrase, worker: FirstWorker,
    addresses: [String] = [], at now: Instant, chance: Randomness, gate: CommitGate? = nil,
    showing: (Birth) throws -> Void = { _ in }
  ) throws -> Birth {
    var (profile, worker, chance) = (profile, worker, chance)
    profile.name = try Notebook.tidy(profile.name, .serviceName)
    worker.name = try Notebook.tidy(worker.name, .workerName)
    for secret in [passphrase, worker.passphrase] { try checkNew(secret) }
    let ledger = try unborn(at: folder, gate: gate)
    let rootSeed = SecretKey(using: &chance)
    let root = SigningPair(seed: rootSeed)
    let keys = NewNode(using: &chance)
    let device = NewDevice(worker: WorkerID(using: &chance), seed: SecretKey(using: &chance))
    let genesis = try StatementCodec.sign(
      log: nil, parents: [], author: root, controlHeads: [], at: now,
      act: .genesis(
        Genesis(
          rootKey: root.publicKey, operatorKey: keys.operatorKeys.pair.publicKey,
          device: device.keys.signing.publicKey, name: profile.name, kind: profile.kind,
          country: profile.country,
          nonce: Identifier<StratumKind>(using: &chance).bytes)))
    guard let service = ServiceID(genesis.id.bytes) else { throw NotebookError.noContentKey }
    ledger.unlock(ControlSeal(key: keys.room.control), using: chance)
    let notebook = Notebook(
      at: Replica(ledger: ledger, service: service, node: keys.room, chance: chance))
    notebook.operatorKeys = keys.operatorKeys
    let bootKey = SecretKey(using: &notebook.chance)
    let birth = Birth(
      notebook: notebook, bootKey: bootKey.withBytes { Array($0) },
      rootSheet: rootSeed.withBytes { SheetCode.encode(Array($0), for: .root) })
    try notebook.write(at: now) { ledger in
      try notebook.settle(keys, bootKey: bootKey, passphrase: passphrase, into: ledger)
      try notebook.keep(addresses, into: ledger)
      _ = try notebook.replica.admit(
        SealedStatement(bytes: genesis.bytes), attachments: [], from: .ourselves, into: ledger,
        at: now)
      try notebook.state(
        .nodeEnrolled(
          node: notebook.node, operator: keys.operatorKeys.pair.publicKey),
        in: .service(service), as: .operator, into: ledger, at: now)
      try notebook.enrol(
        device, name: worker.name, role: worker.role, passphrase: worker.passphrase, into: ledger,
        at: now)
      try WorkerSession.openFirstRoot(
        device, of: worker, at: notebook.replica, into: ledger, at: now)
      try showing(birth)
    }
    return birth
  }

  /// What protects nothing is refused where it is made. Protocol/keys.md, "Passphrases".
  static func checkNew(_ passphrase: Passphrase) throws {
    guard passphrase.isTypable else { throw NotebookError.untypablePassphrase }
    guard passphrase.isLongEnough else { throw NotebookError.weakPassphrase }
  }

  /// The ledger of a home that is not born yet: a new one, or one whose making was cut short.
  static func unborn(at folder: String, gate: CommitGate?) throws -> Ledger {
    do {
      return try Ledger.create(at: folder, gate: gate)
    } catch StoreError.alreadyAHome {
      let ledger = try Ledger.open(at: folder, gate: gate)
      guard try ledger.read({ try $0.meta(Meta.service) }) == nil else {
        throw StoreError.alreadyAHome
      }
      return ledger
    }
  }

  /// Writes the slots and what must be readable before anything is unlocked.
  func settle(
    _ keys: NewNode, bootKey: borrowing SecretKey, passphrase: Passphrase, into ledger: LedgerWriter
  ) throws {
    let salt = Identifier<EpochKind>(using: &chance).bytes
    try ledger.setMeta(Meta.salt, salt)
    try ledger.setMeta(Meta.service, service.bytes)
    let boot = try KeySlot.boot(
      label: try KeySlot.label(kind: .boot, name: "", homeSalt: salt), key: bootKey,
      payload: SlotPayload(control: keys.room.control, nodeSeed: keys.room.seed), using: &chance)
    try ledger.saveSlot(label: boot.label, bytes: boot.bytes)
    let own = try operatorSlot(
      seed: keys.operatorKeys.seed, keys: keys.room, passphrase: passphrase, salt: salt)
    try ledger.saveSlot(label: own.label, bytes: own.bytes)
  }
}

/// The keys of a node about to be born.
final class NewNode {
  let room: NodeKeys
  let operatorKeys: OperatorKeys

  convenience init(using chance: inout some RandomNumberGenerator) {
    self.init(control: SecretKey(using: &chance), using: &chance)
  }

  /// For a home that has a control key already.
  init(control: borrowing SecretKey, using chance: inout some RandomNumberGenerator) {
    room = NodeKeys(seed: SecretKey(using: &chance), control: control.duplicate())
    operatorKeys = OperatorKeys(seed: SecretKey(using: &chance))
  }
}

/// The keys of a worker on this node, about to be enrolled.
final class NewDevice {
  let worker: WorkerID
  let seed: SecretKey
  let keys: DeviceKeys

  init(worker: WorkerID, seed: consuming SecretKey) {
    self.worker = worker
    keys = DeviceKeys(seed: seed)
    self.seed = seed
  }
}
