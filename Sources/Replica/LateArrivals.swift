import Consent
package import Envelope
package import Store

/// What comes from the node of a device whose access had ended, as was known here. Its author's clock proves nothing: what
/// is kept is that it came late. Protocol/consent.md, 10.3.
extension Replica {
  /// Whether a change of `device` comes late: from the very node that the device was enrolled on, when its ending was known
  /// here before, and by another road than that node. What another node passes on may have come there in time.
  package func isLate(
    _ device: SigningKey, of owners: [ServiceID], from origin: Origin, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let peer = origin.peer else { return false }
    return try owners.contains { owner in
      let view = try serviceView(owner, ledger)
      guard let enrolled = view.device(device), enrolled.state == .ended, enrolled.node == peer
      else { return false }
      return try view.endings(of: device).contains { try !ledger.isFrom(peer, .statement($0)) }
    }
  }

  /// Whether people opened the notes on this node, and the access of all of them has ended, as far as is known here.
  public func isShut() throws -> Bool {
    try read { ledger in
      let here = try serviceView(service, ledger).devices.filter { $0.node == node }
      return here.contains { $0.state == .ended } && !here.contains { $0.state == .admitted }
    }
  }

  /// Peers that say that they do not accept this node any more: their names, and whether they are of our service.
  public func removals() throws -> [(service: String, own: Bool)] {
    try read { ledger in
      try ledger.peers().filter { $0.state == .verified && $0.hasRemovedUs }
        .map { ($0.name, $0.own) }
    }
  }

  /// Refuses what is decided for others where nothing leaves any more, since nothing that is said of it would be so. What
  /// is only written here goes on.
  package func checkBelongs(_ ledger: LedgerReader) throws {
    if try isRemoved(ledger) { throw ReplicaError.leftService }
  }

  /// Refuses to meet another node where nothing would be exchanged.
  package func checkMeeting() throws {
    if try read(isRemoved) { throw ReplicaError.removedMeetsNobody }
  }

  private func isRemoved(_ ledger: LedgerReader) throws -> Bool {
    try ledger.peers().contains { $0.own && $0.state == .verified && $0.hasRemovedUs }
  }

  /// What a peer last said of whether it accepts this node.
  package func hear(
    from peer: SigningKey, thatWeAreRemoved removed: Bool, into ledger: LedgerWriter
  ) throws {
    guard var row = try ledger.peer(peer), row.hasRemovedUs != removed else { return }
    row.hasRemovedUs = removed
    try ledger.savePeer(row)
  }

  package func noteAccepted(by peer: SigningKey) throws {
    guard try read({ try $0.peer(peer)?.hasRemovedUs == true }) else { return }
    try write { try hear(from: peer, thatWeAreRemoved: false, into: $0) }
  }
}
