import CRDT
import Consent
package import Envelope
package import Store

/// Where a document stands. A volet of ours is in one case file; one that was given to us may be in several shares, and
/// each gives its own strata of it.
extension Replica {
  /// Our case file, or a share that gives the document; of those that do not any more, one that named its volet.
  package func home(
    of document: DocumentID, _ tag: VoletTag, by owner: ServiceID, _ ledger: LedgerReader
  ) throws -> LogID? {
    let giving = try receivedShares(of: tag, from: owner, ledger)
    guard giving.count > 1 else { return try place(of: tag, of: owner, ledger) }
    let home = try giving.first { try isGiven(document, tag, in: .share($0.id), ledger, at: nil) }
    return (home ?? giving.last).map { .share($0.id) }
  }

  /// Our case file, or a share in which a service gave a volet, whatever became of that share.
  package func place(of tag: VoletTag, of owner: ServiceID, _ ledger: LedgerReader) throws -> LogID?
  {
    guard owner == service else {
      let giving = try receivedShares(of: tag, from: owner, ledger).last?.id
      return try (giving ?? ledger.shares(of: tag, by: owner).last).map { .share($0) }
    }
    guard case .own(let id) = try ledger.log(of: tag) else { return nil }
    return .own(id)
  }

  /// Documents of a volet as they stand in a place: those of the service that the place is of.
  package func documents(
    in tag: VoletTag, of place: LogID, _ ledger: LedgerReader
  ) throws -> [DocumentID] {
    guard case .share(let id) = place else { return try ledger.documents(in: tag) }
    guard let owner = try share(id, ledger)?.owner else { return [] }
    return try ledger.documents(in: tag, of: named(owner))
  }

  /// Whether a document of a volet belongs to a place that has this volet: in a share, whether that share gives it.
  package func isGiven(
    _ document: DocumentID, _ tag: VoletTag, in place: LogID, _ ledger: LedgerReader,
    at now: Instant?
  ) throws -> Bool {
    guard case .share(let id) = place, let share = try share(id, ledger),
      try receivedShares(of: tag, from: share.owner, ledger).count > 1
    else { return true }
    let purpose = now.map { ReadingPurpose.showing(at: $0) } ?? .keeping
    return try ledger.changes(of: document).contains {
      share.judge($0.header.place, for: purpose).isAllowed
    }
  }
}
