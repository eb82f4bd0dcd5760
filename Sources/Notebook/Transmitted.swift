import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// What this node sent a service of one case file, and that service may still open: how much, and nothing of what became of
/// it there.
public struct Transmitted: Hashable, Sendable {
  public let service: ServiceID
  /// Records of which some version left, by the code of their kind.
  public let counts: [String: Int]
}

/// What has left for whom. What stands beside a record is not counted apart; of volets that the role of the worker does not
/// read nothing is counted.
extension WorkerSession {
  /// Of each service to which something left, in the order of their ids; none where the disk damaged what tells it.
  public func transmitted(of typed: String, at now: Instant) throws -> [Transmitted] {
    try read { ledger in
      try checkReadingNames(ledger)
      let id = try caseID(typed, ledger)
      return try replica.ifSound { try transmitted(of: id, ledger, at: now) } ?? []
    }
  }

  /// The same for one service, of some volets.
  func transmitted(
    _ volets: [Volet], to recipient: ServiceID, of id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> [String: Int] {
    let tags = try Set(volets.map { try tag(of: $0, in: id, ledger) })
    return try transmitted(of: id, in: tags, ledger, at: now)
      .first { $0.service == recipient }?.counts ?? [:]
  }

  /// - Parameter volets: those alone; nil for all.
  private func transmitted(
    of id: CaseID, in volets: Set<VoletTag>? = nil, _ ledger: LedgerReader, at now: Instant
  ) throws -> [Transmitted] {
    let sent = try sentDocuments(of: id, in: volets, ledger)
    guard !sent.isEmpty else { return [] }
    let known = try records(in: .own(id), deleted: true, ledger, at: now).map(\.summary)
    let kinds = Dictionary(known.map { ($0.record, $0.type?.code) }) { first, _ in first }
    return sent.sorted { $0.key < $1.key }.compactMap { service, documents in
      var counts: [String: Int] = [:]
      for document in documents {
        guard let kind = kinds[document]?.flatMap({ $0 }) else { continue }
        counts[kind, default: 0] += 1
      }
      return counts.isEmpty ? nil : Transmitted(service: service, counts: counts)
    }
  }

  /// Documents of a case file of which this node sent a service a change that it may still open.
  private func sentDocuments(
    of id: CaseID, in volets: Set<VoletTag>?, _ ledger: LedgerReader
  ) throws -> [ServiceID: Set<DocumentID>] {
    var sent: [ServiceID: Set<DocumentID>] = [:]
    for volet in try replica.ownView(id, ledger).volets
    where volets?.contains(volet.tag) ?? true {
      for share in try replica.shares(of: volet.tag, ledger) where share.owner == service {
        let open = Set(share.liveWraps(volet.tag).map(\.epoch))
        let peers = try replica.peersEver(of: share.recipient, ledger)
        guard !open.isEmpty, !peers.isEmpty else { continue }
        for document in try ledger.documents(in: volet.tag) {
          let hasLeft = try ledger.changes(of: document).contains { change in
            try open.contains(change.header.epoch)
              && peers.contains { try replica.reached(change.id, $0, ledger) }
          }
          if hasLeft { sent[share.recipient, default: []].insert(document) }
        }
      }
    }
    return sent
  }
}
