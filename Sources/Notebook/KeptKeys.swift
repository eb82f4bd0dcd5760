import Envelope
public import Replica
import Store
import Synchronization

/// What a worker's passphrase opened, kept in memory so that her notebook opens again without it, until it is let go.
/// Protocol/agent.md, "What it holds".
///
///     let keys = try KeptKeys(of: folder, with: .worker(name: "Claire", passphrase: typed))
///     let session = try WorkerSession.open(at: folder, with: keys, chance: chance)
public final class KeptKeys: Sendable {
  /// The slot that was opened, as it stood then: another passphrase, or an ended access, leaves another one, or none.
  let slot: KeySlot
  private let payload: Mutex<SlotPayload?>

  /// Opens the slot that the credential is for; the notebook itself stays closed.
  ///
  /// - Throws: as ``WorkerSession/open(at:with:chance:gate:)``.
  public init(of folder: String, with credential: WorkerCredential) throws {
    let unsealed = try WorkerSession.unsealed(credential, try Ledger.open(at: folder))
    slot = unsealed.slot
    payload = Mutex(unsealed.payload.duplicate())
  }

  /// The keys leave the memory: nothing opens by this value any more.
  public func forget() { payload.withLock { $0 = nil } }

  /// Tells the keys of one worker from those of another, and names nobody: 32 hexadecimal digits of the label of the slot.
  public var mark: String {
    slot.label.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Whether they were let go.
  public var areForgotten: Bool { payload.withLock { $0 == nil } }

  /// Lends the keys; nil once they were let go.
  func lend<T>(_ body: (borrowing SlotPayload) throws -> T) throws -> T? {
    try payload.withLock { payload -> T? in
      guard let copy = payload?.duplicate() else { return nil }
      return try body(copy)
    }
  }
}

extension WorkerSession {
  /// Opens the home in `folder` by what a passphrase opened before.
  ///
  /// - Parameter memory: what earlier sessions of this worker remembered, to go on with; nil to begin with nothing.
  /// - Throws: as ``open(at:with:chance:gate:)``; `NotebookError.wrongPassphrase` once the slot is another, or the keys were
  ///   let go; `.workerEnded` once it was taken away with the access, `.unknownWorker` once it is gone without a word.
  public static func open(
    at folder: String, with keys: KeptKeys, remembering memory: KeptMemory? = nil,
    chance: Randomness
  ) throws -> WorkerSession {
    let ledger = try Ledger.open(at: folder)
    let seen: [KeySlot]? = try ledger.read { reader in
      guard let slots = try storedSlots(reader) else { throw StoreError.notAHome }
      if slots.sound.contains(keys.slot) { return slots.sound }
      guard !slots.sound.contains(where: { $0.label == keys.slot.label }) else { return nil }
      throw try reader.isRefused(name: keys.slot.label)
        ? NotebookError.workerEnded("") : NotebookError.unknownWorker("")
    }
    guard let seen else { throw NotebookError.wrongPassphrase }
    let session = try keys.lend { try open(ledger, $0, chance) }
    guard let session else { throw NotebookError.wrongPassphrase }
    session.slotsSeen = seen
    if let memory { try session.remember(from: memory) }
    return session
  }
}

extension Notebook {
  /// Whether something that came waits for the keys of somebody at work. Protocol/vault.md, "Duties".
  public func hasKeyedDuties() throws -> Bool {
    try !read {
      try $0.keyedDuties().map { _ in true } + $0.bundles(in: .unopened).map { _ in true }
    }
    .isEmpty
  }
}
