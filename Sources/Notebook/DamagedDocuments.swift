import CaseFile
import Consent
import Envelope
import Replica
import Store
import Wire

/// What the disk lost or altered of what we keep, and nobody can bring again. Protocol/change.md, "Note secret", and
/// vault.md, "Damage".
extension WorkerSession {
  /// Whether something of what does not open in a document is lost or altered on this disk: no key that may still come
  /// opens it.
  func isDamaged(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    guard !opened.parked.isEmpty, !opened.isErased else { return false }
    if try replica.hasLostRow(opened.id, ledger) { return true }
    if let secret = try ledger.noteSecret(of: opened.id),
      let first = try replica.firstChange(of: opened.id, ledger),
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
    guard case .own(let id) = log, let wrap = try replica.ownView(id, ledger).wrap(of: epoch) else {
      return false
    }
    return try replica.isLost(wrap, of: id, ledger)
  }

  func checkSound(_ opened: ReadDocument, _ ledger: LedgerReader) throws {
    guard try !isDamaged(opened, ledger) else { throw StoreError.damaged }
  }

  /// A document of which nothing can be read, on a list: that it is there, in which volet, and who began it as far as
  /// its first change tells.
  func damaged(
    _ document: DocumentID, in place: LogID, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> RecordDetail {
    let author = try replica.ifSound { () -> String? in
      guard let device = try replica.firstChange(of: document, ledger)?.header.device,
        let card = try replica.serviceView(service, ledger).device(device)?.card
      else { return nil }
      return try self.card(card, ledger)?.name
    }
    return RecordDetail(
      shut: document, in: place, volet, creation: RecordSignature(author: (author ?? nil) ?? ""),
      service: try serviceName(of: place, ledger), .damaged)
  }

  /// Whether a document of the volet `contact`, or what names the volets, is damaged: where no card reads, it is there.
  func isCardDamaged(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    guard let contact = try replica.ifSound({ try tag(of: .contact, in: id, ledger) }) else {
      return true
    }
    return try ledger.documents(in: contact).contains { document in
      try replica.ifSound { try isDamaged(try read(document, ledger), ledger) } ?? true
    }
  }
}
