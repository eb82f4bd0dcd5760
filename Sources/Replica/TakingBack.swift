import Consent
package import Envelope
package import Store

/// What follows from a withdrawal: what a recipient forgets, and what its owner sends no more. Protocol/consent.md, 8.
extension Replica {
  /// What the recipient forgets counts no more among what it was sent. Protocol/replication.md, 7.5.
  package func takeFromFeeds(
    _ ordered: [EpochID], of id: ShareID, _ ledger: LedgerWriter
  ) throws {
    guard let share = try share(id, ledger) else { return }
    let ordered = Set(ordered)
    let forgotten = ordered.subtracting(try stillGiven(ordered, beside: share, ledger)).sorted()
    guard !forgotten.isEmpty else { return }
    for peer in try peers(of: share.recipient, ledger) {
      try ledger.withdrawFromFeeds(peer: peer.node, epochs: forgotten)
    }
  }

  /// Deletes received rows, keys and names: envelopes and note secrets under `ordered`, which no wrap gives any more; their
  /// wraps; and the sealed part of every grant once the share allows nothing. What another share of the same service gives
  /// still stays. What we or anybody else sealed is none of its business, whatever epochs and rows it names: it knows
  /// those of ours that we gave it, and those that it received from the same service as we.
  package func forget(
    _ ordered: [EpochID], of id: ShareID, into ledger: LedgerWriter
  ) throws {
    guard let share = try share(id, ledger) else { return }
    let ordered = Set(ordered)
    let gone = ordered.subtracting(try stillGiven(ordered, beside: share, ledger))
    if !gone.isEmpty {
      _ = try ledger.purge(
        epochs: gone.sorted(), of: share.owner, broughtBy: try bringers(of: share.owner, ledger))
    }
    var rows = gone.flatMap(share.view.wraps).map(\.wrap)
    if share.view.effective().isEmpty {
      rows += share.grants.flatMap { [$0.sealed, $0.recipientWrap, $0.ownerWrap] }
    }
    let log = LogID.share(share.id)
    for row in rows where try !ledger.isRefused(attachment: row, in: log) {
      try ledger.removeAttachment(row, of: log)
    }
  }

  /// Epochs that another share between the same two services lets its recipient read: two nodes gave the volet apart, or
  /// it goes back in answer too. What one share takes back the other one gives still.
  private func stillGiven(
    _ epochs: Set<EpochID>, beside share: Share, _ ledger: LedgerReader
  ) throws -> Set<EpochID> {
    var given: Set<EpochID> = []
    for start in epochs.flatMap(share.view.wraps) {
      for other in try ledger.shares(of: start.volet, by: share.owner) where other != share.id {
        guard let other = try self.share(other, ledger), other.owner == share.owner,
          other.recipient == share.recipient,
          other.judge(start.place, for: .keeping).isAllowed
        else { continue }
        given.insert(start.epoch)
      }
    }
    return given
  }

  /// Notes of ours that were meant for the owner of `share` through a return share and had not left: they stay here, as
  /// orphans, for their author to decide with the person.
  package func orphanUnsentReturns(of share: ShareID, into ledger: LedgerWriter) throws {
    for answer in try returnShares(citing: share, ledger) {
      let epochs = Set(answer.wraps.map(\.start.epoch))
      let waiting = try peers(of: answer.recipient, ledger).map { peer in
        (peer: peer, changes: try ledger.pendingChanges(to: peer.node))
      }
      for id in Set(waiting.flatMap(\.changes)).sorted() {
        guard let change = try ledger.change(id), epochs.contains(change.header.epoch),
          try !shares(of: change.header.volet, ledger).contains(where: {
            $0.recipient == answer.recipient
              && $0.judge(change.header.place, for: .offering).isAllowed
          })
        else { continue }
        // What one device of that service took is there, whatever its others have.
        let isThere = try waiting.contains { peer, changes in
          try !changes.contains(id) && reached(id, peer, ledger)
        }
        if !isThere { try ledger.mark(change.header.document, .orphan) }
        // What the owner holds already stays in the count until the return share is closed by its worker.
        for (peer, changes) in waiting where changes.contains(id) {
          try ledger.withdraw(.change(id), from: peer.node)
        }
      }
    }
  }

  /// Our return shares that answer `share`.
  package func returnShares(citing share: ShareID, _ ledger: LedgerReader) throws -> [Share] {
    try allShares(ledger).filter { $0.cites?.share == share && $0.owner == service }
  }
}
