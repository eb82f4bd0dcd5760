import Consent
package import Envelope
package import Store

/// Logs that lost statements which nobody removed: what is missing may be a withdrawal, a closing, the ending of somebody's
/// access. Protocol/vault.md, "Ends of logs".
extension Replica {
  /// Whether statements of a log are not here that were.
  package func isCutShort(_ log: LogID, _ ledger: LedgerReader) throws -> Bool {
    if let known = cutShort[log] { return known }
    let isShort = try ledger.missingStatements(in: log) > 0
    cutShort[log] = isShort
    return isShort
  }

  /// Whether what is missing may say that nothing of a share goes out any more: of its own log, of those that it answers, of
  /// those of the services, or of the case file that it gives volets of.
  func isCutShort(_ share: Share, _ ledger: LedgerReader) throws -> Bool {
    var logs = [LogID.share(share.id)] + share.cited.map { .share($0.share) }
    logs += share.services.sorted().map(LogID.service)
    if let id = share.caseFile { logs.append(.own(id)) }
    return try logs.contains { try isCutShort($0, ledger) }
  }

  /// The same of the logs that say what a case file gives: its own and its shares'.
  package func isCutShort(of id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try logs(of: id, ledger).contains { try isCutShort($0, ledger) }
  }

  /// How many statements are missing of what says what a case file gives: its own log and its shares.
  func missingStatements(of id: CaseID, _ ledger: LedgerReader) throws -> Int {
    try logs(of: id, ledger).reduce(0) { sum, log in
      guard try isCutShort(log, ledger) else { return sum }
      return sum + (try ledger.missingStatements(in: log))
    }
  }

  private func logs(of id: CaseID, _ ledger: LedgerReader) throws -> [LogID] {
    var shares: Set<ShareID> = []
    for tag in try ledger.tags(of: .own(id)) { shares.formUnion(try ledger.shares(of: tag)) }
    return [.own(id)] + shares.sorted().map(LogID.share)
  }
}
