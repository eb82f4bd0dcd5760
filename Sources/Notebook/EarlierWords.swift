public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// What an earlier consent lets a service read, when another one "from now on" is about to take its place and would carry it
/// on to its own end. Protocol/consent.md, 8.5.1.
extension WorkerSession {
  /// Volets in which a service may read what only an earlier consent lets it read, where these terms go "from now on": the
  /// person says whether that stays until the new end or ends.
  public func earlierWords(
    besides terms: ConsentTerms, for typed: String, at now: Instant
  ) throws -> (service: String, volets: [Volet]) {
    guard terms.past == .none else { return ("", []) }
    return try read { ledger in
      try checkReadingNames(ledger)
      let recipient = try recipientID(terms.recipient, ledger)
      let volets = try earlierWords(
        terms, to: recipient, in: try caseID(typed, ledger), ledger, at: now)
      return (try replica.serviceView(recipient, ledger).genesis?.name ?? "", volets)
    }
  }

  /// What is recorded of how far back a consent goes: "from now on" keeps what an earlier one lets be read, or ends it.
  ///
  /// - Parameter keeping: what the person said; nil when nobody asked her.
  /// - Throws: `NotebookError.earlierBesideConsent` when there is something, and nobody asked.
  func past(
    of terms: ConsentTerms, keeping: Bool?, to recipient: ServiceID, in id: CaseID,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> Past {
    guard terms.past == .none else { return terms.past }
    if let keeping, !keeping { return .none }
    let volets = try earlierWords(terms, to: recipient, in: id, ledger, at: now)
    guard keeping != nil else {
      guard volets.isEmpty else {
        let name = try replica.serviceView(recipient, ledger).genesis?.name ?? ""
        throw NotebookError.earlierBesideConsent(service: name, volets)
      }
      return .none
    }
    return volets.isEmpty && terms.effective == .now ? .none : .kept
  }

  private func earlierWords(
    _ terms: ConsentTerms, to recipient: ServiceID, in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> [Volet] {
    guard terms.past == .none else { return [] }
    return try terms.volets.filter { volet in
      try !earlierShares(volet, to: recipient, in: id, ledger, from: terms.effectiveAt, at: now)
        .isEmpty
    }
  }

  /// Shares in which something before this moment may be read in a volet: an allowance that has not run out, and a key under
  /// which something is written, or may be on a device that was not heard.
  ///
  /// - Parameters:
  ///   - bound: only what is beyond it counts.
  ///   - beginning: what has run out by then is left aside: it is taken back anyway.
  private func earlierShares(
    _ volet: Volet, to recipient: ServiceID, in id: CaseID, reaching bound: EarlierBound = .nothing,
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
