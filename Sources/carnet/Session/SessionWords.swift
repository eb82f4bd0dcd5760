import Dispatch
import Foundation
import Notebook
import Store
import Synchronization
import Words

/// What is known of the words of a search while they are prepared behind the commands, for whoever comes to search
/// meanwhile. Protocol/agent.md, "The words are prepared".
final class SessionWords: Sendable {
  /// Why a preparation ends before its time.
  struct Stopped: Error {}

  private struct State {
    var began: ContinuousClock.Instant?
    /// From 0 to 1; nil where little is to be done.
    var share: Double?
    var isOver = false
  }

  private let state = Mutex(State())
  /// Entered while words are prepared.
  private let underWay = DispatchGroup()

  /// Carries out a preparation, which tells how far it has come.
  ///
  /// - Throws: ``Stopped`` once the session is locked or the preparation takes too long; what `body` throws.
  func prepare(_ body: (_ report: (Double) throws -> Void) throws -> Void) throws {
    let begins = state.withLock { state in
      guard !state.isOver else { return false }
      (state.began, state.share) = (.now, nil)
      underWay.enter()
      return true
    }
    guard begins else { throw Stopped() }
    defer {
      state.withLock { ($0.began, $0.share) = (nil, nil) }
      underWay.leave()
    }
    try body { share in
      let mayGoOn = state.withLock { state in
        state.share = share
        return !state.isOver && Self.seconds(state) < SessionLimits.preparing
      }
      guard mayGoOn else { throw Stopped() }
    }
  }

  /// Nothing is prepared any more; whoever waits goes on.
  func end() { state.withLock { $0.isOver = true } }

  /// Waits for words that are being prepared.
  ///
  /// - Parameter tell: told once, where that takes a while: how much of them was looked at, from 0 to 1, and about how many
  ///   seconds are left, nil while nobody knows.
  /// - Returns: false where the session is locked meanwhile.
  func wait(_ tell: (_ share: Double, _ seconds: Int?) -> Void) -> Bool {
    let (share, seconds) = state.withLock { ($0.share, Self.seconds($0)) }
    if let share {
      let rest = share > 0 ? Double(max(seconds, 1)) * (1 - share) / share : nil
      tell(share, rest.map { max(2, Int($0.rounded(.up))) })
    }
    underWay.wait()
    return state.withLock { !$0.isOver }
  }

  /// Since the preparation began.
  private static func seconds(_ state: borrowing State) -> Int {
    Int(state.began?.duration(to: .now).components.seconds ?? 0)
  }
}

/// Where the words of a search are prepared and kept in step: nothing is done while nothing came.
struct WordRoom {
  private let held: HeldSession
  private let home: String
  private var ledger: Ledger?
  private var seen: LedgerPosition?
  /// Something was wrong that a search will tell, or it took too long: it is not tried again.
  private var isGivenUp = false

  init(_ held: HeldSession, home: String) { (self.held, self.home) = (held, home) }

  mutating func look() {
    // A command that has what is remembered brings it into step itself.
    guard !isGivenUp, !held.memory.isLent else { return }
    do {
      let ledger = try self.ledger ?? Ledger.open(at: home)
      self.ledger = ledger
      let position = try ledger.read { try $0.position() }
      guard position != seen else { return }
      try held.words.prepare { report in
        let session = try held.open(at: home, remembering: held.memory)
        let words = held.language
        session.namesOfCodes = { words.names(of: $0, in: $1) }
        defer { session.handBack() }
        try session.prepareWords(at: Clock.now(), report)
      }
      seen = position
    } catch StoreError.busy {
      // Another time.
    } catch {
      isGivenUp = true
    }
  }
}

extension CommandContext {
  /// A search waits for the words that are being prepared, and says so.
  ///
  /// - Throws: `sessionLocked` once nobody prepares them any more.
  func waitForWords() throws {
    guard let held = Call.current.session else { return }
    let isOpen = held.words.wait { share, seconds in
      Terminal.complain(words.wordsArePrepared(share: share, seconds: seconds))
    }
    guard isOpen else { throw CommandFailure(.access(.sessionLocked)) }
  }
}
