import CaseFile
import Consent
import Envelope
import Store
import Wire

/// What the disk lost or altered of what we keep, and nobody can bring again. Protocol/change.md, "Note secret", and
/// vault.md, "Damage".
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

  /// Whether something of what does not open in a document is lost or altered on this disk: no key that may still come
  /// opens it.
  func isDamaged(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    guard !opened.parked.isEmpty, !opened.isErased else { return false }
    if try hasLostRow(opened.id, ledger) { return true }
    if let secret = try ledger.noteSecret(of: opened.id),
      let first = try firstChange(of: opened.id, ledger),
      SecretHash(ofRow: secret) != first.header.secretHash
    {
      return true
    }
    return try opened.parked.contains { change in
      guard let epoch = try ledger.change(change)?.header.epoch else { return false }
      return try isLost(epoch, in: opened.log, ledger)
    }
  }

  /// Whether the row that gives a key of ours is gone although nobody removed it.
  private func isLost(_ epoch: EpochID, in log: LogID, _ ledger: LedgerReader) throws -> Bool {
    guard case .own(let id) = log, let wrap = try ownView(id, ledger).wrap(of: epoch) else {
      return false
    }
    return try isLost(wrap, of: id, ledger)
  }

  /// Whether a row of a case file is gone although nobody removed it.
  func isLost(_ row: AttachmentID, of id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try !ledger.holds(attachment: row) && !ledger.isRefused(attachment: row, in: .own(id))
  }

  func checkRow(of document: DocumentID, _ ledger: LedgerReader) throws {
    guard try !hasLostRow(document, ledger) else { throw StoreError.damaged }
  }

  func checkSound(_ opened: ReadDocument, _ ledger: LedgerReader) throws {
    guard try !isDamaged(opened, ledger) else { throw StoreError.damaged }
  }

  /// What `body` reads; nil where something of it is damaged on this disk.
  func ifSound<T>(_ body: () throws -> T) throws -> T? {
    do {
      return try body()
    } catch StoreError.damaged {
      return nil
    }
  }

  /// A document of which nothing can be read, on a list: that it is there, in which volet, and who began it as far as
  /// its first change tells.
  func damaged(
    _ document: DocumentID, in place: LogID, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> RecordDetail {
    let author = try ifSound { () -> String? in
      guard let device = try firstChange(of: document, ledger)?.header.device,
        let card = try serviceView(service, ledger).device(device)?.card
      else { return nil }
      return try self.card(card, ledger)?.name
    }
    return RecordDetail(
      shut: document, in: place, volet, creation: RecordSignature(author: (author ?? nil) ?? ""),
      service: try serviceName(of: place, ledger), .damaged)
  }

  /// Whether a document of the volet `contact`, or what names the volets, is damaged: where no card reads, it is there.
  func isCardDamaged(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    guard let contact = try ifSound({ try tag(of: .contact, in: id, ledger) }) else { return true }
    return try ledger.documents(in: contact).contains { document in
      try ifSound { try isDamaged(try read(document, ledger), ledger) } ?? true
    }
  }

  /// How many records of a case file the disk lost or altered.
  func damagedRecords(of id: CaseID, _ ledger: LedgerReader) throws -> Int {
    try ownView(id, ledger).records.count(where: { record in
      if try isLost(record.sealed, of: id, ledger) { return true }
      return try ifSound { _ = try ledger.attachment(record.sealed) } == nil
    })
  }

  func checkRecords(of id: CaseID, _ ledger: LedgerReader) throws {
    guard try damagedRecords(of: id, ledger) == 0 else { throw StoreError.damaged }
  }

  /// Whether every record of every case file is here: one that is not may be a withdrawal, a closing or an unlinking, and
  /// nothing begins by itself that it might forbid.
  func holdsEveryRecord(_ ledger: LedgerReader) throws -> Bool {
    for case .own(let id) in try ledger.logs(of: .own) {
      guard try damagedRecords(of: id, ledger) == 0 else { return false }
    }
    return true
  }

  /// The change that created a document.
  func firstChange(of document: DocumentID, _ ledger: LedgerReader) throws -> ProvenEnvelope? {
    try ledger.changes(of: document).first { $0.header.parents.isEmpty }
  }
}
