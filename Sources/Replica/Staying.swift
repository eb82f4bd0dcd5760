import Consent
package import Envelope
package import Store

/// Documents of ours that go to no other service, whatever a share gives. Protocol/consent.md, 5.7.2 and 10.3.
extension Replica {
  /// The record that calls a document an orphan may come before the document does.
  package func markIfOrphan(_ header: ChangeHeader, into ledger: LedgerWriter) throws {
    guard case .own(let id)? = try ledger.log(of: header.volet),
      try ownView(id, ledger).orphaned.contains(header.document)
    else { return }
    try ledger.mark(header.document, .orphan)
  }

  /// Whether a document was decided to be kept in the own file, or began with what came late: nobody passes such a note on
  /// before somebody has looked at it, and whoever did keeps it here.
  package func stays(
    _ document: DocumentID, in volet: VoletTag, _ ledger: LedgerReader
  ) throws -> Bool {
    guard case .own(let id) = try ledger.log(of: volet) else { return false }
    if try ownView(id, ledger).kept.contains(document) { return true }
    guard try ledger.hasLateArrivals(),
      let first = try firstChange(of: document, ledger)
    else { return false }
    return try ledger.isLate(.change(first.id))
  }
}
