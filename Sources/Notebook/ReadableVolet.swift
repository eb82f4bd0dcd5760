import CRDT
import CaseFile
import Consent
import Envelope
import Replica
import Store

extension WorkerSession {
  /// The volet of a document as the first place names it where it may be read now.
  func volet(
    of document: DocumentID, _ tag: VoletTag, _ ledger: LedgerReader, at now: Instant
  ) throws -> Volet? {
    guard let owner = try ledger.document(document).map({ $0.owner ?? service }) else { return nil }
    if owner == service {
      return try replica.place(of: tag, of: owner, ledger).flatMap {
        try readableVolets(of: $0, ledger, at: now)[tag]
      }
    }
    for share in try replica.receivedShares(of: tag, from: owner, ledger) {
      let place = LogID.share(share.id)
      guard let volet = try readableVolets(of: place, ledger, at: now)[tag],
        try replica.isGiven(document, tag, in: place, ledger, at: now)
      else { continue }
      return volet
    }
    return nil
  }
}
