public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// A volet received from another service, read beside our own case files.
public struct SharedSummary: Hashable, Sendable {
  /// Volets that end together.
  public struct End: Hashable, Sendable {
    public internal(set) var volets: [Volet]
    /// Exclusive; nil without an end.
    public let until: Instant?
  }

  public let share: ShareID
  public let from: String
  public let name: String
  /// What goes on; when nothing does any more, what was received and may be read.
  public let volets: [Volet]
  /// Beside it, what was received and goes on no more since the other service ended its follow-up.
  public let ceasedVolets: [Volet]
  /// The latest of those that allow it.
  public let consent: ConsentID
  /// All of them, ascending.
  public let consents: [ConsentID]
  /// The earliest of the ends.
  public let until: Instant?
  /// Each end with its volets, in the order of `volets`.
  public let ends: [End]
  public let bothWays: Bool
  /// Nil also while people who did not know of each other linked it to several.
  public let linkedTo: CaseID?
  public let linkedApart: [CaseID]
  /// Of the person, as the other service wrote it down: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  public let born: String?
  /// When the other service carried out the latest consent of it.
  public let sharedSince: Instant?
  /// When the other service ended its follow-up: what was received stays, and nothing new comes.
  public let ceasedOn: Instant?
  /// It was our service that ended its own, and what is received answered it.
  public let ceasedHere: Bool
  /// It goes back in answer to what we transmit.
  public let isAnswer: Bool
  /// Our case files of a person of that name, while it is linked to none.
  public internal(set) var alike: [Namesake] = []
  /// No device of that service exchanges with one of ours any more, as far as this node knows.
  public internal(set) var isCutOff = false
}

