import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// One of several services that a name may mean.
public struct NamedService: Hashable, Sendable {
  public let name: String
  public let service: ServiceID
}

/// From what a person types to what it names: a full id or an unambiguous prefix; people, services and peers also by
/// name.
extension WorkerSession {
  /// A case file, by id, prefix of it, or name of its person; a date of birth may be added to the name. A name that is
  /// wholly that of somebody received means nobody whose name only begins like it.
  ///
  /// - Throws: `NotebookError.severalPeople` when the name is that of several, with what tells them apart;
  ///   `RuleBroken.roleMayNotRead` for who reads no card, whether there is such a case file or not.
  func caseID(_ typed: String, _ ledger: LedgerReader) throws -> CaseID {
    try checkReadingNames(ledger)
    return try fileOfRecords(typed, ledger)
  }

  /// The same for who reads or writes records of a volet in it, and may not read the card.
  func fileOfRecords(_ typed: String, _ ledger: LedgerReader) throws -> CaseID {
    try checkReadingSome(ledger)
    let ids: [CaseID] =
      try WorkerSession.prefix(typed).map { prefix in
        try replica.caseFiles(ledger, prefix: prefix).filter {
          Replica.isPrefix(typed, of: $0.description)
        }
      } ?? []
    if let known = WorkerSession.certain(ids, typed) { return known }
    let named = people(named: typed, among: try ownPeople(ledger))
    let all = Set(ids + named.compactMap(\.caseFile))
    if all.count > 1, !named.isEmpty { throw NotebookError.severalPeople(typed, named) }
    if !named.isEmpty, !named.contains(where: { isWholeName(typed, of: $0) }) {
      let others = try othersReceived(than: named, ledger, at: Instant(milliseconds: 0))
        .filter { isWholeName(typed, of: $0) }
      if !others.isEmpty { throw NotebookError.severalPeople(typed, others + named) }
    }
    return try WorkerSession.only(all.sorted(), typed, or: .unknownCase(typed))
  }

  /// The people whom we receive something of and who are in none of the case files of `named`, as far as anybody said.
  private func othersReceived(
    than named: [Namesake], _ ledger: LedgerReader, at now: Instant
  ) throws -> [Namesake] {
    let files = Set(named.compactMap(\.caseFile))
    let links = try links(ledger)
    return try receivedPeople(ledger, at: now).filter { person in
      try file(of: person, links, ledger).map { !files.contains($0) } ?? true
    }
  }

  /// Where a person who was named is read of: our case file of hers, or a share that belongs to none. Nil when nobody is
  /// called so, or when it may be a number.
  ///
  /// - Throws: `NotebookError.severalPeople`.
  func personMeant(_ typed: String, _ ledger: LedgerReader, at now: Instant) throws -> LogID? {
    guard WorkerSession.prefix(typed) == nil else { return nil }
    let everybody = try ownPeople(ledger) + receivedPeople(ledger, at: now)
    let found = people(named: typed, among: everybody)
    let links = try links(ledger)
    let places = try found.map { try file(of: $0, links, ledger).map(LogID.own) ?? $0.place }
    guard Set(places).count < 2 else { throw NotebookError.severalPeople(typed, found) }
    return places.first
  }

  /// The person whom a name found, for the answer to say whom it is about; nil for what was found by its number.
  public func found(by typed: String, at now: Instant) throws -> Namesake? {
    try read { ledger in
      let log: LogID
      do {
        log = try place(typed, ledger, at: now)
      } catch NotebookError.severalPeople {
        // Among what was received too: the command asks for a case file of ours.
        log = .own(try fileOfRecords(typed, ledger))
      }
      guard !Replica.isPrefix(typed, of: log.number) else { return nil }
      return try (ownPeople(ledger) + receivedPeople(ledger, at: now)).first { $0.place == log }
    }
  }

  /// A share, by id or prefix of it; one that we receive also by the name of its person, when `now` is
  /// given: what has run out is not named.
  func shareID(
    _ typed: String, _ ledger: LedgerReader, at now: Instant? = nil
  ) throws -> ShareID {
    let ids: [ShareID] =
      try WorkerSession.prefix(typed).map { prefix in
        try ledger.logs(of: .share, prefix: prefix).compactMap { log in
          guard case .share(let id) = log, Replica.isPrefix(typed, of: id.description) else {
            return nil
          }
          return id
        }
      } ?? []
    if let known = WorkerSession.certain(ids, typed) { return known }
    let received = try now.map { try receivedPeople(ledger, at: $0) } ?? []
    let named = people(named: typed, among: received)
    let all = Set(ids + named.compactMap(\.share))
    if all.count > 1, !named.isEmpty { throw NotebookError.severalPeople(typed, named) }
    return try WorkerSession.only(all.sorted(), typed, or: .unknownShare(typed))
  }

