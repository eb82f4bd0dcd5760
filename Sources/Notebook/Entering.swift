import CaseFile
import Consent
public import Envelope
public import Replica
public import Store
import Wire

/// How a worker opens a home.
public enum WorkerCredential: Sendable {
  /// Without a name, the only worker of this node.
  case worker(name: String?, passphrase: Passphrase)
  /// The code of the worker's printed sheet.
  case recovery(name: String?, code: String)
}

/// A worker comes in: one slot, one key derivation. Protocol/vault.md, "Slots".
extension WorkerSession {
  /// Opens the home in `folder` for a worker.
  ///
  /// - Throws: `StoreError` when the folder is no sound home; `NotebookError` when the credential opens nothing, or when who
  ///   it opens for works here no more or not yet.
  public static func open(
    at folder: String, with credential: WorkerCredential, chance: Randomness,
    gate: CommitGate? = nil
  ) throws -> WorkerSession {
    let ledger = try Ledger.open(at: folder, gate: gate)
    let unsealed = try unsealed(credential, ledger)
    let session = try open(ledger, unsealed.payload, chance)
    session.slotsSeen = unsealed.seen
    return session
  }

  /// Opens a home by what the slot of a worker opened.
  static func open(
    _ ledger: Ledger, _ payload: borrowing SlotPayload, _ chance: Randomness
  ) throws -> WorkerSession {
    let session = WorkerSession(at: try replica(of: ledger, payload, chance))
    try session.enter(payload)
    return session
  }

  /// Opens, for somebody else, the home of a replica that somebody has opened already: each has keys and a way of their
  /// own.
  ///
  ///     let sandrine = try WorkerSession.open(beside: claire.replica, with: .worker(name: "Sandrine", passphrase: typed))
  ///
  /// - Throws: as ``open(at:with:chance:gate:)``.
  public static func open(
    beside replica: Replica, with credential: WorkerCredential
  ) throws -> WorkerSession {
    let session = WorkerSession(at: replica)
    let unsealed = try unsealed(credential, replica.ledger)
    try session.enter(unsealed.payload)
    session.slotsSeen = unsealed.seen
    return session
  }

  /// The slot of a home that a credential opens, and what stands in it.
  struct Unsealed: ~Copyable {
    let slot: KeySlot
    let payload: SlotPayload
    /// The slots of the home as they stood before the passphrase was stretched.
    let seen: [KeySlot]
  }

  /// What a credential opens of the slots of a home.
  static func unsealed(_ credential: WorkerCredential, _ ledger: Ledger) throws -> Unsealed {
    let slots = try homeSlots(ledger)
    do {
      let slot = try find(credential, among: slots) { name in
        try ledger.read { try $0.isRefused(name: name) }
      }
      return Unsealed(
        slot: slot, payload: try payload(of: slot, credential), seen: slots.sound)
    } catch let error as NotebookError where error.opensNothing {
      guard case .worker(_, let passphrase) = credential else { throw error }
      throw try fits(passphrase, .operator, slots) ? NotebookError.workerOnly : error
    }
  }

  /// The slot that a credential is for.
  private static func find(
    _ credential: WorkerCredential, among slots: StoredSlots, hasEnded: ([UInt8]) throws -> Bool
  ) throws -> KeySlot {
    switch credential {
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

  private static func payload(
    of slot: KeySlot, _ credential: WorkerCredential
  ) throws -> SlotPayload {
    switch credential {
    case .worker(_, let passphrase): return try payload(of: slot, passphrase)
    case .recovery(_, let code):
      do {
        return try slot.open(code: try SheetCode.decode(code, for: .recovery))
      } catch EnvelopeError.wrongPassphrase {
        throw NotebookError.recoveryVoid
      } catch EnvelopeError.badCode {
        throw NotebookError.wrongPassphrase
      }
    }
  }

  /// The content roots that the signed log gives to this device are opened.
  private func enter(_ payload: borrowing SlotPayload) throws {
    guard let seed = payload.copyDeviceSeed() else { throw NotebookError.workerOnly }
    let key = DeviceKeys(seed: seed).signing.publicKey
    let (device, card) = try read { ledger in
      let view = try replica.serviceView(service, ledger)
      // What let her in may be what is missing.
      let device = view.device(key)
      if device == nil || device?.state == .added {
        let isDamaged =
          try replica.isCutShort(.service(service), ledger)
          || view.genesis == nil && ledger.hasUnknown(.service(service))
        guard !isDamaged else { throw StoreError.damaged }
      }
      guard let device else { throw NotebookError.workerNotAdmitted("", digits: nil) }
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

  /// Makes the worker's own recovery sheet for this node; an earlier one no longer opens anything.
  ///
  /// - Parameter showing: shows the sheet, and is told whether it takes another's place. What it throws leaves everything
  ///   as it was: an earlier sheet gives way to one that somebody saw.
  public func makeRecoverySheet(
    at now: Instant, showing: (_ worker: String, _ sheet: String, _ replaces: Bool) throws -> Void
  ) throws {
    let room = try worker()
    let code = Identifier<EpochKind>(using: &chance).bytes
    let sheet = SheetCode.encode(code, for: .recovery)
    try write(at: now) { ledger in
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
