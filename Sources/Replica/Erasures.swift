import Consent
public import Envelope
package import Store

/// Obeying what was ordered erased: done by any node, locked or not. Protocol/change.md, "Note secret"; Protocol/consent.md,
/// "Own log" and "Erasure".
extension Replica {
  /// What the record of an erasure does on any node of the service, unlocked or not. Words that a device of this node wrote
  /// and that the order did not know of wait, unseen, for their author.
  package func erase(
    _ document: DocumentID, seen: [SeenThrough], after order: StatementID,
    into ledger: LedgerWriter
  ) throws {
    let words = try unseen(of: document, seen, order, ledger)
    guard !words.isEmpty else { return try erase(document, of: service, into: ledger) }
    try ledger.keepBack(words, of: document)
    try forgetParkedSecrets(of: document, by: service, into: ledger)
  }

  /// The same without exception: another service's order, or one of ours that only a recipient remembers.
  package func erase(
    _ document: DocumentID, of owner: ServiceID, into ledger: LedgerWriter
  ) throws {
    try ledger.eraseNoteSecret(of: document, of: named(owner))
    try forgetParkedSecrets(of: document, by: owner, into: ledger)
  }

  /// The owner of a share asks us to forget the words of notes that it gave us: done, unlocked or not, and answered.
  /// What is of another share, or of our own, is none of its business.
  package func obeying(
    _ documents: [DocumentID], of share: ShareID, after order: StatementID,
    _ ledger: LedgerReader
  ) throws -> [Reaction] {
    guard let judged = try self.share(share, ledger) else { return [] }
    if judged.owner == service {
      // One of ours that comes back from a share: this node is an older self, or its sister stated it. The words go here
      // too, and those of a note that is not here yet are refused.
      return try documents.filter {
        try judged.view.erased.contains($0) && !ledger.isErased($0, of: nil)
      }.map { .eraseWords(of: $0, by: service) }
    }
    guard judged.recipient == service else { return [] }
    let obeyed = try documents.filter { document in
      guard let known = try ledger.document(given: document, by: judged.owner),
        let volet = try ledger.document(known)?.tag
      else { return false }
      return try receivedShares(of: volet, from: judged.owner, ledger).contains { $0.id == share }
    }
    return obeyed.map { .eraseWords(of: $0, by: judged.owner) }
      + [.answer(Duty.Answer(to: order, in: share))]
  }

  /// Whether the words of a document that a service writes in a volet are to be forgotten: by an order that was obeyed, or
  /// that came before the document did. What one service erased says nothing of what another one calls by that name.
  package func isErased(
    _ document: DocumentID, in volet: VoletTag, of owner: ServiceID, _ ledger: LedgerReader
  ) throws -> Bool {
    if try ledger.isErased(document, of: named(owner)) { return true }
    return try receivedShares(of: volet, from: owner, ledger).contains {
      $0.view.erased.contains(document)
    }
  }

  /// Notes that somebody ordered erased whose access had ended, as far as is known here: they wait for a person, who
  /// erases them too or leaves them. Protocol/consent.md, 5.7.
  public func waitingErasures() throws -> [DocumentID] {
    try read { ledger in
      var waiting: Set<DocumentID> = []
      for case .own(let id) in try ledger.logs(of: .own) {
        for record in try ownView(id, ledger).records {
          guard let document = Erasure.document(record.subject),
            try !ledger.isErased(document, of: nil),
            try ledger.document(given: document, by: nil) != nil
          else { continue }
          waiting.insert(document)
        }
      }
      return waiting.sorted()
    }
  }

  /// What devices of this node wrote in a document and no order so far knew of.
  package func unseen(
    of document: DocumentID, _ seen: [SeenThrough], _ order: StatementID, _ ledger: LedgerReader
  ) throws -> [KeptBack] {
    let earlier = try ledger.keptBack().filter { $0.document == document }
    // Once the secret is gone there is nothing left to keep.
    guard try !ledger.isErased(document) || !earlier.isEmpty else { return [] }
    var through = Dictionary(
      seen.map { ($0.device, $0.sequence) }, uniquingKeysWith: { max($0, $1) })
    for one in earlier { through[one.device] = max(through[one.device] ?? 0, one.seen) }
    var last: [SigningKey: UInt64] = [:]
    for header in try ledger.changes(of: document).map(\.header) {
      last[header.device] = max(last[header.device] ?? 0, header.sequence)
    }
    let service = try serviceView(service, ledger)
    return last.keys.sorted().compactMap { device in
      let known = through[device] ?? 0
      guard last[device] ?? 0 > known, service.device(device)?.node == node,
        earlier.isEmpty || earlier.contains(where: { $0.device == device })
      else { return nil }
      return KeptBack(
        document: document, device: device, seen: known,
        record: earlier.first { $0.device == device }?.record ?? order)
    }
  }
}

/// The own record that says a note was erased: the node tier knows it by its subject, 32 bytes, without opening it.
package enum Erasure {
  private static let mark = Array("carnet/erase/v1".utf8) + [0]

  package static func subject(of document: DocumentID) -> [UInt8] { mark + document.bytes }

  /// The document that a subject says was erased; nil for the subject of any other record.
  package static func document(_ subject: [UInt8]) -> DocumentID? {
    guard subject.starts(with: mark) else { return nil }
    return DocumentID(subject.dropFirst(mark.count))
  }
}
