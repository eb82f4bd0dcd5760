import Consent
import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// Which share a consent goes into: one for each recipient, and for each share of theirs that it answers, the same whichever node asks.
/// Protocol/consent.md, "Share".
extension WorkerSession {
  /// The first share of a case file with a recipient, in answer to one of theirs or to none, in which something can still be
  /// given. Nil while the row that seals the secret of the case file is not here.
  func shareID(
    of id: CaseID, to recipient: ServiceID, citing cited: ShareID?, _ ledger: LedgerReader
  ) throws -> ShareID? {
    guard let secret = try shareSecret(of: id, ledger) else { return nil }
    var number: UInt32 = 0
    while true {
      let candidate = ShareNaming.share(
        secret: secret, to: recipient, citing: cited, number: number)
      guard try isUsedUp(candidate, ledger) else { return candidate }
      number += 1
    }
  }

  /// Whether nothing can be given in a share now: it is broken, closed or full, or no grant can have seen a withdrawal in it.
  private func isUsedUp(_ id: ShareID, _ ledger: LedgerReader) throws -> Bool {
    if try ledger.hasUnknown(.share(id)) { return true }
    return try replica.share(id, ledger).map { $0.view.closure != nil || $0.view.isWithdrawnEarly }
      ?? false
  }

  /// What the ids of a case file's shares are made of.
  private func shareSecret(of id: CaseID, _ ledger: LedgerReader) throws -> [UInt8]? {
    try openNewRoots(ledger)
    guard let opening = try replica.ownView(id, ledger).volets.first,
      let row = try ledger.attachment(opening.sealed)
    else { return nil }
    let plain = try worker().keyring.openRecord(row, context: WorkerSession.caseContext(id))
    let secret = Array(try WireCaseSealed(serializedBytes: plain).secret)
    return secret.count == ShareNaming.secretLength ? secret : nil
  }
}
