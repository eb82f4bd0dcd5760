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
    guard twin.acknowledgedControl > 0, let held, twin.holdsControl?.feed == sends.feed else {
      return
    }
    let forgiven = try read { try self.forgiven($0) }
    guard !forgiven.contains(peer) else {
      // What it remembers is of before the copy took keys of its own.
      return try write {
        try $0.setMeta(Meta.forgiven, forgiven.filter { $0 != peer }.flatMap(\.bytes))
      }
    }
    guard held.feed != twin.control.feed else { return }
    try write { try $0.setMeta(Meta.twin, peer.bytes) }
  }

  private func forgiven(_ ledger: LedgerReader) throws -> [SigningKey] {
    let bytes = try ledger.meta(Meta.forgiven) ?? []
    return stride(from: 0, to: bytes.count, by: SigningKeyKind.length).compactMap {
      SigningKey(bytes[$0...].prefix(SigningKeyKind.length))
    }
  }

  /// A service enrolled a further node: of two copies that were in use under one key, one may have keys of its own now. If
  /// not, the next exchange tells.
  func settleTwins(of id: ServiceID, into ledger: LedgerWriter) throws {
    try ledger.forgetIncarnations(
      of: try ledger.peers().filter { $0.service == id }.map(\.node))
    guard id == service, try ledger.meta(Meta.twin) != nil, try !isStopped(ledger) else { return }
    try ledger.removeMeta(Meta.twin)
    let peers = try ledger.peers().filter { $0.state == .verified }
    try ledger.setMeta(Meta.forgiven, peers.flatMap(\.node.bytes))
  }

  /// Whether another copy of this home was heard of.
  public func hasTwin() throws -> Bool { try read { try $0.meta(Meta.twin) != nil } }

  /// A copy whose original is alive exchanges no more under the key of both: each would take the other's place at every
  /// peer, again and again. What it wrote left with the exchange that told it.
  ///
  /// - Throws: `NotebookError.twin`.
  public func checkSole() throws {
    if try read(isStopped) { throw NotebookError.twin }
  }

  /// Whether this is a copy that exchanges no more.
  public func isStopped() throws -> Bool { try read(isStopped) }

  private func isStopped(_ ledger: LedgerReader) throws -> Bool {
    guard try ledger.meta(Meta.twin) != nil, let cause = try ledger.regress() else { return false }
    return switch cause {
    case .copied, .older, .told: true
    case .lost: false
    }
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
