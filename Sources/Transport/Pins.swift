import Envelope
import Replica
import Store
import Synchronization

/// The keys that may connect at this moment, as last read from the ledger: asked on event loops, so quick.
/// The conversation asks the ledger itself before it says a word.
final class Pins: Sendable {
  private struct Board {
    var keys: Set<[UInt8]> = []
    /// Verified once, and removed: let in to be told so, in a stranger's place.
    var removed: Set<[UInt8]> = []
    var isInviting = false
  }
  private let board = Mutex(Board())

  func admits(_ key: [UInt8]) -> Bool {
    board.withLock { $0.isInviting || $0.keys.contains(key) || $0.removed.contains(key) }
  }

  /// Whether the key is that of a verified peer: its place is not for strangers.
  func knows(_ key: [UInt8]) -> Bool { board.withLock { $0.keys.contains(key) } }

  /// Reads the ledger again.
  ///
  /// - Returns: keys that were pinned and are no longer.
  func refresh(from replica: SharedReplica) async throws -> [[UInt8]] {
    let (keys, removed, inviting) = try await replica.perform { replica, now in
      (
        Set(try replica.verifiedPeers(nil).map(\.node.bytes)),
        Set(try replica.removedPeers().map(\.bytes)), try replica.isInviting(at: now)
      )
    }
    return board.withLock { board in
      let gone = board.keys.subtracting(keys)
      board = Board(keys: keys, removed: removed, isInviting: inviting)
      return gone.sorted { $0.lexicographicallyPrecedes($1) }
    }
  }
}
