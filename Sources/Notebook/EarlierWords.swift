public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// What only an earlier consent lets a service read, where a later one would end it.
public struct EarlierWords: Sendable {
  /// The name of the service.
  public let service: String
  /// Where there is something; none where nothing would end.
  public let volets: [Volet]
  /// What is of before this day would end; nil of all that is of before the later consent.
  public let before: CalendarDate?
}

/// What an earlier consent lets a service read, when another one that goes less far back is about to take its place and would
/// carry it on to its own end. Protocol/consent.md, 8.5.1.
extension WorkerSession {
  /// What a service may read that only an earlier consent lets it read, and these terms do not give: the person says whether
  /// that stays until the new end or ends.
  ///
  /// - Parameter zone: minutes east of UTC.
  /// - Throws: `NotebookError.sinceToCome` for a past that is to come.
  public func earlierWords(
    besides terms: ConsentTerms, for typed: String, zone: Int, at now: Instant
  ) throws -> EarlierWords {
    try read { ledger in
      try checkReadingNames(ledger)
      let recipient = try recipientID(terms.recipient, ledger)
      let id = try caseID(typed, ledger)
      let terms = try rounded(terms, in: id, zone: zone, ledger, at: now)
      return try earlierWords(terms, to: recipient, in: id, ledger, at: now)
    }
  }

  /// What is recorded of how far back a consent goes: one that does not go as far as an earlier one keeps what that lets be
  /// read, or ends it.
  ///
  /// - Parameters:
  ///   - terms: rounded.
  ///   - keeping: what the person said; nil when nobody asked her.
  /// - Throws: `NotebookError.earlierBesideConsent` when there is something, and nobody asked.
  func past(
    of terms: ConsentTerms, keeping: Bool?, to recipient: ServiceID, in id: CaseID,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> Past {
    if let keeping, !keeping { return terms.past }
    let found = try earlierWords(terms, to: recipient, in: id, ledger, at: now)
    guard keeping != nil else {
      guard found.volets.isEmpty else {
        throw NotebookError.earlierBesideConsent(
          service: found.service, found.volets, before: found.before)
      }
      return terms.past
    }
    // One that begins later keeps what stands by then.
    return found.volets.isEmpty && terms.effective == .now ? terms.past : terms.past.withEarlier
  }

  private func earlierWords(
    _ terms: ConsentTerms, to recipient: ServiceID, in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> EarlierWords {
    let name = try replica.serviceView(recipient, ledger).genesis?.name ?? ""
    guard let bound = try bound(of: terms, in: id, ledger) else {
      return EarlierWords(service: name, volets: [], before: nil)
    }
    let volets = try terms.volets.filter { volet in
      try !earlierShares(
        volet, to: recipient, in: id, reaching: bound, ledger, from: terms.effectiveAt, at: now
      ).isEmpty
    }
    return EarlierWords(service: name, volets: volets, before: bound.day)
  }

  /// Whether a service may read something that a recorded consent by itself does not give it: an earlier one let it be read,
  /// and this one carries it on.
  func letsMoreBeRead(
    than record: WireConsentRecord, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    guard record.reach != .all, let recipient = ServiceID(record.recipient) else { return false }
    let bound = EarlierBound.runs(Set(record.strata.compactMap { StratumID($0) }))
    return try record.volets.compactMap(Volet.init(code:)).contains { volet in
      try !earlierShares(volet, to: recipient, in: id, reaching: bound, ledger, at: now).isEmpty
    }
  }

  /// Shares in which something before this moment may be read in a volet: an allowance that has not run out, and a key under
  /// which something is written, or may be on a device that was not heard.
  ///
  /// - Parameters:
  ///   - bound: only what is beyond it counts.
  ///   - beginning: what has run out by then is left aside: it is taken back anyway.
  private func earlierShares(
    _ volet: Volet, to recipient: ServiceID, in id: CaseID, reaching bound: EarlierBound,
    _ ledger: LedgerReader, from beginning: Instant? = nil, at now: Instant
  ) throws -> [Share] {
    let tag = try tag(of: volet, in: id, ledger)
    let present = try replica.latest(now, ledger)
    let latest = beginning.map { max($0, present) } ?? present
    let own = try replica.ownView(id, ledger)
    let mayBeElsewhere = try replica.hasOtherNodes(ledger) || ledger.incarnation > 1
    return try replica.shares(of: tag, ledger).filter { share in
      guard share.owner == service, share.recipient == recipient, share.cites == nil,
        let allowance = share.view.effective(tag), allowance.until.map({ $0 > latest }) ?? true
      else { return false }
      let wraps = share.liveWraps(tag).filter { bound.leavesOut($0.stratum, of: tag, own) }
      return try !wraps.isEmpty
        && (mayBeElsewhere || wraps.contains { try ledger.holdsChanges(under: $0.epoch) })
    }
  }

  /// A consent that goes "from now on", or for less of the past, takes the place of others: what only they let be read is
  /// taken back, with its keys.
  ///
  /// - Parameter bound: what the later one leaves of it.
  /// - Returns: what was withdrawn, by consent.
  func endEarlier(
    _ volets: [Volet], for later: ConsentID, to recipient: ServiceID, case id: CaseID,
    reaching bound: EarlierBound, into ledger: LedgerWriter, at now: Instant
  ) throws -> [Withdrawal] {
    var standing: [(share: ShareID, consent: ConsentID, volet: Volet)] = []
    for volet in volets {
      let tag = try tag(of: volet, in: id, ledger)
      for share in try earlierShares(
        volet, to: recipient, in: id, reaching: bound, ledger, at: now)
      {
        for consent in share.view.effective(tag)?.consents ?? [] where consent != later {
          standing.append((share.id, consent, volet))
        }
      }
    }
    var ended: [Withdrawal] = []
    for consent in Set(standing.map(\.consent)).sorted()
    where try lastRecord(of: consent, in: id, ledger) != nil {
      let lost = volets.filter { volet in
        standing.contains { $0.consent == consent && $0.volet == volet }
      }
      let done = try withdraw(
        consent, volets: lost, in: id, because: .fromNow(later), into: ledger, at: now)
      if !done.wasSo { ended.append(done) }
    }
    // One whose record has not come, or says already that it ended.
    for one in standing {
      guard let share = try replica.share(one.share, ledger) else { continue }
      try withdraw(one.consent, [one.volet], in: share, case: id, into: ledger, at: now)
    }
    return ended
  }
}
