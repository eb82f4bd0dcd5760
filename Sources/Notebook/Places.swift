import CRDT
import CaseFile
import Consent
import Envelope
import Store

/// Where a document stands. A volet of ours is in one case file; one that was given to us may be in several shares, and
/// each gives its own strata of it.
extension Notebook {
  /// Our case file, or a share that gives the document; of those that do not any more, one that named its volet.
  func home(of document: DocumentID, _ tag: VoletTag, _ ledger: LedgerReader) throws -> LogID? {
    guard let bound = try ledger.log(of: tag) else { return nil }
    guard case .share = bound else { return bound }
    let giving = try receivedShares(of: tag, ledger)
    guard giving.count > 1 else { return bound }
    let home = try giving.first { try isGiven(document, tag, in: .share($0.id), ledger, at: nil) }
    return home.map { .share($0.id) } ?? bound
  }

  /// Whether a document of a volet belongs to a place that has this volet: in a share, whether that share gives it.
  func isGiven(
    _ document: DocumentID, _ tag: VoletTag, in place: LogID, _ ledger: LedgerReader,
    at now: Instant?
  ) throws -> Bool {
    guard case .share(let id) = place, let share = try share(id, ledger),
      try receivedShares(of: tag, ledger).count > 1
    else { return true }
    return try ledger.changes(of: document).contains {
      ChangeJudge.judge(shared: $0.header, share: share.view, at: now, cited: share.cited)
        .isAllowed
    }
  }

  /// The volet of a document as the first place names it where it may be read now.
  func volet(
    of document: DocumentID, _ tag: VoletTag, _ ledger: LedgerReader, at now: Instant
  ) throws -> Volet? {
    guard let bound = try ledger.log(of: tag) else { return nil }
    guard case .share = bound else { return try readableVolets(of: bound, ledger, at: now)[tag] }
    for share in try receivedShares(of: tag, ledger) {
      let place = LogID.share(share.id)
      guard let volet = try readableVolets(of: place, ledger, at: now)[tag],
        try isGiven(document, tag, in: place, ledger, at: now)
      else { continue }
      return volet
    }
    return nil
  }
}
