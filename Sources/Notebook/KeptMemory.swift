import Envelope
import Store
import Synchronization

/// What the sessions of one worker remember, one after another: lent to one of them at a time. Protocol/agent.md,
/// "What it remembers".
///
///     let memory = KeptMemory()
///     let session = try WorkerSession.open(at: folder, with: keys, remembering: memory, chance: chance)
///
/// Who opens while another one has it begins with nothing, and of what both give back the one that can search is kept.
public final class KeptMemory: Sendable {
  private struct State: ~Copyable {
    var memory: SessionMemory?
    var lent = 0
    var isForgotten = false
  }

  private let state = Mutex(State())

  /// Nothing is remembered.
  public init() {}

  /// Whether a session has it now.
  public var isLent: Bool { state.withLock { $0.lent > 0 } }

  /// All of it leaves the memory, and nothing is kept any more: what sessions give back later is dropped.
  public func forget() {
    state.withLock { state in
      state.isForgotten = true
      state.memory = nil
    }
  }

  /// Given back by ``WorkerSession/handBack()``. What was read by somebody else, of another home, or before words were
  /// destroyed is dropped.
  func lend(to origin: MemoryOrigin) -> SessionMemory {
    state.withLock { state in
      state.lent += 1
      guard state.memory?.origin == origin, let memory = state.memory.take() else {
        state.memory = nil
        return SessionMemory(of: origin)
      }
      return memory
    }
  }

  func giveBack(_ memory: consuming SessionMemory) {
    var given: SessionMemory? = memory
    state.withLock { state in
      state.lent -= 1
      guard !state.isForgotten, given?.origin != nil else { return }
      if state.memory == nil || (given?.reach ?? -1) >= (state.memory?.reach ?? -1) {
        state.memory = given.take()
      }
    }
  }
}

extension SessionMemory {
  /// How far what may be searched had come; -1 for one that cannot search.
  fileprivate var reach: Int64 {
    room.map { $0.basis.position.changes + $0.basis.position.statements } ?? -1
  }
}

extension WorkerSession {
  /// Goes on with what an earlier session of this worker remembered, and gives it back at the end. An older self, which
  /// counts what arrives a second time, remembers nothing.
  func remember(from kept: KeptMemory) throws {
    guard !ledger.wasRestored else { return }
    let device = try worker().keys.signing.publicKey
    let origin = try read { ledger in
      MemoryOrigin(
        device: device, life: try ledger.life, removals: try ledger.position().removals)
    }
    memory = kept.lend(to: origin)
    keptMemory = kept
  }

  /// Lets the next session of this worker have what this one remembers; this one goes on with nothing. Done at its end in any
  /// case.
  public func handBack() {
    guard let kept = keptMemory else { return }
    keptMemory = nil
    var last = SessionMemory()
    swap(&memory, &last)
    kept.giveBack(last)
  }
}
