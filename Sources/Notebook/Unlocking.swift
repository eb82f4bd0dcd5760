import Consent
import Envelope
public import Store
import Wire

/// How a person, or a machine at boot, opens a home.
public enum Credential: Sendable {
  /// The 32 bytes of the boot key file.
  case boot([UInt8])
  case `operator`(passphrase: [UInt8])
  /// Without a name, the only worker of this node.
  case worker(name: String?, passphrase: [UInt8])
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
    let (service, slot) = try ledger.read { reader in
      guard let bytes = try reader.meta(Meta.service), let service = ServiceID(bytes),
        let salt = try reader.meta(Meta.salt)
      else { throw StoreError.notAHome }
      let slot = try find(credential, among: try reader.slots(), salt: salt) {
        try reader.isRefused(name: $0)
      }
      return (service, slot)
    }
    let payload = try payload(of: slot, credential)
    ledger.unlock(ControlSeal(key: payload.control), using: chance)
    let notebook = Notebook(
      ledger: ledger, service: service,
      node: NodeRoom(seed: payload.nodeSeed.duplicate(), control: payload.control.duplicate()),
      chance: chance)
    if ledger.wasRestored { try notebook.startFeedsAnew() }
    if let seed = payload.copyOperatorSeed() { notebook.operatorRoom = OperatorRoom(seed: seed) }
    if let seed = payload.copyDeviceSeed() { try notebook.enter(seed) }
    return notebook
  }

  /// The slot that a credential is for.
  private static func find(
    _ credential: Credential, among rows: [SlotRow], salt: [UInt8],
    hasEnded: ([UInt8]) throws -> Bool
  ) throws -> KeySlot {
    let slots = try rows.map { try KeySlot(bytes: $0.bytes) }
    func named(_ kind: SlotKind, _ name: String?) throws -> KeySlot {
      let mine = slots.filter { $0.kind == kind }
      guard let name else {
        guard let only = mine.first else { throw NotebookError.noWorker }
        guard mine.count == 1 else { throw NotebookError.severalWorkers }
        return only
      }
      let label = try KeySlot.label(kind: kind, name: fold(name), homeSalt: salt)
      guard let slot = mine.first(where: { $0.label == label }) else {
        throw try hasEnded(label)
          ? NotebookError.workerEnded(name) : NotebookError.unknownWorker(name)
      }
      return slot
    }
    switch credential {
    case .boot:
      guard let slot = slots.first(where: { $0.kind == .boot }) else {
        throw NotebookError.keyFileUnreadable
      }
      return slot
    case .operator:
      guard let slot = slots.first(where: { $0.kind == .operator }) else {
        throw NotebookError.wrongPassphrase
      }
      return slot
    case .worker(let name, _): return try named(.worker, name)
    case .recovery(let name, _): return try named(.recovery, name)
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
      if case .boot = credential { throw NotebookError.keyFileUnreadable }
      throw NotebookError.wrongPassphrase
    } catch EnvelopeError.badCode {
      throw NotebookError.wrongPassphrase
    }
  }

  /// Names of workers are told apart without regard to case.
  static func fold(_ name: String) -> String { name.lowercased() }

  /// A worker comes in: the content roots that the signed log gives to this device are opened.
  private func enter(_ seed: consuming SecretKey) throws {
    let key = DeviceKeys(seed: seed).signing.publicKey
    let (device, card) = try read { ledger in
      guard let device = try serviceView(service, ledger).device(key) else {
        throw NotebookError.workerNotAdmitted("")
      }
      return (device, try self.card(device.card, ledger))
    }
    let name = card?.name ?? ""
    switch device.state {
    case .added: throw NotebookError.workerNotAdmitted(name)
    case .ended: throw NotebookError.workerEnded(name)
    case .admitted: break
    }
    let room = WorkerRoom(
      name: name, role: card?.role ?? "", worker: device.worker, seed: seed, keyring: Keyring())
    try read { ledger in try openRoots(of: room, ledger) }
    workerRoom = room
    if try read({ try serviceView(service, $0).pendingRotation }) { rotationPending = true }
  }

  /// A worker's slot on this node, opened by `passphrase`.
  func workerSlot(
    name: String, seed: borrowing SecretKey, passphrase: [UInt8], salt: [UInt8]
  ) throws -> KeySlot {
    try KeySlot.passphrase(
      passphrase, kind: .worker,
      label: try KeySlot.label(kind: .worker, name: Notebook.fold(name), homeSalt: salt),
      payload: SlotPayload(
        control: nodeRoom.control, nodeSeed: nodeRoom.seed, deviceSeed: seed), using: &chance)
  }

  /// Labels of the slots that a worker may have on this node.
  func slotLabels(of name: String, _ ledger: LedgerReader) throws -> [[UInt8]] {
    let salt = try ledger.meta(Meta.salt) ?? []
    return try [SlotKind.worker, .recovery].map {
      try KeySlot.label(kind: $0, name: Notebook.fold(name), homeSalt: salt)
    }
  }

  /// Makes the worker's own recovery sheet; an earlier one no longer opens anything.
  public func makeRecoverySheet() throws -> (worker: String, sheet: String) {
    let room = try worker()
    let code = Identifier<EpochKind>(using: &chance).bytes
    try write { ledger in
      let salt = try ledger.meta(Meta.salt) ?? []
      let slot = try KeySlot.recovery(
        code: code,
        label: try KeySlot.label(
          kind: .recovery, name: Notebook.fold(room.name), homeSalt: salt),
        payload: SlotPayload(
          control: nodeRoom.control, nodeSeed: nodeRoom.seed, deviceSeed: room.seed),
        using: &chance)
      try ledger.saveSlot(label: slot.label, bytes: slot.bytes)
    }
    return (room.name, SheetCode.encode(code, for: .recovery))
  }
}
