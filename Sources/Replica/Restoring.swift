package import Envelope
public import Store

/// What is said of a home that is an older self of what it was. Protocol/vault.md, "Older selves".
public struct Restoration: Hashable, Sendable {
  public let cause: Regress
  /// Names of the services whose nodes were not read whole since, by their names.
  public let unread: [String]
  /// Somebody decided to go on without them.
  public let goesOnAlone: Bool
}

/// An older self: it takes new feeds, passes over the sequences that it may have used, and reads its peers before it claims
/// anything.
extension Replica {
  /// Whether a home must read its peers before anything of it is shown. Opens nothing that is sealed.
  ///
  /// - Returns: false where there is no home: whoever opens it says so.
  public static func mustReadPeers(at folder: String) throws -> Bool {
    do {
      let ledger = try Ledger.open(at: folder)
      guard ledger.writeRefusal == nil, try ledger.read({ try $0.meta(Meta.service) }) != nil else {
        return false
      }
      if ledger.regress != nil { return true }
      return try ledger.read { try !$0.unreadPeers().isEmpty && $0.meta(Meta.alone) == nil }
    } catch is StoreError {
      return false
    }
  }

  /// Why this home last began anew, and whom it has not read since; nil when it never did.
  public func restoration() throws -> Restoration? {
    try read { ledger in
      guard let cause = try ledger.regress() else { return nil }
      let names = try ledger.unreadPeers().compactMap { try ledger.peer($0)?.name }
      return Restoration(
        cause: cause, unread: Set(names).sorted(), goesOnAlone: try ledger.meta(Meta.alone) != nil)
    }
  }

  /// Confirmed writes that the disk lost here and of which nobody has said that it is known.
  public func lostWrites() throws -> Int { try read(unknownLosses) }

  package func unknownLosses(_ ledger: LedgerReader) throws -> Int {
    let known = try ledger.acknowledgements().last?.lost ?? 0
    let lost = try ledger.lostCommits()
    return Int(clamping: lost > known ? lost - known : 0)
  }

  /// Somebody decides to go on although not every peer was read. What they know comes with the next exchanges.
  public func goOnWithoutPeers() throws { try write { try $0.setMeta(Meta.alone, [1]) } }

  /// Whether peers are to be read before this node claims or gives anything.
  package func isRestoring(_ ledger: LedgerReader) throws -> Bool {
    try !ledger.unreadPeers().isEmpty
  }

  package func isUnread(_ peer: SigningKey) throws -> Bool { try read { try $0.isUnread(peer) } }

  package func setRead(_ peer: SigningKey) throws {
    try write { ledger in
      try ledger.setRead(peer)
      try settlePutBacks(into: ledger)
    }
  }

  /// After a restore from an older copy: positions may have been used for other things, so both feeds of every peer begin
  /// anew under fresh ids.
  package func startFeedsAnew(after cause: Regress = .older) throws {
    let store = self.ledger
    try write { ledger in
      try store.noteMove(into: ledger)
      let peers = try ledger.peers().filter { $0.state == .verified }
      for peer in peers {
        for control in [true, false] {
          try ledger.restartFeed(peer: peer.node, control: control, using: &chance)
        }
      }
      try forgetClaims(after: cause, into: ledger)
    }
    try ledger.bumpIncarnation()
  }

  /// Begins anew where that could not be written at the opening: on a full disk reading goes on meanwhile.
  package func beginAnewIfDue() throws {
    guard let cause = dueRegress else { return }
    dueRegress = nil
    do {
      try startFeedsAnew(after: cause)
    } catch {
      dueRegress = cause
      throw error
    }
    beganAnew = true
  }

  /// A peer holds of our feed what was never numbered here.
  package func learnOlder(from peer: SigningKey, into ledger: LedgerWriter) throws {
    guard try !ledger.isUnread(peer) else { return }
    guard var row = try ledger.peer(peer), !row.own else {
      try forgetClaims(after: .told, into: ledger)
      try ledger.setMeta(Meta.ahead, [0] + peer.bytes)
      return try ledger.advanceIncarnation()
    }
    row.rootsEqual = nil
    try ledger.savePeer(row)
    try ledger.doubt(after: peer, using: &chance)
  }

  /// Services that say that they hold more of ours than is here; each once, by name.
  public func doubters() throws -> [String] {
    try read { ledger in
      Set(try ledger.doubters().compactMap { try ledger.peer($0)?.name }).sorted()
    }
  }

  private func forgetClaims(after cause: Regress, into ledger: LedgerWriter) throws {
    let peers = try ledger.peers().filter { $0.state == .verified }
    for var peer in peers {
      peer.rootsEqual = nil
      try ledger.savePeer(peer)
    }
    try ledger.beginAnew(after: cause, unread: peers.map(\.node), using: &chance)
    try ledger.removeMeta(Meta.alone)
    try notePutBack(after: cause, into: ledger)
  }
}
