import Dispatch
import Foundation
import Notebook
import Replica
import Store
import Synchronization
import Transport

/// What came in while nobody's keys were open, or a moment ago: carried out while a session is open, on a thread of its
/// own, so that nobody who comes waits for it. Protocol/vault.md, "Duties".
final class SessionDuties: Sendable {
  private enum State {
    case idle
    case looking
    case over
  }

  private let state = Mutex(State.idle)
  /// Rung when there is something to do, or no more.
  private let asked = DispatchSemaphore(value: 0)
  /// Rung when the last look has ended.
  private let done = DispatchSemaphore(value: 0)

  init(_ held: HeldSession, home: String) {
    Thread.detachNewThread { [self] in
      var room = DutyRoom(held, home: home)
      while true {
        asked.wait()
        guard state.withLock({ $0 == .looking }) else { return }
        room.look()
        let isOver = state.withLock { state in
          if state == .looking { state = .idle }
          return state == .over
        }
        if isOver { done.signal() }
      }
    }
  }

  /// Looks whether somebody wrote, unless that is under way.
  func look() {
    let begins = state.withLock { state in
      guard state == .idle else { return false }
      state = .looking
      return true
    }
    if begins { asked.signal() }
  }

  /// No more looks; one that is under way gets this many seconds to end.
  func end(within seconds: Int) {
    let isUnderWay = state.withLock { state in
      defer { state = .over }
      return state == .looking
    }
    asked.signal()
    if isUnderWay { _ = done.wait(timeout: .now() + .seconds(seconds)) }
  }
}

/// Her notebook for those looks.
private struct DutyRoom {
  private let held: HeldSession
  private let home: String
  private var session: WorkerSession?
  private var seen = -1

  init(_ held: HeldSession, home: String) { (self.held, self.home) = (held, home) }

  /// Does nothing while nobody wrote.
  mutating func look() {
    do {
      if let session, try session.ledger.read({ try $0.dataVersion }) == seen { return }
      // Opened anew: somebody's access may have ended meanwhile.
      let session = try held.open(at: home)
      seen = try session.ledger.read { try $0.dataVersion }
      self.session = session
      try session.replica.doDutiesIfPossible(at: Clock.now())
      guard try session.hasKeyedDuties() else { return }
      session.attend(at: Clock.now())
      let home = home
      Task { await ControlClient.ring(folder: home) }
    } catch {
      // The ledger is busy or gone, or the access has ended, which the keys tell.
      session = nil
    }
  }
}
