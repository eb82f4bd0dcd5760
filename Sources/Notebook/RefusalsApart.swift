import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// A refusal and consents to the same service that did not know of each other: two people wrote down two things that the
/// person said. What was agreed goes on until somebody asks her.
public struct RefusalApart: Hashable, Sendable {
  public let caseFile: CaseID
  /// The service.
  public let recipient: String
}

/// Refusals that met a consent given elsewhere. Decision 0025.
extension WorkerSession {
  /// In every case file; none while nobody's keys are open.
  public func refusalsApart(at now: Instant) throws -> [RefusalApart] {
    try read { ledger in
      guard workerKeys != nil, try isUnlocked(ledger), try mayReadNames(ledger) else { return [] }
      var found: [RefusalApart] = []
      for (id, file) in try summariesToTell(ledger, at: now) where file.hasRefusalApart {
        found += try refusalsApart(
          among: try consents(of: id, ledger, at: now), in: id, ledger)
      }
      return found
    }
  }

  /// One for each service. A later record of the person's word to it that knew of both decided: another refusal, which
  /// keeps or ends what was agreed, or another consent.
  func refusalsApart(
    among consents: [ConsentSummary], in id: CaseID, _ ledger: LedgerReader
  ) throws -> [RefusalApart] {
    // What answers a consent of another service is no word of the person to this one.
    let said = consents.filter {
      $0.status == .refused || !$0.proof.isEmpty
    }
    guard said.contains(where: { $0.status == .refused }), said.contains(where: \.isLive) else {
      return []
    }
    let own = try replica.ownView(id, ledger)
    var first: [ConsentID: StatementID] = [:]
    for record in own.records {
      guard let consent = ConsentID(record.subject), first[consent] == nil else { continue }
      first[consent] = record.statement
    }
    func knew(_ later: ConsentSummary, of earlier: ConsentSummary) -> Bool {
      guard let before = first[earlier.consent], let after = first[later.consent] else {
        return false
      }
      return own.isInPast(before, of: after)
    }
    var found: [RefusalApart] = []
    for refusal in said where refusal.status == .refused {
      let isApart = said.contains { consent in
        consent.recipient == refusal.recipient && consent.isLive && !knew(consent, of: refusal)
          && !knew(refusal, of: consent)
          && !said.contains {
            $0.recipient == refusal.recipient && knew($0, of: refusal) && knew($0, of: consent)
          }
      }
      let row = RefusalApart(caseFile: id, recipient: refusal.recipientName)
      if isApart, !found.contains(row) { found.append(row) }
    }
    return found
  }
}
