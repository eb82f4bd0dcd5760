import CaseFile
public import Envelope
public import Replica
public import Store

/// How the operator, or the machine at boot, opens a home.
public enum Credential: Sendable {
  /// The 32 bytes of the boot key file.
  case boot([UInt8])
  case `operator`(passphrase: Passphrase)
}

/// Opening a home: one slot, one key derivation. Protocol/vault.md, "Slots".
extension Notebook {
  /// Opens the home in `folder` for somebody who reads no note.
  ///
  /// - Throws: `StoreError` when the folder is no sound home; `NotebookError` when the credential opens nothing.
  public static func open(
    at folder: String, with credential: Credential, chance: Randomness, gate: CommitGate? = nil
  ) throws -> Notebook {
    let ledger = try Ledger.open(at: folder, gate: gate)
    let payload = try unsealed(credential, ledger)
    let notebook = Notebook(at: try replica(of: ledger, payload, chance))
    notebook.take(payload)
    return notebook
  }

  /// Opens, for somebody else, the home of a replica that somebody has opened already: each has keys and a way of their
  /// own.
  ///
  /// - Throws: as ``open(at:with:chance:gate:)``.
  public static func open(
    beside replica: Replica, with credential: Credential
  ) throws -> Notebook {
    let notebook = Notebook(at: replica)
    notebook.take(try unsealed(credential, replica.ledger))
    return notebook
  }

  /// The replica of a home, by what any slot of it opened.
  static func replica(
    of ledger: Ledger, _ payload: borrowing SlotPayload, _ chance: Randomness
  ) throws -> Replica {
    let (service, renewed) = try ledger.read { reader in
      guard let bytes = try reader.meta(Meta.service), let service = ServiceID(bytes) else {
        throw StoreError.notAHome
      }
      return (service, try reader.meta(Meta.nodeSeed))
    }
    ledger.unlock(ControlSeal(key: payload.control), using: chance)
    let replica = Replica(
      ledger: ledger, service: service, node: try room(payload, renewed), chance: chance)
    if let regress = ledger.regress {
      replica.dueRegress = regress
      do {
        try replica.beginAnewIfDue()
      } catch let error as StoreError where error.isOfTheDisk {
        // Nothing is written before it is done: reading goes on.
      }
    }
    return replica
  }

  private func take(_ payload: borrowing SlotPayload) {
    if let seed = payload.copyOperatorSeed() { operatorKeys = OperatorKeys(seed: seed) }
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

  // MARK: Slots

  /// The slots of a home.
  static func homeSlots(_ ledger: Ledger) throws -> StoredSlots {
    try ledger.read { reader in
      guard try reader.meta(Meta.service) != nil, let slots = try storedSlots(reader) else {
        throw StoreError.notAHome
      }
      return slots
    }
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

  /// What a credential opens of the slots of a home.
  private static func unsealed(_ credential: Credential, _ ledger: Ledger) throws -> SlotPayload {
    let slots = try homeSlots(ledger)
    switch credential {
    case .boot(let bytes):
      guard let slot = try slots.only(.boot), let key = SecretKey(bytes: bytes) else {
        throw NotebookError.keyFileUnreadable
      }
      do {
        return try slot.open(key: key)
      } catch EnvelopeError.wrongPassphrase {
        throw NotebookError.keyFileUnreadable
      }
    case .operator(let passphrase):
      do {
        guard let slot = try slots.only(.operator) else { throw NotebookError.wrongPassphrase }
        return try payload(of: slot, passphrase)
      } catch let error as NotebookError where error.opensNothing {
        throw try fits(passphrase, .worker, slots) ? NotebookError.operatorOnly : error
      }
    }
  }

  static func payload(of slot: KeySlot, _ passphrase: Passphrase) throws -> SlotPayload {
    do {
      return try Stretching.alone { try slot.open(passphrase: passphrase) }
    } catch EnvelopeError.wrongPassphrase {
      throw NotebookError.wrongPassphrase
    }
  }

  /// Slots of the other kind that are tried with a passphrase that does not fit: each costs a derivation.
  private static let slotsTried = 8

  /// Whether a passphrase that opens nothing of what was asked for is that of somebody who does other things here.
  static func fits(
    _ passphrase: Passphrase, _ kind: SlotKind, _ slots: StoredSlots
  ) throws -> Bool {
    try slots.sound.filter { $0.kind == kind }.prefix(slotsTried)
      .contains { try opens($0, passphrase) }
  }

  private static func opens(_ slot: KeySlot, _ passphrase: Passphrase) throws -> Bool {
    do {
      _ = try payload(of: slot, passphrase)
      return true
    } catch NotebookError.wrongPassphrase {
      return false
    }
  }

  // MARK: Slots of workers

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

  /// A worker's slot on this node, opened by `passphrase`.
  func workerSlot(
    name: String, seed: borrowing SecretKey, passphrase: Passphrase, salt: [UInt8]
  ) throws -> KeySlot {
    try Stretching.alone {
      try KeySlot.passphrase(
        passphrase, kind: .worker,
        label: try KeySlot.label(kind: .worker, name: Notebook.fold(name), homeSalt: salt),
        parameters: Stretching.cost,
        payload: SlotPayload(
          control: nodeKeys.control, nodeSeed: nodeKeys.seed, deviceSeed: seed), using: &chance)
    }
  }

  /// Labels of the slots that a worker may have on this node.
  func slotLabels(of name: String, _ ledger: LedgerReader) throws -> [[UInt8]] {
    let salt = try ledger.meta(Meta.salt) ?? []
    return try [SlotKind.worker, .recovery].map {
      try KeySlot.label(kind: $0, name: Notebook.fold(name), homeSalt: salt)
    }
  }
}

extension NotebookError {
  /// A passphrase that does not fit, or of which nobody can tell whether it does.
  public var opensNothing: Bool {
    if case .wrongPassphrase = self { return true }
    if case .slotDamaged = self { return true }
    return false
  }
}
