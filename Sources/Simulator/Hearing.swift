import CaseFile
import Envelope
import Notebook
import Store

/// Who has heard that something was taken back: whoever holds the statements that say so, of whatever service, in whatever
/// order they came.
extension Town {
  /// Withdrawals that a node holds, in all its shares.
  func statedWithdrawals(_ site: Site) throws -> Set<StatementID> {
    try site.notebook.ledger.read { ledger in
      var found: Set<StatementID> = []
      for log in try ledger.logs(of: .share) {
        for statement in try ledger.statements(in: log) {
          if case .withdrawal = statement.act { found.insert(statement.id) }
        }
      }
      return found
    }
  }

  func tookBack(_ number: Int, _ volets: Set<Volet>, stated: Set<StatementID>, _ site: Site) {
    model.agreements.append(.withdrawn(of: number, volets: volets, stated: stated))
    site.heard.insert(model.agreements.count - 1)
  }

  func hearStatements(_ site: Site) throws {
    let stated: [(Int, Set<StatementID>)] = model.agreements.enumerated().compactMap {
      number, agreement in
      guard !site.heard.contains(number), !model.lost.contains(number) else { return nil }
      return switch agreement {
      case .given: nil
      case .withdrawn(_, _, let stated): (number, stated)
      case .closed(let closing): (number, statements(of: closing, for: site))
      case .reopened(let turn): (number, [turn.record])
      case .linked(let link): (number, link.stated)
      }
    }
    try site.notebook.ledger.read { ledger in
      for (number, stated) in stated where !stated.isEmpty {
        if try stated.allSatisfy({ try ledger.holds(statement: $0) }) { site.heard.insert(number) }
      }
    }
  }

  /// Other services hear what is said in shares; their own log tells the nodes of the service.
  private func statements(of closing: Closing, for site: Site) -> Set<StatementID> {
    closing.owner == site.service ? closing.stated.union([closing.record]) : closing.stated
  }

  /// Consents that a share gives under, as a node holds it.
  func consents(of share: ShareID, _ site: Site) throws -> Set<ConsentID> {
    try site.notebook.ledger.read { ledger in
      let acts = try ledger.statements(in: .share(share)).map(\.act)
      return Set(
        acts.compactMap { act in
          if case .grant(let grant) = act { grant.consent } else { nil }
        })
    }
  }

  /// The case file that a share is of; nil for one that answers another.
  func caseFile(of share: ShareID, _ site: Site) throws -> CaseID? {
    let consents = try consents(of: share, site)
    return model.agreements.indices.compactMap(model.given).first {
      consents.contains($0.consent)
    }?.caseFile
  }
}
