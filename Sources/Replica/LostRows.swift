import Consent
package import Envelope
package import Store

/// What the disk lost or altered of what we keep, and nobody can bring again, as far as that is seen without a key.
/// Protocol/change.md, "Note secret", and vault.md, "Damage".
extension Replica {
  /// Whether the row without which no body of a document of ours opens is gone, although nobody erased it and no node of
  /// ours has it: damage, and nothing to wait for. What another service wrote comes again from there.
  package func hasLostRow(_ document: DocumentID, _ ledger: LedgerReader) throws -> Bool {
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

  /// Whether a row of a case file is gone although nobody removed it.
  package func isLost(_ row: AttachmentID, of id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try !ledger.holds(attachment: row) && !ledger.isRefused(attachment: row, in: .own(id))
  }

  package func checkRow(of document: DocumentID, _ ledger: LedgerReader) throws {
    guard try !hasLostRow(document, ledger) else { throw StoreError.damaged }
  }

  /// What `body` reads; nil where something of it is damaged on this disk.
  package func ifSound<T>(_ body: () throws -> T) throws -> T? {
    do {
      return try body()
    } catch StoreError.damaged {
      return nil
    }
  }

  /// How many records of a case file the disk lost or altered, with what is missing at the end of its logs.
  package func damagedRecords(of id: CaseID, _ ledger: LedgerReader) throws -> Int {
    try missingStatements(of: id, ledger)
      + ownView(id, ledger).records.count(where: { record in
        if try isLost(record.sealed, of: id, ledger) { return true }
        return try ifSound { _ = try ledger.attachment(record.sealed) } == nil
      })
  }

  package func checkRecords(of id: CaseID, _ ledger: LedgerReader) throws {
    guard try damagedRecords(of: id, ledger) == 0 else { throw StoreError.damaged }
  }

  /// Whether every record of every case file is here: one that is not may be a withdrawal, a closing or an unlinking, and
  /// nothing begins by itself that it might forbid.
  package func holdsEveryRecord(_ ledger: LedgerReader) throws -> Bool {
    for case .own(let id) in try ledger.logs(of: .own) {
      guard try damagedRecords(of: id, ledger) == 0 else { return false }
    }
    return true
  }

  /// The change that created a document.
  package func firstChange(of document: DocumentID, _ ledger: LedgerReader) throws
    -> ProvenEnvelope?
  {
    try ledger.changes(of: document).first { $0.header.parents.isEmpty }
  }
}
