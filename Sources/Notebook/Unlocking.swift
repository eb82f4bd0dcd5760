import CaseFile
import Consent
public import Envelope
public import Replica
public import Store
import Wire

/// How a person, or a machine at boot, opens a home.
public enum Credential: Sendable {
  /// The 32 bytes of the boot key file.
  case boot([UInt8])
  case `operator`(passphrase: Passphrase)
  /// Without a name, the only worker of this node.
  case worker(name: String?, passphrase: Passphrase)
  /// The code of the worker's printed sheet.
  case recovery(name: String?, code: String)
}

/// Opening a home: one slot, one key derivation. Protocol/vault.md, "Slots".
extension Notebook {
  /// Opens the home in `folder`.
  ///
  /// - Throws: `StoreError` when the folder is no sound home; `NotebookError` when the credential opens nothing.
  public static func open(
    at folder: String, with credential: Credential, chance: Randomness, gate: CommitGate? = nil
  ) throws -> Notebook {
    let ledger = try Ledger.open(at: folder, gate: gate)
    return try open(ledger, try unsealed(credential, ledger).payload, chance)
  }

  /// Opens a home by what a slot of it opened.
  static func open(
    _ ledger: Ledger, _ payload: borrowing SlotPayload, _ chance: Randomness
  ) throws -> Notebook {
    let (service, renewed) = try ledger.read { reader in
      guard let bytes = try reader.meta(Meta.service), let service = ServiceID(bytes) else {
        throw StoreError.notAHome
      }
      return (service, try reader.meta(Meta.nodeSeed))
    }
    ledger.unlock(ControlSeal(key: payload.control), using: chance)
    let notebook = Notebook(
      at: Replica(
        ledger: ledger, service: service, node: try room(payload, renewed), chance: chance))
    if let regress = ledger.regress {
      notebook.replica.dueRegress = regress
      do {
        try notebook.replica.beginAnewIfDue()
      } catch let error as StoreError where error.isOfTheDisk {
        // Nothing is written before it is done: reading goes on.
      }
    }
    try notebook.take(payload)
    return notebook
  }

  /// Opens, for somebody else, the home of a replica that somebody has opened already: each has keys and a way of their
  /// own.
  ///
  ///     let sandrine = try Notebook.open(beside: claire.replica, with: .worker(name: "Sandrine", passphrase: typed))
  ///
  /// - Throws: as ``open(at:with:chance:gate:)``.
  public static func open(
    beside replica: Replica, with credential: Credential
  ) throws -> Notebook {
    let notebook = Notebook(at: replica)
    try notebook.take(try unsealed(credential, replica.ledger).payload)
    return notebook
  }

  /// Nobody is at the replica by this notebook any more: what the disk has no row of yet is tried once more, and the keys
  /// leave the memory. Whoever else is there goes on.
  public func lock() {
    writeLooks()
    (workerKeys, operatorKeys, rootsSeen, room) = (nil, nil, nil, nil)
    looksToWrite = []
  }

  /// The slot of a home that a credential opens, and what stands in it.
  struct Unsealed: ~Copyable {
    let slot: KeySlot
    let payload: SlotPayload
  }

  /// What a credential opens of the slots of a home.
  static func unsealed(_ credential: Credential, _ ledger: Ledger) throws -> Unsealed {
    let slots = try ledger.read { reader in
      guard try reader.meta(Meta.service) != nil, let slots = try storedSlots(reader) else {
        throw StoreError.notAHome
      }
      return slots
    }
    do {
      let slot = try find(credential, among: slots) { name in
        try ledger.read { try $0.isRefused(name: name) }
      }
      return Unsealed(slot: slot, payload: try payload(of: slot, credential))
    } catch let error as NotebookError where error.opensNothing {
      throw try whose(credential, slots) ?? error
    }
  }

  private func take(_ payload: borrowing SlotPayload) throws {
    if let seed = payload.copyOperatorSeed() { operatorKeys = OperatorKeys(seed: seed) }
    if let seed = payload.copyDeviceSeed() { try enter(seed) }
  }

