public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// A withdrawal that was recorded here, of a consent that another node of the service had put into effect meanwhile.
public struct OvertakenWithdrawal: Hashable, Sendable {
  public let consent: ConsentID
  public let person: String
  public let recipient: String
  /// Where something may have been received by it.
  public let volets: [Volet]
}

/// Carrying out what was decided elsewhere: whoever opens the notebook states it, and is not said to have decided it.
/// Protocol/consent.md, "Withdrawal", and decision 0025.
extension WorkerSession {
  /// A consent that has run out is taken back before another begins "from now on": what was written in between stays here.
  func endLapsed(
    _ volets: [Volet], to recipient: ServiceID, case id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let latest = try replica.latest(now, ledger)
    for volet in volets {
      let tag = try tag(of: volet, in: id, ledger)
      for share in try replica.shares(of: tag, ledger) where share.recipient == recipient {
        guard let lapsed = share.view.effective(tag), let until = lapsed.until, until <= latest,
          let consent = lapsed.consents.first
        else { continue }
        try withdraw(consent, [volet], in: share, case: id, into: ledger, at: now)
      }
    }
  }

  /// A grant that another node issued without knowing that the person had withdrawn, all or some volets, is taken back;
  /// a withdrawal that was stated elsewhere is recorded.
  func closeWithdrawn(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    try recordHeard(in: id, into: ledger, at: now)
    for consent in try consents(of: id, ledger, at: now) {
      let gone = Volet.allCases.filter {
        consent.status == .withdrawn || consent.takenBack.contains($0.code)
      }
      guard !gone.isEmpty else { continue }
      let codes = try voletCodes(of: id, ledger)
      var given: Set<Volet> = []
      for share in try replica.shares(giving: consent.consent, in: id, ledger) {
        given.formUnion(share.view.standing(of: consent.consent).compactMap { codes[$0] })
        try withdraw(consent.consent, gone, in: share, case: id, into: ledger, at: now)
      }
      try tell(consent, overtaken: gone.filter(given.contains), in: id, ledger)
    }
  }

  /// What another node had put into effect of a consent that is recorded as taken back: whoever works here is told.
  private func tell(
    _ consent: ConsentSummary, overtaken volets: [Volet], in id: CaseID, _ ledger: LedgerReader
  ) throws {
    guard !consent.proof.isEmpty else { return }
    let known =
      consent.isRecordedAsLive ? volets.filter { consent.takenBack.contains($0.code) } : volets
    guard !known.isEmpty, try mayReadNames(ledger) else { return }
    present.overtaken.append(
      OvertakenWithdrawal(
        consent: consent.consent, person: try summary(of: id, ledger).name,
        recipient: consent.recipientName, volets: known))
  }

  /// Closes, volet by volet, return shares of ours whose cited consent stands no more, so that what they carried is
  /// forgotten there too.
  func closeReturnShares(into ledger: LedgerWriter, at now: Instant) throws {
    for share in try replica.allShares(ledger) where share.owner == service && share.cites != nil {
      let closed = Set(
        share.view.effective().keys.filter { share.allowance($0, at: nil) == nil })
      guard let first = closed.min(), case .own(let id) = try ledger.log(of: first) else {
        continue
      }
      let codes = try voletCodes(of: id, ledger)
      for consent in share.view.consents {
        let tags = share.view.standing(of: consent).filter(closed.contains)
        guard !tags.isEmpty else { continue }
        let purge = Set(tags.flatMap { share.liveWraps($0).map(\.epoch) }).sorted()
        try state(
          .withdrawal(consent: consent, volets: tags, purge: purge), in: .share(share.id),
          as: .worker, into: ledger, at: now)
        let answered = share.grants.last { $0.consent == consent }?.cites?.consent
        try record(
          ending: consent, of: tags.compactMap { codes[$0]?.code },
          because: .answered(answered ?? consent), said: now, in: id, into: ledger, at: now)
      }
    }
  }

