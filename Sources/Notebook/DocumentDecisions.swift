import Consent
import Envelope
import Replica
import Store

/// What the own log of a case file says, in clear, of documents of which something is to be decided with the person.
/// Protocol/consent.md, 5.7.2.
struct DocumentDecisions {
  /// Found by some node of the service to be meant for a share that had closed.
  let orphaned: Set<DocumentID>
  /// The decisions to keep, by document, in the log's order: without those of an author who is doubted, who does not
  /// decide about what is doubtful.
  let keepings: [DocumentID: [OwnView.Record]]

  init(_ own: OwnView, _ members: ServiceView) {
    orphaned = own.orphaned
    guard !own.kept.isEmpty else {
      keepings = [:]
      return
    }
    keepings = own.records.reduce(into: [:]) { found, record in
      guard let document = DocumentRecord.kept.document(record.subject),
        !members.isDoubted(record.author)
      else { return }
      found[document, default: []].append(record)
    }
  }

  /// Whether somebody decided to keep a document.
  func isKept(_ document: DocumentID) -> Bool { keepings[document] != nil }

  /// Whether every change of it that is doubtful was there when somebody decided to keep it: nothing of it is to be looked
  /// at again.
  func isSettled(
    _ document: DocumentID, _ members: ServiceView, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let keepings = keepings[document] else { return false }
    var through: [SigningKey: UInt64] = [:]
    for seen in keepings.flatMap(\.seen) {
      through[seen.device] = max(through[seen.device] ?? 0, seen.sequence)
    }
    return try ledger.changes(of: document).allSatisfy { change in
      let header = change.header
      if header.sequence <= through[header.device] ?? 0 { return true }
      return try !members.isDoubted(header.device) && !ledger.isLate(.change(change.id))
    }
  }
}

extension WorkerSession {
  func decisions(in id: CaseID, _ ledger: LedgerReader) throws -> DocumentDecisions {
    DocumentDecisions(
      try replica.ownView(id, ledger), try replica.serviceView(service, ledger))
  }

  /// What is doubtful of a document of ours is told until somebody has decided; that it is an orphan, likewise.
  func marks(
    ofOwn document: DocumentID, _ found: [RecordSummary.Mark], in id: CaseID, _ ledger: LedgerReader
  ) throws -> [RecordSummary.Mark] {
    let own = try replica.ownView(id, ledger)
    let isOrphan = own.orphaned.contains(document) && !found.contains(.orphan)
    let told = found + (isOrphan ? [.orphan] : [])
    guard own.kept.contains(document) else { return told }
    let decisions = try decisions(in: id, ledger)
    guard decisions.isKept(document) else { return told }
    let members = try replica.serviceView(service, ledger)
    let isSettled = try decisions.isSettled(document, members, ledger)
    return isSettled ? [] : found.filter { $0 != .orphan }
  }
}