  /// The node's keys: those of the slot, or those that a copy took in their place.
  private static func room(
    _ payload: borrowing SlotPayload, _ renewed: [UInt8]?
  ) throws -> NodeKeys {
    guard let renewed else {
      return NodeKeys(seed: payload.nodeSeed.duplicate(), control: payload.control.duplicate())
    }
    let seed: [UInt8]
    do {
      seed = try ControlSeal(key: payload.control).open(renewed, context: NodeKeys.context)
    } catch {
      throw StoreError.damaged
    }
    guard let key = SecretKey(bytes: seed) else { throw StoreError.damaged }
    return NodeKeys(seed: key, control: payload.control.duplicate())
  }

  /// Nil without the salt of a home.
  static func storedSlots(_ ledger: LedgerReader) throws -> StoredSlots? {
    try ledger.meta(Meta.salt).map { try StoredSlots(try ledger.slots(), salt: $0) }
  }

  /// Whether the slot of a worker is among those that the disk altered: a passphrase that fits nobody's may be theirs.
  public static func hasDamagedWorker(at folder: String) throws -> Bool {
    let slots = try Ledger.open(at: folder).read { try storedSlots($0) }
    return slots?.damaged.contains { $0.kind == .worker || $0.kind == nil } ?? false
  }

  /// The slot that a credential is for.
  private static func find(
    _ credential: Credential, among slots: StoredSlots, hasEnded: ([UInt8]) throws -> Bool
  ) throws -> KeySlot {
    switch credential {
    case .boot:
      guard let slot = try slots.only(.boot) else { throw NotebookError.keyFileUnreadable }
      return slot
    case .operator:
      guard let slot = try slots.only(.operator) else { throw NotebookError.wrongPassphrase }
      return slot
    case .worker(nil, _):
      guard let slot = try slots.anybodys(.worker) else { throw NotebookError.noWorker }
      return slot
    case .recovery(nil, _):
      guard let slot = try slots.anybodys(.recovery) else { throw NotebookError.recoveryVoid }
      return slot
    case .worker(let name?, _):
      if let slot = try slots.named(.worker, fold(name)) { return slot }
      throw try hasEnded(slots.label(.worker, fold(name)))
        ? NotebookError.workerEnded(name) : NotebookError.unknownWorker(name)
    case .recovery(let name?, _):
      if let slot = try slots.named(.recovery, fold(name)) { return slot }
      guard try !slots.contains(.worker, fold(name)) else { throw NotebookError.recoveryVoid }
      throw try hasEnded(slots.label(.recovery, fold(name)))
        ? NotebookError.workerEnded(name) : NotebookError.unknownWorker(name)
    }
  }

  private static func payload(of slot: KeySlot, _ credential: Credential) throws -> SlotPayload {
    do {
      switch credential {
      case .boot(let bytes):
        guard let key = SecretKey(bytes: bytes) else { throw NotebookError.keyFileUnreadable }
        return try slot.open(key: key)
      case .operator(let passphrase), .worker(_, let passphrase):
        return try slot.open(passphrase: passphrase)
      case .recovery(_, let code):
        return try slot.open(code: try SheetCode.decode(code, for: .recovery))
      }
    } catch EnvelopeError.wrongPassphrase {
      switch credential {
      case .boot: throw NotebookError.keyFileUnreadable
      case .recovery: throw NotebookError.recoveryVoid
      case .operator, .worker: throw NotebookError.wrongPassphrase
      }
    } catch EnvelopeError.badCode {
      throw NotebookError.wrongPassphrase
    }
  }

  /// Slots of the other kind that are tried with a passphrase that does not fit: each costs a derivation.
  private static let slotsTried = 8

  /// Why a passphrase opens nothing that was asked for: it is that of somebody who does other things here. Nil when it is
  /// nobody's.
  private static func whose(_ credential: Credential, _ slots: StoredSlots) throws -> NotebookError?
  {
    let kind: SlotKind
    let other: Credential
    let error: NotebookError
    switch credential {
    case .operator(let passphrase):
      (kind, other, error) = (.worker, .worker(name: nil, passphrase: passphrase), .operatorOnly)
    case .worker(_, let passphrase):
      (kind, other, error) = (.operator, .operator(passphrase: passphrase), .workerOnly)
    case .boot, .recovery: return nil
    }
    let tried = slots.sound.filter { $0.kind == kind }.prefix(slotsTried)
    for slot in tried where try opens(slot, other) { return error }
    return nil
  }

