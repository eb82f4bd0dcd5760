public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// Notes of a case file that had left in answer to a share, when the link that sent them was undone.
public struct LeftByLink: Hashable, Sendable {
  public let caseFile: CaseID
  public let service: String
  public let volets: [Volet]
  /// Notes that the other service received; it is asked to erase them.
  public let notes: Int
}

/// What linking or unlinking a received share did.
public struct LinkReport: Sendable {
  /// The case file that it is linked to now; of an unlinking, the one that it was linked to. Nil when there is none.
  public let caseFile: CaseID?
  public let share: ShareID
  /// The service that shares it.
  public let from: String
  /// Nothing was changed: it is linked like that, or not linked, already.
  public let unchanged: Bool
  /// Case files that it was linked to before and is no more.
  public let replaced: [CaseID]
  public let left: [LeftByLink]
  /// The person as the other service names her, and as our case file does; nil when this role reads no names.
  public var people: (received: Namesake, own: Namesake)? = nil
}

/// Which of our case files a received share is read beside.
enum LinkState: Equatable {
  case none
  case one(CaseID)
  /// People who did not know of each other said different things: nothing goes back until somebody decides.
  case apart([CaseID])
}

/// Received shares and our own case files of the same person. Protocol/consent.md, "Own log".
extension WorkerSession {
  /// Reads a received share beside one of our case files. The last link counts. When the person agreed to both ways,
  /// what we write from now on in the same volets goes back through a return share; one that another link had opened is
  /// taken back.
  ///
  /// - Parameter samePerson: somebody said so, although names or births do not agree.
  /// - Throws: `NotebookError.anotherPerson` when they do not and nobody said so; `.shareEnded` where nothing is shared in it
  ///   any more.
  public func link(
    _ shared: String, to typed: String, samePerson: Bool = false, at now: Instant
  ) throws -> LinkReport {
    try checkReadingNames()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let share = try receivedShareID(shared, ledger, at: now)
      try checkShared(share, ledger, at: now)
      let id = try caseID(typed, ledger)
      try checkOpen(id, ledger)
      let people = try linked(share, id, ledger, at: now)
      if !samePerson, let (received, own) = people, !received.mayBe(own) {
        throw NotebookError.anotherPerson(received: received, own: own)
      }
      let turns = try linkTurns(of: share, ledger)
      let before = LinkState(turns)
      let from = try serviceName(of: .share(share), ledger)
      if before == .one(id), try !hasSpentAnswer(to: share, from: id, ledger) {
        return LinkReport(
          caseFile: id, share: share, from: from, unchanged: true, replaced: [], left: [],
          people: people)
      }
      let left = try leaving(share, keeping: id, ledger)
      let ends = try standingReturns(of: share, keeping: id, ledger)
      try record(
        .with {
          $0.link = .with {
            $0.share = .init(share.bytes)
            $0.replaces = LinkState.heads(of: turns).map { .init($0.statement.bytes) }
            $0.ends = ends.map { .init($0.bytes) }
          }
        }, about: share.bytes, in: id, into: ledger, at: now)
      try end(ends, of: share, into: ledger, at: now)
      try settleReturns(of: share, into: ledger, at: now)
      try answer(share, from: id, into: ledger, at: now)
      let replaced = before.files.filter { $0 != id }
      try log(.link, case: id, volets: [], into: ledger, at: now)
      for file in replaced { try log(.unlink, case: file, volets: [], into: ledger, at: now) }
      return LinkReport(
        caseFile: id, share: share, from: from, unchanged: false, replaced: replaced, left: left,
        people: people)
    }
  }

  /// Beside what has ended there is nothing to read, and nobody's name to compare any more.
  private func checkShared(_ share: ShareID, _ ledger: LedgerReader, at now: Instant) throws {
    guard let received = try replica.share(share, ledger) else { return }
    let moment = try replica.latest(now, ledger)
    let granted = received.view.consents.flatMap(received.view.grantedVolets(of:))
    guard granted.allSatisfy({ received.allowance($0, at: moment) == nil }),
      let end = try ended(ledger, at: now).last(where: { $0.share == share })
    else { return }
    throw NotebookError.shareEnded(end.from)
  }

  /// Who is linked, as each side knows the person; nil when one of the two says no name, or this role reads none.
  private func linked(
    _ share: ShareID, _ id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> (received: Namesake, own: Namesake)? {
    guard
      let received = try receivedPeople(ledger, at: now).first(where: { $0.share == share }),
      let own = try ownPeople(ledger).first(where: { $0.caseFile == id })
    else { return nil }
    return (received, own)
  }

  /// Undoes a link: the share is read beside no case file, and nothing goes back. Unlinking twice is no error.
  public func unlink(_ shared: String, at now: Instant) throws -> LinkReport {
    try checkReadingNames()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let share = try receivedShareID(shared, ledger, at: now)
      let turns = try linkTurns(of: share, ledger)
      let before = LinkState(turns)
      let from = try serviceName(of: .share(share), ledger)
      guard let id = before.files.first else {
        return LinkReport(
          caseFile: nil, share: share, from: from, unchanged: true, replaced: [], left: [])
      }
      let left = try leaving(share, keeping: nil, ledger)
      let ends = try standingReturns(of: share, keeping: nil, ledger)
      try record(
        .with {
          $0.link = .with {
            $0.share = .init(share.bytes)
            $0.replaces = LinkState.heads(of: turns).map { .init($0.statement.bytes) }
            $0.ends = ends.map { .init($0.bytes) }
            $0.unlinked = true
          }
        }, about: share.bytes, in: id, into: ledger, at: now)
      try end(ends, of: share, into: ledger, at: now)
      try settleReturns(of: share, into: ledger, at: now)
      for file in before.files { try log(.unlink, case: file, volets: [], into: ledger, at: now) }
      return LinkReport(
        caseFile: id, share: share, from: from, unchanged: false, replaced: before.files,
        left: left)
    }
  }

  /// How each received share is linked; those of which nobody ever said anything are left out.
  func links(_ ledger: LedgerReader) throws -> [ShareID: LinkState] {
    try linkTurns(ledger).mapValues { LinkState($0) }
  }

  func linkTurns(of share: ShareID, _ ledger: LedgerReader) throws -> [LinkTurn] {
    guard try replica.share(share, ledger)?.recipient == service else { return [] }
    return try linkTurns(of: [share], ledger)[share] ?? []
  }

  /// Every linking and unlinking, whatever case file it was recorded in.
  func linkTurns(_ ledger: LedgerReader) throws -> [ShareID: [LinkTurn]] {
    try linkTurns(of: Set(receivedShares(ledger).map(\.id)), ledger)
  }

  /// The same of some received shares. Looks only at the case files in which a record is about one of them.
  private func linkTurns(
    of shares: Set<ShareID>, _ ledger: LedgerReader
  ) throws -> [ShareID: [LinkTurn]] {
    let files = try shares.reduce(into: Set<CaseID>()) {
      $0.formUnion(try ledger.caseFiles(recordedAbout: $1.bytes))
    }
    let touches = ledger.touchesWhenAsked()
    var turns: [ShareID: [LinkTurn]] = [:]
    for id in files.sorted() where id != replica.serviceFile {
      for said in try linkTurns(in: id, since: touches, ledger) where shares.contains(said.share) {
        turns[said.share, default: []].append(said.turn)
      }
    }
    return turns
  }

  /// Opens the return share that a both-ways consent asks for, once for a link.
  func answer(_ share: ShareID, from id: CaseID, into ledger: LedgerWriter, at now: Instant) throws
  {
    guard let received = try replica.share(share, ledger), try !isClosed(id, ledger) else { return }
    let open = try readableVolets(of: .share(share), ledger, at: now)
    for grant in received.grants where grant.bothWays {
      try answer(grant, in: received, open, from: id, into: ledger, at: now)
    }
  }

  /// One consent of a share, unless it is answered.
  private func answer(
    _ grant: Grant, in received: Share, _ open: [VoletTag: Volet], from id: CaseID,
    into ledger: LedgerWriter, at now: Instant
  ) throws {
    let share = received.id
    let tags = received.view.tags(of: grant.consent).filter {
      received.sending($0, at: now)?.bothWays == true
    }
    let volets = Volet.allCases.filter { volet in tags.contains { open[$0] == volet } }
    guard !volets.isEmpty, try !isAnswered(grant.consent, of: share, from: id, ledger),
      try replica.holdsEveryRecord(ledger)
    else { return }
    let answering = Answering(
      share: share, consent: grant.consent,
      tags: Dictionary(
        tags.compactMap { tag in open[tag].map { ($0, tag) } },
        uniquingKeysWith: { first, _ in first }))
    guard try !goesOn(answering, from: id, into: ledger, at: now) else { return }
    let consent = ConsentID(using: &chance)
    var record = WireConsentRecord.with {
      $0.say(.given)
      $0.recipient = .init(received.owner.bytes)
      $0.volets = volets.map(\.code)
      $0.past = Past.none.code
      $0.effective = Effective.now.code
      $0.until = UInt64(clamping: grant.until?.milliseconds ?? 0)
    }
    record.recipientName = received.view.owner.genesis?.name ?? ""
    try begin(&record, nil, case: id, into: ledger, at: now)
    let answer = try issue(
      record, consent, case: id, into: ledger, at: now, answering: answering)
    guard let answer else { return }
    record.share = .init(answer.bytes)
    try self.record(
      .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
  }

  /// Our return shares that answer a share from one case file.
  func returns(
    of share: ShareID, from id: CaseID, _ ledger: LedgerReader
  ) throws -> [Share] {
    try replica.returnShares(citing: share, ledger).filter { try caseFile(of: $0, ledger) == id }
  }

  /// The case file whose volets a share of ours gives.
  func caseFile(of share: Share, _ ledger: LedgerReader) throws -> CaseID? {
    guard let tag = share.grants.first?.volets.first,
      case .own(let id) = try ledger.log(of: tag)
    else { return nil }
    return id
  }

  /// Takes back what goes back from a case file that a share is not linked to; stops it while people disagree about the
  /// link. Idempotent.
  ///
  /// What whoever linked or unlinked ended with it, that node states: its statement follows its record. It is only stopped
  /// here, and not while news comes in: stated twice, it would end what the same hand has opened since.
  func settleReturns(
    of share: ShareID, whileNewsComes: Bool = false, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let turns = try linkTurns(of: share, ledger)
    let state = LinkState(turns)
    let ended = turns.reduce(into: Set<ConsentID>()) { $0.formUnion($1.ends) }
    for answer in try replica.returnShares(citing: share, ledger) {
      guard let id = try caseFile(of: answer, ledger), state != .one(id) else { continue }
      let isDisputed = state.disputed.contains(id)
      for consent in try standing(in: answer, from: id, ledger) {
        guard let current = try replica.share(answer.id, ledger) else { continue }
        if ended.contains(consent) {
          if !whileNewsComes { try cease(consent, in: current, into: ledger, at: now) }
        } else if isDisputed {
          try cease(consent, in: current, into: ledger, at: now)
        } else {
          try takeBack(consent, in: current, from: id, into: ledger, at: now)
        }
      }
    }
  }

  /// What went back by a link, for whoever undoes it.
  private func end(
    _ consents: [ConsentID], of share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    for answer in try replica.returnShares(citing: share, ledger) {
      guard let id = try caseFile(of: answer, ledger) else { continue }
      for consent in try standing(in: answer, from: id, ledger) where consents.contains(consent) {
        guard let current = try replica.share(answer.id, ledger) else { continue }
        try takeBack(consent, in: current, from: id, into: ledger, at: now)
      }
    }
  }

  /// Consents by which something goes back in answer to a share, from case files other than `kept`.
  private func standingReturns(
    of share: ShareID, keeping kept: CaseID?, _ ledger: LedgerReader
  ) throws -> [ConsentID] {
    let answers = try replica.returnShares(citing: share, ledger)
    return try Set(
      answers.flatMap { (answer) -> [ConsentID] in
        guard let id = try caseFile(of: answer, ledger), id != kept else { return [] }
        return try standing(in: answer, from: id, ledger)
      }
    ).sorted()
  }

  /// Consents that stand in an answer. One of which no record is here yet was opened by a link of which the news comes too.
  private func standing(
    in answer: Share, from id: CaseID, _ ledger: LedgerReader
  ) throws -> [ConsentID] {
    let known = Set(try replica.ownView(id, ledger).records.compactMap { ConsentID($0.subject) })
    return Set(answer.grants.map(\.consent)).sorted().filter {
      known.contains($0) && !answer.view.standing(of: $0).isEmpty
    }
  }

  /// What had gone back in answer to a share from case files other than `kept`, and is to be taken back.
  private func leaving(
    _ share: ShareID, keeping kept: CaseID?, _ ledger: LedgerReader
  ) throws -> [LeftByLink] {
    var left: [LeftByLink] = []
    for answer in try replica.returnShares(citing: share, ledger) {
      guard let id = try caseFile(of: answer, ledger), id != kept else { continue }
      let standing = Set(answer.grants.flatMap { answer.view.standing(of: $0.consent) })
      guard !standing.isEmpty else { continue }
      let codes = try voletCodes(of: id, ledger)
      left.append(
        LeftByLink(
          caseFile: id, service: answer.view.recipient.genesis?.name ?? "",
          volets: Volet.allCases.filter { volet in standing.contains { codes[$0] == volet } },
          notes: try notesThatLeft(standing, to: answer.recipient, ledger)))
    }
    return left
  }

  /// Withdraws what a wrong link had opened, and asks that what it carried be erased.
  private func takeBack(
    _ consent: ConsentID, in answer: Share, from id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    try withdraw(consent, Volet.allCases, in: answer, case: id, into: ledger, at: now)
    guard var record = try lastRecord(of: consent, in: id, ledger) else { return }
    record.say(.unlinked)
    record.clearCause()
    try self.record(
      .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
  }

  /// Notes of some volets that were sent to a service.
  private func notesThatLeft(
    _ tags: Set<VoletTag>, to recipient: ServiceID, _ ledger: LedgerReader
  ) throws -> Int {
    let peers = try replica.peersEver(of: recipient, ledger)
    var count = 0
    for tag in tags {
      for document in try ledger.documents(in: tag)
      where try !ledger.isErased(document) && !isCompanion(document, ledger) {
        let changes = try ledger.changes(of: document).map(\.id)
        let left = try peers.contains { peer in
          try changes.contains { try replica.reached($0, peer, ledger) }
        }
        if left { count += 1 }
      }
    }
    return count
  }

  private func receivedShareID(
    _ typed: String, _ ledger: LedgerReader, at now: Instant
  ) throws -> ShareID {
    let share = try shareID(typed, ledger, at: now)
    guard try replica.share(share, ledger)?.recipient == service else {
      throw NotebookError.unknownShare(typed)
    }
    return share
  }
}

/// One linking or unlinking of a received share.
struct LinkTurn: Equatable {
  let statement: StatementID
  let caseFile: CaseID
  let unlinked: Bool
  /// Those that its author knew of.
  let replaces: Set<StatementID>
  /// What went back and ended with it: its author states that.
  let ends: Set<ConsentID>
}

extension LinkState {
  /// By what each turn replaced: logs of two case files do not know of each other.
  init(_ turns: [LinkTurn]) {
    let heads = LinkState.heads(of: turns)
    let linked = Set(heads.filter { !$0.unlinked }.map(\.caseFile)).sorted()
    let unlinked = Set(heads.filter(\.unlinked).map(\.caseFile))
    switch linked.count {
    case 0: self = .none
    case 1 where !unlinked.contains(linked[0]): self = .one(linked[0])
    case _: self = .apart(linked)
    }
  }

  /// Turns that no other one replaced.
  static func heads(of turns: [LinkTurn]) -> [LinkTurn] {
    let replaced = turns.reduce(into: Set<StatementID>()) { $0.formUnion($1.replaces) }
    return turns.filter { !replaced.contains($0.statement) }
  }

  /// The case file, where there is one and nobody disagrees.
  var only: CaseID? {
    if case .one(let id) = self { id } else { nil }
  }

  /// Case files that people disagree about.
  var disputed: [CaseID] {
    if case .apart(let ids) = self { ids } else { [] }
  }

  var files: [CaseID] {
    switch self {
    case .none: []
    case .one(let id): [id]
    case .apart(let ids): ids
    }
  }
}
