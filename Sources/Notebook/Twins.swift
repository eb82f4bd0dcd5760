import Envelope
import Replication
import Store

/// Two live copies of one home under one node key: noticed by what a peer remembers. Protocol/vault.md, "Twins".
extension Notebook {
  /// A peer names another feed of ours than the one that it held at our last exchange, and is no older self itself: somebody
  /// else speaks under our key.
  func look(
    for twin: SessionStart, held: FeedPosition?, sends: FeedPosition, from peer: SigningKey
  ) throws {
    guard twin.acknowledgedControl > 0, let held, held.feed != twin.control.feed,
      twin.holdsControl?.feed == sends.feed
    else { return }
    try write { try $0.setMeta(Meta.twin, peer.bytes) }
  }

  /// Whether another copy of this home was heard of.
  public func hasTwin() throws -> Bool { try read { try $0.meta(Meta.twin) != nil } }

  /// A copy whose original is alive exchanges no more under the key of both: each would take the other's place at every
  /// peer, again and again. What it wrote left with the exchange that told it.
  ///
  /// - Throws: `NotebookError.twin`.
  public func checkSole() throws {
    let stops = try read { ledger in
      guard try ledger.meta(Meta.twin) != nil, let cause = try ledger.regress() else {
        return false
      }
      return switch cause {
      case .copied, .older, .told: true
      case .lost: false
      }
    }
    if stops { throw NotebookError.twin }
  }

  /// Somebody says that no other copy is in use any more: this one begins anew.
  public func claimSole() throws {
    guard try hasTwin() else { return }
    try startFeedsAnew(after: .copied)
    try write { try $0.removeMeta(Meta.twin) }
  }

  /// The incarnation that a peer says it has: a smaller one than before means an older copy of it, or two in use.
  func noteIncarnation(_ incarnation: UInt64, of peer: SigningKey) throws {
    let known = try read { try $0.incarnation(of: peer) }
    guard known?.last != incarnation else { return }
    try write { try $0.note(incarnation: incarnation, of: peer) }
  }

  /// Names of the services a node of which seems to be in use twice.
  public func doubledPeers() throws -> [String] {
    try read { ledger in
      try ledger.peers().filter {
        try $0.state == .verified && ledger.incarnation(of: $0.node)?.wentBack == true
      }.map(\.name).sorted()
    }
  }
}
