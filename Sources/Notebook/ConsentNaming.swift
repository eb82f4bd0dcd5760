public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// One of several consents of a person who was named: what tells it apart.
public struct NamedConsent: Hashable, Sendable {
  /// Number of the consent, or of the share that we receive.
  public let number: String
  /// The service at the other end.
  public let service: String
  public let volets: [Volet]
  /// It lets the other service send to us.
  public let isReceived: Bool
  /// Others took its place, whole.
  public var isReplaced = false
  /// Of one of ours: how it stands, when it was recorded, and its end, exclusive.
  public var status: ConsentSummary.Status?
  public var recordedAt: Instant?
  public var until: Instant?
}

/// Where a consent stands that somebody named.
enum ConsentPlace {
  /// One of ours, in the log of a case file.
  case own(CaseID, ConsentID)
  /// Shares in which the same service sends us the same volets.
  case received([Share])
}

/// From what a person types to a consent: its number, that of a received share, or the name of whom it is about.
extension WorkerSession {
  /// The consent that a withdrawal is about. By name: what that person can still take back, whether we send or receive;
  /// what only answers a consent of ours goes with that one.
  ///
  /// - Parameters:
  ///   - other: the service at the other end, when somebody said it.
  ///   - volets: when somebody said which, those that hold them are meant.
  /// - Throws: `NotebookError.unknownConsent`, `.ambiguous`, `.severalPeople`, `.severalConsents`.
  func consentPlace(
    _ typed: String, with other: String?, volets: [Volet]? = nil, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> ConsentPlace {
    try checkReadingNames(ledger)
    if let numbered = try numberedConsent(typed, ledger) { return numbered }
    let other = try other.map { try knownServiceID($0, ledger) }
    let person = try personOfConsents(typed, ledger, at: now)
    let own = try ownConsents(person, with: other, ledger, at: now).map { consent in
      MeantConsent(consent, left: try takeable(consent, ledger))
    }
    let received = try receivedGroups(person, from: other, ledger).map { try meant($0, ledger) }
    let found = MeantConsent.meant(own + received, volets: volets)
    guard let first = found.first else { throw NotebookError.unknownConsent(typed) }
    guard found.count == 1 else {
      throw NotebookError.severalConsents(typed, found.map(\.named))
    }
    return first.place
  }

  /// What the person can still take back of a consent of ours. One that our service ended lies over there as it was sent;
  /// a plan that was cancelled was never sent, and stands in nobody's way.
  func takeable(
    _ consent: ConsentSummary, _ ledger: LedgerReader
  ) throws -> MeantConsent.Left {
    if consent.isReplaced { return .replaced }
    if consent.isLive { return .open }
    switch consent.status {
    case .planned, .given, .suspended, .withdrawn, .refused, .unlinked: return .nothing
    case .ceased, .expired:
      let stands = try replica.shares(giving: consent.consent, in: consent.caseFile, ledger)
        .contains {
          !$0.view.standing(of: consent.consent).isEmpty
        }
      guard stands else { return .nothing }
      return consent.status == .expired && !isClockDoubted ? .ranOut : .open
    }
  }

  private func meant(_ group: [Share], _ ledger: LedgerReader) throws -> MeantConsent {
    let codes = try group.map { try grantedVolets(of: $0, ledger) }
    let isOver = group.allSatisfy(\.standingVolets.isEmpty)
    return MeantConsent(
      place: .received(group), named: try named(group, ledger),
      agreed: Set(codes.flatMap(\.values)), left: isOver ? .nothing : .open,
      wasTakenBack: isOver)
  }

  /// A consent of ours, for its paper: the one in force or planned when the person has ended ones too.
  ///
  /// - Throws: also `NotebookError.paperElsewhere` when she gave none here, and one to a service that sends to us.
  func ownConsent(
    _ typed: String, with other: String?, _ ledger: LedgerReader, at now: Instant
  ) throws -> (CaseID, ConsentID) {
    try checkReadingNames(ledger)
    do {
      return try consentID(typed, ledger)
    } catch NotebookError.unknownConsent {
      if case .received(let group)? = try numberedConsent(typed, ledger) {
        throw NotebookError.paperElsewhere(try giver(of: group, ledger))
      }
      let other = try other.map { try knownServiceID($0, ledger) }
      let person = try personOfConsents(typed, ledger, at: now)
      let all = try ownConsents(person, with: other, ledger, at: now)
      let live = all.filter { $0.isLive && !$0.isReplaced }
      let found = live.isEmpty ? all : live
      guard let first = found.first else {
        guard let group = try receivedGroups(person, from: other, ledger).first else {
          throw NotebookError.unknownConsent(typed)
        }
        throw NotebookError.paperElsewhere(try giver(of: group, ledger))
      }
      guard found.count == 1 else {
        throw NotebookError.severalConsents(typed, found.map(NamedConsent.init))
      }
      return (first.caseFile, first.consent)
    }
  }

  /// The name of the service that sends us these shares.
  func giver(of group: [Share], _ ledger: LedgerReader) throws -> String {
    guard let owner = group.first?.view.owner else { return "" }
    return try replica.toldName(owner.genesis?.name ?? "", of: owner.service, ledger)
  }

  private func numberedConsent(_ typed: String, _ ledger: LedgerReader) throws -> ConsentPlace? {
    do {
      let (id, consent) = try consentID(typed, ledger)
      return .own(id, consent)
    } catch NotebookError.unknownConsent {
      let received = try receivedShares(ledger)
      let named = received.filter { share in
        Replica.isPrefix(typed, of: share.id.description)
          || share.grants.contains { Replica.isPrefix(typed, of: $0.consent.description) }
      }
      guard let first = named.first else { return nil }
      let group = first.beside(in: received)
      guard named.allSatisfy({ share in group.contains { $0.id == share.id } }) else {
        throw NotebookError.ambiguous(typed, count: named.count)
      }
      return .received(group)
    }
  }

  /// A person by name: our case file of hers, and the shares that we receive of her.
  private struct PersonOfConsents {
    var caseFile: CaseID?
    var shares: Set<ShareID> = []
  }

  private func personOfConsents(
    _ typed: String, _ ledger: LedgerReader, at now: Instant
  ) throws -> PersonOfConsents {
    let numbered = try personNumbered(typed, ledger)
    guard numbered.isEmpty else {
      guard numbered.count == 1 else {
        throw NotebookError.ambiguous(typed, count: numbered.count)
      }
      return numbered[0]
    }
    let everybody = try ownPeople(ledger) + receivedPeople(ledger, at: now)
    var named = people(named: typed, among: everybody)
    // A withdrawal waits for no clock: what has run out by this one is named too.
    if named.isEmpty { named = people(named: typed, among: try everyReceivedPerson(ledger)) }
    let links = try links(ledger)
    let files = try named.map { try file(of: $0, links, ledger) }
    let persons = Set(zip(named, files).map { $1.map(LogID.own) ?? $0.place })
    guard persons.count <= 1 else { throw NotebookError.severalPeople(typed, named) }
    var found = PersonOfConsents(shares: Set(named.compactMap(\.share)))
    guard let id = files.lazy.compactMap({ $0 }).first else { return found }
    found.caseFile = id
    found.shares.formUnion(links.filter { $0.value == .one(id) }.keys)
    return found
  }

  /// Our case file of a person: her own, the one that her share is linked to, or that whose consent it answers.
  func file(
    of person: Namesake, _ links: [ShareID: LinkState], _ ledger: LedgerReader
  ) throws -> CaseID? {
    if let own = person.caseFile { return own }
    guard let id = person.share else { return nil }
    if case .one(let file)? = links[id] { return file }
    // What answers a consent of ours is about the person who gave it.
    guard let share = try replica.share(id, ledger), share.isAnswer, let cited = share.cites?.share
    else { return nil }
    return try replica.share(cited, ledger).flatMap { try caseFile(of: $0, ledger) }
  }

  /// The people of a case file of ours, or of a share that we receive, by its number: what is shown where a name means
  /// several.
  private func personNumbered(
    _ typed: String, _ ledger: LedgerReader
  ) throws -> [PersonOfConsents] {
    let links = try links(ledger)
    var found: [PersonOfConsents] = []
    for id in try replica.caseFiles(ledger)
    where Replica.isPrefix(typed, of: id.description) {
      found.append(
        PersonOfConsents(caseFile: id, shares: Set(links.filter { $0.value == .one(id) }.keys)))
    }
    for share in try receivedShares(ledger)
    where Replica.isPrefix(typed, of: share.id.description) {
      found.append(PersonOfConsents(caseFile: links[share.id]?.only, shares: [share.id]))
    }
    return found
  }

  private func ownConsents(
    _ person: PersonOfConsents, with other: ServiceID?, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    guard let id = person.caseFile else { return [] }
    return try consents(of: id, ledger, at: now).filter { consent in
      // A refusal is none, and an answer goes with the consent that it answers.
      !consent.proof.isEmpty && other.map { consent.recipient == $0 } ?? true
    }
  }

  /// What other services send us of a person by a consent that she gave there, one list for each service and its volets.
  private func receivedGroups(
    _ person: PersonOfConsents, from other: ServiceID?, _ ledger: LedgerReader
  ) throws -> [[Share]] {
    let received = try receivedShares(ledger)
    var groups: [[Share]] = []
    for share in received
    where person.shares.contains(share.id) && !share.isAnswer
      && other.map({ share.owner == $0 }) ?? true
      && !groups.contains(where: { $0.contains { $0.id == share.id } })
    {
      groups.append(share.beside(in: received))
    }
    return groups
  }

  /// The person of each share whose grants open still, run out or not.
  private func everyReceivedPerson(_ ledger: LedgerReader) throws -> [Namesake] {
    try receivedShares(ledger).compactMap { share in
      for grant in share.grants.reversed() {
        guard let sealed = try open(grant, in: share, ledger) else { continue }
        return Namesake(
          place: .share(share.id), name: sealed.name, born: sealed.born.isEmpty ? nil : sealed.born,
          openedOn: nil, from: share.view.owner.genesis?.name ?? "")
      }
      return nil
    }
  }

  func receivedShares(_ ledger: LedgerReader) throws -> [Share] {
    try replica.allShares(ledger).filter { $0.recipient == service }
  }

  private func named(_ group: [Share], _ ledger: LedgerReader) throws -> NamedConsent {
    let volets = try group.flatMap { share in
      let codes = try grantedVolets(of: share, ledger)
      return share.standingVolets.compactMap { codes[$0] }
    }
    return NamedConsent(
      number: group.first?.id.description ?? "",
      service: group.first?.view.owner.genesis?.name ?? "",
      volets: Volet.allCases.filter(volets.contains), isReceived: true)
  }
}

extension NamedConsent {
  init(_ consent: ConsentSummary) {
    self.init(
      number: consent.consent.description, service: consent.recipientName,
      volets: consent.isReplaced ? consent.volets : consent.notReplaced, isReceived: false,
      isReplaced: consent.isReplaced, status: consent.status,
      recordedAt: consent.events.first?.at, until: consent.until)
  }
}

extension Share {
  /// What it sends goes back in answer to a consent of the service that receives it.
  var isAnswer: Bool { !grants.isEmpty && grants.allSatisfy { $0.cites != nil } }

  /// The shares in which the same service gives the same volets, this one with them.
  func beside(in received: [Share]) -> [Share] {
    let volets = Set(grants.flatMap(\.volets))
    return received.filter { share in
      share.owner == owner
        && (share.id == id || share.grants.contains { !volets.isDisjoint(with: $0.volets) })
    }
  }
}