/// Shares: issuing grants, reading what others granted us, answering both ways. Protocol/consent.md, "Share".
extension WorkerSession {
  /// The agreement begins now: unless it goes for the past too, a run of each volet begins with it, and what earlier consents
  /// let be read beyond it ends, unless the person keeps it.
  ///
  /// - Parameter consent: nil where it ends none: an answer stands in a share of its own.
  /// - Returns: the earlier consents that it ended.
  @discardableResult
  func begin(
    _ record: inout WireConsentRecord, _ consent: ConsentID?, case id: CaseID, zone: Int = 0,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> [Withdrawal] {
    guard record.reach != .all else { return [] }
    let volets = record.volets.compactMap(Volet.init(code:))
    var ended: [Withdrawal] = []
    if let recipient = ServiceID(record.recipient) {
      try endLapsed(volets, to: recipient, case: id, into: ledger, at: now)
      if let consent, let bound = record.earlierBound {
        ended = try endEarlier(
          volets, for: consent, to: recipient, case: id, reaching: bound, into: ledger, at: now)
      }
    }
    // One for the past since a date says where that begins since it was recorded.
    guard !record.isSince else { return ended }
    record.strata = try volets.map { volet in
      let tag = try tag(of: volet, in: id, ledger)
      return .init(try beginRun(of: tag, case: id, zone: zone, into: ledger, at: now).bytes)
    }
    return ended
  }

  /// Issues a grant and the wraps that go with it, unless another node has already. Nil when the recipient has no box key
  /// yet, because nobody there was admitted or because no exchange has brought it: an unlocked node tries again.
  func issue(
    _ record: WireConsentRecord, _ consent: ConsentID, case id: CaseID, into ledger: LedgerWriter,
    at now: Instant, answering: Answering? = nil
  ) throws -> ShareID? {
    guard let recipient = ServiceID(record.recipient) else {
      throw NotebookError.unknownService(record.recipientName)
    }
    guard let box = try replica.serviceView(recipient, ledger).currentBox,
      let share = try shareID(of: id, to: recipient, citing: answering?.share, ledger)
    else { return nil }
    let known = try replica.share(share, ledger)?.view
    let takenBack = known.map { Self.takenBack(of: consent, in: $0) } ?? { _ in false }
    let pairs = try record.volets.compactMap(Volet.init(code:))
      .map { (tag: try tag(of: $0, in: id, ledger), volet: $0) }
      .filter { !takenBack($0.tag) }.sorted { $0.tag < $1.tag }
    guard !pairs.isEmpty else { return share }
    let isGiven = pairs.allSatisfy { known?.stands(consent, for: $0.tag, of: .sending) ?? false }
    if !isGiven {
      try grant(
        record, consent, pairs, answering, in: share, of: id, to: (recipient, box), into: ledger,
        at: now)
    }
    let begun = Set(record.strata.compactMap { StratumID($0) })
    for tag in pairs.map(\.tag) {
      let own = try replica.ownView(id, ledger)
      // Where nothing says when it began, nothing is given: only the person gives the past.
      let strata =
        record.reach == .all ? own.strata(of: tag) : own.heirs(of: begun, in: tag)
      let live = Set(try replica.share(share, ledger)?.sendingWraps(tag).map(\.epoch) ?? [])
      let epochs = strata.flatMap { stratum in
        own.epochs(of: stratum).filter { !live.contains($0) }.map { (stratum, $0) }
      }
      try wrap(epochs, of: tag, case: id, in: share, into: ledger, at: now)
    }
    return share
  }

  /// The volets that the person took back of a consent in a share, or that fell with another: they are never given
  /// under it again.
  private static func takenBack(
    of consent: ConsentID, in share: ShareView
  ) -> (VoletTag) -> Bool {
    let named = share.withdrawals.filter { $0.consent == consent }.map(\.volets)
    let isWhole = named.contains(where: \.isEmpty)
    let tags = Set(named.joined()).union(
      Set(share.grantedVolets(of: consent)).subtracting(share.standing(of: consent)))
    return { isWhole || tags.contains($0) }
  }

  /// States the grant, with the sealed part that both sides open.
  private func grant(
    _ record: WireConsentRecord, _ consent: ConsentID, _ pairs: [(tag: VoletTag, volet: Volet)],
    _ answering: Answering?, in share: ShareID, of id: CaseID,
    to recipient: (service: ServiceID, box: BoxKey), into ledger: LedgerWriter, at now: Instant
  ) throws {
    let card = try person(of: id, ledger)
    let sealed =
      try WireGrantSealed.with {
        $0.name = card?.name.texts.joined(separator: " / ") ?? ""
        $0.born = card?.born.texts.joined(separator: " / ") ?? ""
        $0.volets = pairs.map(\.volet.code)
      }.serializedBytes() as [UInt8]
    let rows = try worker().keyring.makeGrantKey(
      sealing: sealed, under: try currentRoot(ledger), to: recipient.box, using: &chance)
    try state(
      .grant(
        Grant(
          consent: consent, owner: service, recipient: recipient.service, volets: pairs.map(\.tag),
          until: record.end,
          bothWays: record.bothWays, cites: answering?.citation(of: pairs.map(\.volet)),
          sealed: AttachmentID(of: rows.sealed),
          ownerWrap: AttachmentID(of: rows.ownerWrap),
          recipientWrap: AttachmentID(of: rows.recipientWrap))),
      in: .share(share), as: .worker,
      attachments: [rows.sealed, rows.ownerWrap, rows.recipientWrap], into: ledger, at: now)
  }

  /// The volets that a share has granted, by tag, as its sealed parts name them.
  func grantedVolets(of share: Share, _ ledger: LedgerReader) throws -> [VoletTag: Volet] {
    var codes: [VoletTag: Volet] = [:]
    for grant in share.grants {
      guard let sealed = try open(grant, in: share, ledger) else { continue }
      for (tag, code) in zip(grant.volets, sealed.volets) { codes[tag] = Volet(code: code) }
    }
    return codes
  }

  /// The sealed part of a grant, when its rows are still here and open.
  func open(_ grant: Grant, in share: Share, _ ledger: LedgerReader) throws -> WireGrantSealed? {
    let keyring = try worker().keyring
    guard let sealed = try ledger.attachment(grant.sealed) else { return nil }
    let ours = grant.owner == service
    guard let wrap = try ledger.attachment(ours ? grant.ownerWrap : grant.recipientWrap) else {
      return nil
    }
    do {
      if ours {
        return try WireGrantSealed(
          serializedBytes: try keyring.openGrant(sealed, ownerWrap: wrap))
      }
      for root in try replica.serviceView(service, ledger).roots where keyring.holds(root.box) {
        let plain: [UInt8]
        do {
          plain = try keyring.openGrant(sealed, recipientWrap: wrap, box: root.box)
        } catch {
          // It is sealed to another of our boxes, if to any: the next one is tried.
          continue
        }
        return try WireGrantSealed(serializedBytes: plain)
      }
      return nil
    } catch is EnvelopeError {
      // A row that does not open: nothing is shown from it.
      return nil
    } catch is BinaryDecodingError {
      // What opens and is no sealed part: another service's nonsense stops nobody here.
      return nil
    }
  }

  /// What other services share with us and may still be read.
  ///
  /// - Parameter typed: only those of people whose names, or beginnings of them, were typed, here or in the case file that
  ///   they are linked to; nil for all.
  public func listReceived(
    named typed: String? = nil, at now: Instant
  ) throws -> [SharedSummary] {
    try read { ledger in
      try checkReadingNames(ledger)
      let people = try ownPeople(ledger)
      let hasOthers = try replica.hasOtherNodes(ledger)
      let shares = try received(ledger, at: now)
      let wanted = try typed.map { try received(shares, named: $0, ledger) } ?? shares
      return try wanted.map { shared in
        var shared = shared
        if shared.linkedTo == nil { shared.alike = self.people(named: shared.name, among: people) }
        shared.isCutOff = try !hasOthers && !replica.isMet(shared.from, ledger)
        return shared
      }
    }
  }

  private func received(
    _ shares: [SharedSummary], named typed: String, _ ledger: LedgerReader
  ) throws -> [SharedSummary] {
    let places = shares.map { share in
      Namesake(
        place: .share(share.share), name: share.name, born: share.born, openedOn: nil,
        from: share.from)
    }
    let named = Set(everybody(named: typed, among: places).map(\.place))
    let own = try caseFiles(named: typed, ledger)
    return shares.filter { share in
      named.contains(.share(share.share)) || share.linkedTo.map(own.contains) == true
    }
  }

  func received(_ ledger: LedgerReader, at now: Instant) throws -> [SharedSummary] {
    let links = try links(ledger)
    var found: [SharedSummary] = []
    for share in try replica.allShares(ledger) where share.recipient == service {
      let open = try readableVolets(of: .share(share.id), ledger, at: now)
      let going = open.filter { share.sending($0.key, at: nil) != nil }
      let stopped = going.isEmpty
      let ours = share.cited.flatMap(\.ceasings).map(\.at)
      let shown = stopped ? open : going
      guard let grant = share.grants.last(where: { $0.volets.contains { shown[$0] != nil } })
      else { continue }
      let sealed = try self.open(grant, in: share, ledger)
      let allowances = shown.keys.sorted().compactMap { tag in
        share.allowance(tag, at: now).map {
          (volet: shown[tag], allowance: $0, until: share.end(of: tag))
        }
      }
      var ends: [SharedSummary.End] = []
      for volet in Volet.allCases {
        for one in allowances where one.volet == volet {
          if let known = ends.firstIndex(where: { $0.until == one.until }) {
            ends[known].volets.append(volet)
          } else {
            ends.append(.init(volets: [volet], until: one.until))
          }
        }
      }
      found.append(
        SharedSummary(
          share: share.id,
          from: try replica.toldName(share.view.owner.genesis?.name ?? "", of: share.owner, ledger),
          name: sealed?.name ?? "",
          volets: Volet.allCases.filter(shown.values.contains),
          ceasedVolets: stopped
            ? [] : Volet.allCases.filter { open.values.contains($0) && !going.values.contains($0) },
          consent: grant.consent,
          consents: Set(allowances.flatMap(\.allowance.consents)).sorted(),
          until: allowances.compactMap(\.until).min(), ends: ends,
          bothWays: allowances.contains(where: \.allowance.bothWays),
          linkedTo: links[share.id]?.only,
          linkedApart: links[share.id]?.disputed ?? [], born: sealed?.born.nonEmpty,
          sharedSince: share.moment(of: grant),
          ceasedOn: going.count < open.count
            ? (ours.min() ?? share.view.ceasings.map(\.at).max()) : nil,
          ceasedHere: stopped && !ours.isEmpty, isAnswer: share.cites != nil))
    }
    return found
  }
}

/// What a return share is opened for: a consent that another service's share gave both ways, and the tag there of each
/// volet. Protocol/consent.md, section 9.
struct Answering {
  let share: ShareID
  let consent: ConsentID
  let tags: [Volet: VoletTag]

  /// For a grant of `volets`, in their order.
  func citation(of volets: [Volet]) -> Citation {
    Citation(share: share, consent: consent, volets: volets.compactMap { tags[$0] })
  }
}

extension String {
  /// Nil when there is nothing in it.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
