import Consent
public import Envelope
import Replica
import Store

/// What came of a new passphrase.
public struct PassphraseChange: Hashable, Sendable {
  /// Whose it is; nil for the operator's.
  public let worker: String?
  /// The former slot is in no file of the folder any more; false while it waits for somebody who reads the ledger.
  public let isGone: Bool
  /// Other devices of the worker, each of which keeps its own passphrase.
  public let otherDevices: Int
  /// A recovery sheet of the worker goes on opening this device.
  public let hasSheet: Bool
}

/// Another passphrase in the place of one that is known, or forgotten. Protocol/vault.md, "Another passphrase".
extension WorkerSession {
  /// The worker who is here opens this device by `passphrase` from now on, and by no other. The recovery sheet stays.
  ///
  /// - Parameter recovers: she came in by her recovery sheet, which the access log says.
  /// - Throws: `.weakPassphrase`, `.untypablePassphrase`; `.workerEnded` when her access or her slot is gone meanwhile;
  ///   `.wrongPassphrase` when another change took the place of what let her in.
  public func changePassphrase(
    to passphrase: Passphrase, recovers: Bool = false, at now: Instant
  ) throws -> PassphraseChange {
    let room = try worker()
    try Notebook.checkNew(passphrase)
    let salt = try read { try $0.meta(Meta.salt) ?? [] }
    let slot = try workerSlot(
      name: room.name, seed: room.seed, passphrase: passphrase, salt: salt)
    let (others, hasSheet) = try write(at: now) { ledger in
      let view = try replica.serviceView(service, ledger)
      let own = room.keys.signing.publicKey
      guard view.device(own)?.state == .admitted, let former = try formerSlots(of: slot, ledger)
      else { throw NotebookError.workerEnded(room.name) }
      // Whoever changed it meanwhile was told that theirs opens: what let her in opens nothing any more.
      let sound = try StoredSlots(former, salt: salt).sound
      guard sound.allSatisfy({ slotsSeen?.contains($0) ?? true }) else {
        throw NotebookError.wrongPassphrase
      }
      try replace(former, by: slot, into: ledger)
      try log(
        recovers ? .recoverPassphrase : .changePassphrase, in: nil, volets: [], into: ledger,
        at: now)
      let sheet = try KeySlot.label(
        kind: .recovery, name: Notebook.fold(room.name), homeSalt: salt)
      return (
        view.devices.count {
          $0.worker == room.worker && $0.key != own && $0.state != .ended
        }, try ledger.slots().contains { $0.label == sheet }
      )
    }
    slotsSeen?.append(slot)
    return PassphraseChange(
      worker: room.name, isGone: try !replica.hasDuties(), otherDevices: others,
      hasSheet: hasSheet)
  }
}

extension Notebook {
  /// The operator of this node opens it by `passphrase` from now on, and by no other.
  ///
  /// - Throws: `.operatorOnly`, `.weakPassphrase`, `.untypablePassphrase`.
  public func changeOperatorPassphrase(
    to passphrase: Passphrase, at now: Instant
  ) throws -> PassphraseChange {
    guard let operatorKeys else { throw NotebookError.operatorOnly }
    try Notebook.checkNew(passphrase)
    let salt = try read { try $0.meta(Meta.salt) ?? [] }
    let slot = try operatorSlot(
      seed: operatorKeys.seed, keys: nodeKeys, passphrase: passphrase, salt: salt)
    try write(at: now) { ledger in
      guard let former = try formerSlots(of: slot, ledger) else {
        throw NotebookError.operatorOnly
      }
      try replace(former, by: slot, into: ledger)
    }
    return PassphraseChange(
      worker: nil, isGone: try !replica.hasDuties(), otherDevices: 0, hasSheet: false)
  }

  /// The slots in whose place one comes: that under its label, and any that the disk has under another one. Nil for none.
  fileprivate func formerSlots(
    of slot: KeySlot, _ ledger: LedgerReader
  ) throws -> [SlotRow]? {
    let former = try ledger.slots().filter { row in
      row.label == slot.label || KeySlot.claimedLabel(of: row.bytes) == slot.label
    }
    return former.isEmpty ? nil : former
  }

  /// Puts a slot in the place of others: what was opened before opens nothing after.
  fileprivate func replace(
    _ former: [SlotRow], by slot: KeySlot, into ledger: LedgerWriter
  ) throws {
    for row in former where row.label != slot.label { try ledger.removeSlot(label: row.label) }
    try ledger.saveSlot(label: slot.label, bytes: slot.bytes)
  }

  /// The operator's slot on this node, opened by `passphrase`.
  func operatorSlot(
    seed: borrowing SecretKey, keys: NodeKeys, passphrase: Passphrase, salt: [UInt8]
  ) throws -> KeySlot {
    try Stretching.alone {
      try KeySlot.passphrase(
        passphrase, kind: .operator,
        label: try KeySlot.label(kind: .operator, name: "", homeSalt: salt),
        parameters: Stretching.cost,
        payload: SlotPayload(control: keys.control, nodeSeed: keys.seed, operatorSeed: seed),
        using: &chance)
    }
  }
}