  /// Records for each consent that lost something without a record of ours what it lost, and why: said at the
  /// recipient's counter, or covered by the withdrawal of another consent. Idempotent.
  func recordHeard(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    // What is recorded is admitted like anything else and leads here again: each time from the beginning.
    while let next = try unrecordedEnding(in: id, ledger, at: now),
      try record(
        ending: next.consent, of: next.volets, because: next.cause, said: next.at, in: id,
        into: ledger, at: now)
    {}
  }

  /// After a withdrawal here: what others lost by it.
  func recordEndedAlong(
    with consent: ConsentID, _ before: [ConsentSummary], in id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> [Withdrawal.Along] {
    try recordHeard(in: id, into: ledger, at: now)
    let after = try consents(of: id, ledger, at: now)
    return before.compactMap { was in
      guard was.consent != consent, was.isLive || was.status == .expired,
        let present = after.first(where: { $0.consent == was.consent })
      else { return nil }
      let left = present.isWithdrawable ? present.codes : []
      let lost = was.codes.filter { !left.contains($0) }
      return lost.isEmpty
        ? nil
        : .init(
          consent: was.consent, volets: lost.compactMap(Volet.init(code:)),
          status: present.status)
    }
  }

  private struct Ending {
    let consent: ConsentID
    let volets: [String]
    let cause: EndingCause
    /// When it was stated.
    let at: Instant
  }

  private func unrecordedEnding(
    in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> Ending? {
    let tags = try replica.ownView(id, ledger).volets.map(\.tag)
    let isQuiet = try tags.allSatisfy {
      try replica.shares(of: $0, ledger).allSatisfy(\.isUndisturbed)
    }
    guard !isQuiet else { return nil }
    let codes = try voletCodes(of: id, ledger)
    for consent in try consents(of: id, ledger, at: now) where consent.isRecordedAsLive {
      let given = try replica.shares(giving: consent.consent, in: id, ledger)
      var lost: [(code: String, why: (cause: EndingCause, at: Instant))] = []
      for share in given {
        for tag in share.view.grantedVolets(of: consent.consent) {
          guard let code = codes[tag]?.code, consent.recordedCodes.contains(code),
            !given.contains(where: { $0.view.stands(consent.consent, for: tag) }),
            let why = share.whyEnded(consent, tag)
          else { continue }
          lost.append((code, why))
        }
      }
      guard let first = lost.min(by: { $0.why.at < $1.why.at })?.why else { continue }
      return Ending(
        consent: consent.consent, volets: lost.filter { $0.why.cause == first.cause }.map(\.code),
        cause: first.cause, at: first.at)
    }
    return nil
  }

  /// Records what a consent lost by no word said to the worker who records it. False when nothing is recorded of it.
  @discardableResult
  private func record(
    ending consent: ConsentID, of codes: [String], because cause: EndingCause, said: Instant,
    in id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws -> Bool {
    guard var record = try lastRecord(of: consent, in: id, ledger) else { return false }
    let left = record.volets.filter { !codes.contains($0) }
    record.say(left.isEmpty ? .withdrawn : .narrowed)
    if !left.isEmpty { record.volets = left }
    record.set(cause, said: said)
    try self.record(
      .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
    return true
  }
}

extension Share {
  fileprivate var isUndisturbed: Bool { view.withdrawals.isEmpty }

  /// Why a consent stands no more for a volet, when that is not its own withdrawal by the owner, and when it was stated.
  fileprivate func whyEnded(
    _ consent: ConsentSummary, _ tag: VoletTag
  ) -> (cause: EndingCause, at: Instant)? {
    guard let first = view.endings(of: consent.consent, for: tag).first else { return nil }
    let isOurs = !view.isByRecipient(first)
    guard first.consent != consent.consent || !isOurs else { return nil }
    // It had run out before: nobody took anything back from it.
    if let until = consent.until, until <= first.at { return nil }
    return (isOurs ? .beside(first.consent) : .counter(first.statement), first.at)
  }
}
