import Consent
public import Envelope
public import Store

/// What nobody can know, once this node was put back from a copy: said until a node of its own service that is ahead was
/// read, or until a worker says that she knows. Protocol/vault.md, "Older selves", 7.
///
/// Peers of another service cannot settle what stood in one's own logs alone.
extension Replica {
  /// Oldest first; those that a node of our service settled are not among them.
  public func putBacks() throws -> [PutBack] { try read { try $0.putBacks() } }

  /// The home was opened by somebody who knows what time it is.
  public func datePutBacks(at now: Instant) throws {
    guard try putBacks().contains(where: { $0.noticed == nil }) else { return }
    do {
      try write(at: now) { ledger in
        for var putBack in try ledger.putBacks() where putBack.noticed == nil {
          putBack.noticed = now
          try ledger.save(putBack)
        }
      }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // A later opening dates it.
    }
  }

  /// This home begins anew. One that was put back again before anybody knew is told once, from its first copy on.
  package func notePutBack(after cause: Regress, into ledger: LedgerWriter) throws {
    let isLoss =
      switch cause {
      case .lost: true
      case .older, .copied, .told: false
      }
    let last = try ledger.counter(Meta.entry)
    var putBack = PutBack(
      since: last == 0 ? nil : Instant(milliseconds: Int64(clamping: last)), isLoss: isLoss)
    if let open = try ledger.putBacks().last, open.known == nil, open.isLoss == isLoss {
      putBack = open
      putBack.noticed = nil
    }
    try ledger.save(putBack)
    try ledger.setMeta(Meta.ahead, [0])
  }

  /// Another node of our service gives back what this node itself had said: it knows what followed the copy.
  package func noteAhead(_ author: SigningKey, from origin: Origin, into ledger: LedgerWriter)
    throws
  {
    guard origin.isSister, let sister = origin.peer, let known = try ledger.meta(Meta.ahead),
      !Self.sisters(known).contains(sister), try isOfThisNode(author, ledger)
    else { return }
    try ledger.setMeta(Meta.ahead, known + sister.bytes)
    try settlePutBacks(into: ledger)
  }

  /// Once such a node was read, nothing is left that nobody can know.
  package func settlePutBacks(into ledger: LedgerWriter) throws {
    guard let known = try ledger.meta(Meta.ahead),
      try Self.sisters(known).contains(where: { try !ledger.isUnread($0) })
    else { return }
    try forgetPutBacks(into: ledger)
  }

  /// What followed is known, or goes on elsewhere.
  package func forgetPutBacks(into ledger: LedgerWriter) throws {
    for putBack in try ledger.putBacks() where putBack.known == nil { try ledger.remove(putBack) }
    try ledger.removeMeta(Meta.ahead)
  }

  private static func sisters(_ bytes: [UInt8]) -> [SigningKey] {
    stride(from: 1, to: bytes.count, by: SigningKeyKind.length).compactMap {
      SigningKey(bytes[$0...].prefix(SigningKeyKind.length))
    }
  }

  func isOfThisNode(_ author: SigningKey, _ ledger: LedgerReader) throws -> Bool {
    let view = try serviceView(service, ledger)
    return author == node || view.device(author)?.node == node
      || view.nodes.contains { $0.key == node && $0.operatorKey == author }
  }
}
