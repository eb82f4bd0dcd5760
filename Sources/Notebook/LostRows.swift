import Consent
import Envelope
import Store

/// What the disk lost of a note of ours and nobody can bring again. Protocol/change.md, "Note secret".
extension Notebook {
  /// Whether the row without which no body of a document of ours opens is gone, although nobody erased it and no node of
  /// ours has it: damage, and nothing to wait for. What another service wrote comes again from there.
  func hasLostRow(_ document: DocumentID, _ ledger: LedgerReader) throws -> Bool {
    guard let place = try ledger.document(document), place.owner == nil,
      try ledger.noteSecret(of: document) == nil, try !ledger.isErased(document),
      let first = try ledger.changes(of: document).first(where: { $0.header.parents.isEmpty })
    else { return false }
    let sisters = try ledger.peers().filter { $0.own && $0.state == .verified }
    guard try serviceView(service, ledger).device(first.header.device)?.node == node else {
      return sisters.isEmpty
    }
    return try !sisters.contains { try ledger.wasNumbered(.change(first.id), for: $0.node) }
  }

  func checkRow(of document: DocumentID, _ ledger: LedgerReader) throws {
    guard try !hasLostRow(document, ledger) else { throw StoreError.damaged }
  }
}
