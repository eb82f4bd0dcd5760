package import Envelope
package import Store

/// The file of the service, which is no case file: its log is an own log like theirs, and nothing of it is ever given.
/// Protocol/consent.md, "Own log".
extension Replica {
  /// Its number, whether there is one yet or not.
  package var serviceFile: CaseID { ServiceFile.id(of: service) }

  /// Case files of our service, in the order in which they came here: the file of the service is none of them.
  ///
  /// - Parameter prefix: the bytes that their numbers begin with.
  package func caseFiles(_ ledger: LedgerReader, prefix: [UInt8] = []) throws -> [CaseID] {
    let own = serviceFile
    let logs = try prefix.isEmpty ? ledger.logs(of: .own) : ledger.logs(of: .own, prefix: prefix)
    return logs.compactMap { log in
      guard case .own(let id) = log, id != own else { return nil }
      return id
    }
  }

  /// Whether a statement gives somebody a volet of the file of the service.
  func givesServiceFile(_ statement: ProvenStatement, _ ledger: LedgerReader) throws -> Bool {
    guard let grant = statement.act.asGrant, grant.owner == service else { return false }
    return try grant.volets.contains { try ledger.log(of: $0) == .own(serviceFile) }
  }

  /// What grants of ours say of volets of the file of the service, by consent: nothing of it is sent, whoever granted it.
  func neverGiven(by share: Share, _ ledger: LedgerReader) throws -> [ConsentID: Set<VoletTag>] {
    let tags = Set(try ledger.tags(of: .own(serviceFile)))
    guard !tags.isEmpty else { return [:] }
    var found: [ConsentID: Set<VoletTag>] = [:]
    for grant in share.grants {
      let named = tags.intersection(grant.volets)
      if !named.isEmpty { found[grant.consent, default: []].formUnion(named) }
    }
    return found
  }
}
