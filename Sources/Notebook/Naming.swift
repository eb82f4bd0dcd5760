import CaseFile
import Consent
public import Envelope
import Store

/// One of several services that a name may mean.
public struct NamedService: Hashable, Sendable {
  public let name: String
  public let service: ServiceID
}

/// From what a person types to what it names: a full id or an unambiguous prefix; people, services and peers also by
/// name.
extension Notebook {
  /// A case file, by id, prefix of it, or name of its person; a date of birth may be added to the name.
  ///
  /// - Throws: `NotebookError.severalPeople` when the name is that of several, with what tells them apart.
  func caseID(_ typed: String, _ ledger: LedgerReader) throws -> CaseID {
    let ids: [CaseID] =
      try Notebook.prefix(typed).map { prefix in
        try ledger.logs(of: .own, prefix: prefix).compactMap { log in
          guard case .own(let id) = log, Notebook.isPrefix(typed, of: id.description) else {
            return nil
          }
          return id
        }
      } ?? []
    if let known = Notebook.certain(ids, typed) { return known }
    let named = people(named: typed, among: try ownPeople(ledger))
    let all = Set(ids + named.compactMap(\.caseFile))
    if all.count > 1, !named.isEmpty { throw NotebookError.severalPeople(typed, named) }
    return try Notebook.only(all.sorted(), typed, or: .unknownCase(typed))
  }

  /// A share, by id or prefix of it; one that we receive also by the name of its person, when `now` is
  /// given: what has run out is not named.
  func shareID(
    _ typed: String, _ ledger: LedgerReader, at now: Instant? = nil
  ) throws -> ShareID {
    let ids: [ShareID] =
      try Notebook.prefix(typed).map { prefix in
        try ledger.logs(of: .share, prefix: prefix).compactMap { log in
          guard case .share(let id) = log, Notebook.isPrefix(typed, of: id.description) else {
            return nil
          }
          return id
        }
      } ?? []
    if let known = Notebook.certain(ids, typed) { return known }
    let received = try now.map { try receivedPeople(ledger, at: $0) } ?? []
    let named = people(named: typed, among: received)
    let all = Set(ids + named.compactMap(\.share))
    if all.count > 1, !named.isEmpty { throw NotebookError.severalPeople(typed, named) }
    return try Notebook.only(all.sorted(), typed, or: .unknownShare(typed))
  }

  func documentID(_ typed: String, _ ledger: LedgerReader) throws -> DocumentID {
    guard let prefix = Notebook.prefix(typed) else { throw NotebookError.unknownNote(typed) }
    let ids = try ledger.documents(prefix: prefix, limit: 100).filter {
      Notebook.isPrefix(typed, of: $0.description)
    }
    return try Notebook.only(ids, typed, or: .unknownNote(typed))
  }

  /// A paired service: by its id or that of one of its nodes, by a beginning of them, by its name, or by a beginning of
  /// the name that begins no other.
  func serviceID(_ typed: String, _ ledger: LedgerReader) throws -> ServiceID {
    let peers = try ledger.peers().filter { $0.state == .verified }
    let found = Notebook.named(typed, peers)
    let ids = Set(found.compactMap(\.service)).sorted()
    guard ids.count > 1 else { return try Notebook.only(ids, typed, or: .unknownService(typed)) }
    throw NotebookError.severalServices(
      typed,
      ids.compactMap { id in
        found.first { $0.service == id }.map { NamedService(name: $0.name, service: id) }
      })
  }

  /// The name of another service as it is told: with the beginning of its id when another one that we are paired with, or
  /// our own, reads like it.
  func toldName(_ name: String, of id: ServiceID, _ ledger: LedgerReader) throws -> String {
    guard !name.isEmpty else { return name }
    var others = try ledger.peers().filter { $0.state == .verified && $0.service != id }.map(\.name)
    if id != service { others.append(try serviceView(service, ledger).genesis?.name ?? "") }
    guard others.contains(where: { Notebook.same($0, name) }) else { return name }
    return "\(name) (\(id.description.prefix(8)))"
  }

  /// A peer, in the same ways.
  func peer(_ typed: String, _ ledger: LedgerReader) throws -> PeerRow {
    let peers = try ledger.peers().sorted { $0.node < $1.node }
    let found = Notebook.named(typed, peers)
    let standing = found.filter { $0.state != .removed }
    let rows = standing.isEmpty ? found : standing
    guard let first = rows.first else { throw NotebookError.unknownPeer(typed) }
    guard rows.count == 1 else { throw NotebookError.ambiguous(typed) }
    return first
  }

  /// Whole names go before beginnings of names.
  private static func named(_ typed: String, _ peers: [PeerRow]) -> [PeerRow] {
    let exact = peers.filter {
      same($0.name, typed) || isPrefix(typed, of: $0.node.description)
        || isPrefix(typed, of: $0.service?.description)
    }
    guard exact.isEmpty else { return exact }
    let beginning = Folding.fold(typed)
    guard !beginning.isEmpty else { return [] }
    return peers.filter { Folding.fold($0.name).utf8.starts(with: beginning.utf8) }
  }

  /// The whole bytes of a hexadecimal prefix; an odd last digit is left for the caller's comparison. Nil for what is none.
  private static func prefix(_ typed: String) -> [UInt8]? {
    let count = typed.utf8.count
    guard count >= 4, count <= 64 else { return nil }
    return Hexadecimal.decode(
      String(typed.utf8.count % 2 == 0 ? typed : String(typed.dropLast())))
  }

  /// Too many digits to be a name: the one id that begins with them.
  private static func certain<ID>(_ ids: [ID], _ typed: String) -> ID? {
    ids.count == 1 && typed.utf8.count >= 8 ? ids.first : nil
  }

  static func isPrefix(_ typed: String, of id: String?) -> Bool {
    guard let id, typed.utf8.count >= 4 else { return false }
    return id.utf8.starts(with: typed.lowercased().utf8)
  }

  /// Names are compared as they are read. Protocol/conventions.md, "Names".
  static func same(_ left: String, _ right: String) -> Bool { Names.areAlike(left, right) }

  private static func only<ID>(
    _ ids: [ID], _ typed: String, or error: NotebookError
  ) throws -> ID {
    guard let first = ids.first else { throw error }
    guard ids.count == 1 else { throw NotebookError.ambiguous(typed) }
    return first
  }
}