  /// A record, of the kind that is meant when one is named: one of the service is found by its name too. Else only the
  /// sentence that refuses depends on it.
  func documentID(
    _ typed: String, of kind: RecordType?, _ ledger: LedgerReader
  ) throws -> DocumentID {
    let rules = try rules(ledger)
    let unknown = NotebookError.unknown(kind, typed)
    if let kind, kind.isOfService, rules.mayRead(.ofService, in: .own(replica.serviceFile)),
      let named = try serviceRecord(typed, of: [kind.code], ledger)
    {
      return named
    }
    guard let prefix = WorkerSession.prefix(typed) else { throw unknown }
    let ids = try ledger.documents(prefix: prefix, limit: 100).filter {
      Replica.isPrefix(typed, of: $0.description)
    }
    // What holds for the whole service is about nobody.
    let isOfService =
      try !ids.isEmpty
      && ids.allSatisfy { id in
        try ledger.document(id).map { try self.isOfService($0.tag, ledger) } ?? false
      }
    if !isOfService { try checkRule { () throws(RuleBroken) in try rules.checkReadSome() } }
    return try WorkerSession.only(ids, typed, or: unknown)
  }

  /// A paired service: by its id or that of one of its nodes, by a beginning of them, by its name, or by a beginning of
  /// the name that begins no other.
  func serviceID(_ typed: String, _ ledger: LedgerReader) throws -> ServiceID {
    try WorkerSession.serviceID(typed, among: pairedServices(ledger))
  }

  /// A service at the other end of what the person agreed to, in the same ways: one that this node is paired with, or
  /// whose log another node of ours brought.
  func knownServiceID(_ typed: String, _ ledger: LedgerReader) throws -> ServiceID {
    try WorkerSession.serviceID(
      typed, among: pairedServices(ledger) + loggedServices(ledger) { $0.genesis != nil })
  }

  /// Services whose log is here, other than our own, by what it says.
  private func loggedServices(
    _ ledger: LedgerReader, where isMeant: (ServiceView) -> Bool
  ) throws -> [CalledService] {
    try ledger.logs(of: .service).compactMap { (log) -> CalledService? in
      guard case .service(let id) = log, id != service,
        case let view = try replica.serviceView(id, ledger), isMeant(view),
        let name = view.genesis?.name
      else { return nil }
      return CalledService(name: name, service: id, node: nil)
    }
  }

  /// To whom the person agrees: while our service has other nodes, they pass on what this one does not. Of a service that was
  /// heard by no node of ours, the beginning of its log is all that is here: it came with an invitation, and whoever sent
  /// it may be anybody until the digits are compared.
  ///
  /// - Throws: `ReplicaError.peerNotVerified` where only the comparison of the digits is missing.
  func recipientID(_ typed: String, _ ledger: LedgerReader) throws -> ServiceID {
    do {
      guard try replica.hasOtherNodes(ledger) else { return try serviceID(typed, ledger) }
      let heard = try loggedServices(ledger) { !$0.nodes.isEmpty }
      return try WorkerSession.serviceID(typed, among: pairedServices(ledger) + heard)
    } catch NotebookError.unknownService {
      let met = try ledger.peers().compactMap { peer in
        peer.state == .proven && !peer.own
          ? peer.service.map { CalledService(name: peer.name, service: $0, node: peer.node) } : nil
      }
      guard let named = Replica.named(typed, met).first else {
        throw NotebookError.unknownService(typed)
      }
      throw ReplicaError.peerNotVerified(named.name)
    }
  }

  private func pairedServices(_ ledger: LedgerReader) throws -> [CalledService] {
    try ledger.peers().compactMap { peer in
      guard peer.state == .verified, let id = peer.service else { return nil }
      return CalledService(name: peer.name, service: id, node: peer.node)
    }
  }

  private static func serviceID(
    _ typed: String, among services: [CalledService]
  ) throws -> ServiceID {
    let found = Replica.named(typed, services)
    let ids = Set(found.map(\.service)).sorted()
    guard ids.count > 1 else { return try only(ids, typed, or: .unknownService(typed)) }
    throw NotebookError.severalServices(
      typed,
      ids.compactMap { id in
        found.first { $0.service == id }.map { NamedService(name: $0.name, service: id) }
      })
  }

  /// The whole bytes of a hexadecimal prefix; an odd last digit is left for the caller's comparison. Nil for what is none.
  static func prefix(_ typed: String) -> [UInt8]? {
    let count = typed.utf8.count
    guard count >= 4, count <= 64 else { return nil }
    return Hexadecimal.decode(
      String(typed.utf8.count % 2 == 0 ? typed : String(typed.dropLast())))
  }

  /// Too many digits to be a name: the one id that begins with them.
  private static func certain<ID>(_ ids: [ID], _ typed: String) -> ID? {
    ids.count == 1 && typed.utf8.count >= 8 ? ids.first : nil
  }

  static func only<ID>(
    _ ids: [ID], _ typed: String, or error: NotebookError
  ) throws -> ID {
    guard let first = ids.first else { throw error }
    guard ids.count == 1 else { throw NotebookError.ambiguous(typed, count: ids.count) }
    return first
  }
}

extension LogID {
  fileprivate var number: String {
    switch self {
    case .service(let id): id.description
    case .own(let id): id.description
    case .share(let id): id.description
    }
  }
}

/// A service, by one of its nodes that we are paired with, or by its log.
private struct CalledService: Called {
  let name: String
  let service: ServiceID
  let node: SigningKey?

  var numbers: [String] { [service.description] + (node.map { [$0.description] } ?? []) }
}
