package import Envelope
package import Replication
package import Store

/// Two live copies of one home under one node key: noticed by what a peer remembers. Protocol/vault.md, "Twins".
extension Replica {
  /// A peer names another feed of ours than the one that it held at our last exchange, and is no older self itself: somebody
  /// else speaks under our key.
  package func look(
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
    try write { ledger in
      try ledger.setMeta(Meta.twin, peer.bytes)
      if try isCopy(beside: held.feed, twin.control.feed, ledger) {
        try ledger.setMeta(Meta.copy, [1])
      }
    }
  }

  /// Whether we are the copy, and the other the original: it was moved less often. Of two that were moved as often, both of
  /// those that ever began anew take themselves for the copy.
  private func isCopy(
    beside theirs: FeedID, _ ours: FeedID, _ ledger: LedgerReader
  ) throws -> Bool {
    if theirs.moves != ours.moves { return theirs.moves < ours.moves }
    return switch try ledger.regress() {
    case .copied, .older, .told: true
    case .lost, nil: false
    }
  }

  private func forgiven(_ ledger: LedgerReader) throws -> [SigningKey] {
    let bytes = try ledger.meta(Meta.forgiven) ?? []
    return stride(from: 0, to: bytes.count, by: SigningKeyKind.length).compactMap {
      SigningKey(bytes[$0...].prefix(SigningKeyKind.length))
    }
  }

  /// A service enrolled a further node: of two copies that were in use under one key, one may have keys of its own now. If
  /// not, the next exchange tells.
  package func settleTwins(of id: ServiceID, into ledger: LedgerWriter) throws {
    try ledger.forgetIncarnations(
      of: try ledger.peers().filter { $0.service == id }.map(\.node))
    guard id == service, try ledger.meta(Meta.twin) != nil, try !isStopped(ledger) else { return }
    try forgetTwin(ledger)
    let peers = try ledger.peers().filter { $0.state == .verified }
    try ledger.setMeta(Meta.forgiven, peers.flatMap(\.node.bytes))
  }

  /// Whether another copy of this home was heard of.
  public func hasTwin() throws -> Bool { try read { try $0.meta(Meta.twin) != nil } }

  /// A copy whose original is alive exchanges no more under the key of both: each would take the other's place at every
  /// peer, again and again. What it wrote left with the exchange that told it.
  ///
  /// - Throws: `ReplicaError.twin`.
  public func checkSole() throws {
    if try read(isStopped) { throw ReplicaError.twin }
  }

  /// Whether this is a copy that exchanges no more.
  public func isStopped() throws -> Bool { try read(isStopped) }

  package func isStopped(_ ledger: LedgerReader) throws -> Bool {
    try ledger.meta(Meta.copy) != nil
  }

  private func forgetTwin(_ ledger: LedgerWriter) throws {
    for name in [Meta.twin, Meta.copy] { try ledger.removeMeta(name) }
  }

  /// A copy that exchanges no more has let in a further node of its service: of both, the other one has keys of its own
  /// now. This one goes on under the old ones, in feeds that no peer knows.
  package func settleStopped(into ledger: LedgerWriter) throws {
    guard try isStopped(ledger) else { return }
    try forgetTwin(ledger)
    try ledger.beginAnew(after: .copied, unread: [], using: &chance)
    try ledger.advanceIncarnation()
    for peer in try ledger.peers() where peer.state == .verified {
      for control in [true, false] {
        try ledger.restartFeed(peer: peer.node, control: control, using: &chance)
      }
    }
  }

  /// Somebody says that no other copy is in use any more: this one begins anew.
  public func claimSole() throws {
    guard try hasTwin() else { return }
    try startFeedsAnew(after: .copied)
    try write { try forgetTwin($0) }
  }

  /// The incarnation that a peer says it has: a smaller one than before means an older copy of it, or two in use.
  package func noteIncarnation(_ incarnation: UInt64, of peer: SigningKey) throws {
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