  private static func opens(_ slot: KeySlot, _ credential: Credential) throws -> Bool {
    do {
      let payload = try payload(of: slot, credential)
      return payload.copyOperatorSeed() != nil || payload.copyDeviceSeed() != nil
    } catch NotebookError.wrongPassphrase {
      return false
    }
  }

  /// Names of workers are told apart as they are read: without regard to case, accents and what nobody sees.
  static func fold(_ name: String) -> String { Folding.fold(name) }

  /// A name as it is kept.
  static func tidy(_ name: String, _ field: LimitedField) throws -> String {
    do {
      return try Names.tidy(name, field)
    } catch {
      throw NotebookError.rule(error)
    }
  }

  /// A worker comes in: the content roots that the signed log gives to this device are opened.
  private func enter(_ seed: consuming SecretKey) throws {
    let key = DeviceKeys(seed: seed).signing.publicKey
    let (device, card) = try read { ledger in
      let view = try replica.serviceView(service, ledger)
      guard let device = view.device(key) else {
        throw NotebookError.workerNotAdmitted("", digits: nil)
      }
      return (device, try self.card(view.card(of: device.worker) ?? device.card, ledger))
    }
    let name = card?.name ?? ""
    switch device.state {
    case .added:
      throw NotebookError.workerNotAdmitted(name, digits: DeviceDigits(of: key, in: service))
    case .ended:
      let goesOn = try read { try worksOn(device.worker, $0) }
      throw goesOn ? NotebookError.workerEndedHere(name) : NotebookError.workerEnded(name)
    case .admitted: break
    }
    let room = WorkerKeys(
      name: name, roleCode: card?.role ?? "", worker: device.worker, seed: seed, keyring: Keyring())
    try read { ledger in try openRoots(of: room, ledger) }
    workerKeys = room
  }

  /// A worker's slot on this node, opened by `passphrase`.
  func workerSlot(
    name: String, seed: borrowing SecretKey, passphrase: Passphrase, salt: [UInt8]
  ) throws -> KeySlot {
    try KeySlot.passphrase(
      passphrase, kind: .worker,
      label: try KeySlot.label(kind: .worker, name: Notebook.fold(name), homeSalt: salt),
      payload: SlotPayload(
        control: nodeKeys.control, nodeSeed: nodeKeys.seed, deviceSeed: seed), using: &chance)
  }

  /// Labels of the slots that a worker may have on this node.
  func slotLabels(of name: String, _ ledger: LedgerReader) throws -> [[UInt8]] {
    let salt = try ledger.meta(Meta.salt) ?? []
    return try [SlotKind.worker, .recovery].map {
      try KeySlot.label(kind: $0, name: Notebook.fold(name), homeSalt: salt)
    }
  }

  /// Makes the worker's own recovery sheet for this node; an earlier one no longer opens anything.
  ///
  /// - Parameter showing: shows the sheet, and is told whether it takes another's place. What it throws leaves everything
  ///   as it was: an earlier sheet gives way to one that somebody saw.
  public func makeRecoverySheet(
    showing: (_ worker: String, _ sheet: String, _ replaces: Bool) throws -> Void
  ) throws {
    let room = try worker()
    let code = Identifier<EpochKind>(using: &chance).bytes
    let sheet = SheetCode.encode(code, for: .recovery)
    try commit { ledger in
      let salt = try ledger.meta(Meta.salt) ?? []
      let slot = try KeySlot.recovery(
        code: code,
        label: try KeySlot.label(
          kind: .recovery, name: Notebook.fold(room.name), homeSalt: salt),
        payload: SlotPayload(
          control: nodeKeys.control, nodeSeed: nodeKeys.seed, deviceSeed: room.seed),
        using: &chance)
      let replaces = try ledger.slots().contains { $0.label == slot.label }
      try ledger.saveSlot(label: slot.label, bytes: slot.bytes)
      try showing(room.name, sheet, replaces)
    }
  }
}

extension NotebookError {
  /// A passphrase that does not fit, or of which nobody can tell whether it does.
  public var opensNothing: Bool {
    switch self {
    case .wrongPassphrase, .slotDamaged: true
    case _: false
    }
  }
}
