import Dispatch
import Foundation
import Synchronization

/// What an agent does behind the commands, on a thread of its own, one look at a time, so that nobody who comes waits for
/// it.
final class Behind: Sendable {
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

  /// - Parameter begin: on that thread: what each look is to do.
  init(_ begin: @escaping @Sendable () -> () -> Void) {
    Thread.detachNewThread { [self] in
      let round = begin()
      while true {
        asked.wait()
        guard state.withLock({ $0 == .looking }) else { return }
        round()
        let isOver = state.withLock { state in
          if state == .looking { state = .idle }
          return state == .over
        }
        if isOver { done.signal() }
      }
    }
  }

  /// Looks, unless that is under way.
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
