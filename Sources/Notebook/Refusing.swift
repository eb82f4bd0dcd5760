public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What becomes of the consents that a refusal finds.
public enum BesideRefusal: Hashable, Sendable {
  /// All that are not ended for good end, whatever the clock says: she wants nothing transmitted there any more.
  case withdraw
  /// They stay: she refused something further.
  case keep
}

/// A refusal, and what became of the consents beside it.
public struct RecordedRefusal: Sendable {
  public let consent: ConsentID
  public let status: ConsentSummary.Status
  public let service: String
  public let withdrawn: [Withdrawal]
  /// In force or planned, as before.
  public let kept: [ConsentSummary]
  /// The same was recorded before, then: nothing was added.
  public let recordedBefore: Instant?
}

/// Refusing. A refusal alone stops nothing that was agreed before: what becomes of that is asked. Decision 0025.
extension WorkerSession {
  /// Consents of a case file to a service that are in force or planned; while the clock is doubted, those too that have
  /// run out by it.
  public func liveConsents(of typed: String, to recipient: String, at now: Instant) throws
    -> [ConsentSummary]
  {
    try read { ledger in
      try liveConsents(
        of: try caseID(typed, ledger), to: try knownServiceID(recipient, ledger), ledger, at: now)
    }
  }

  /// The same, and those that our own service ended: what was sent by them lies over there still.
  public func consentsBesideRefusal(
    of typed: String, to recipient: String, at now: Instant
  ) throws -> [ConsentSummary] {
    try read { ledger in
      try consentsBesideRefusal(
        of: try caseID(typed, ledger), to: try knownServiceID(recipient, ledger), ledger, at: now)
    }
  }

  private func consentsBesideRefusal(
    of id: CaseID, to recipient: ServiceID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    try consents(of: id, ledger, at: now).filter {
      try $0.recipient == recipient && takeable($0, ledger) == .open
    }
  }

  private func liveConsents(
    of id: CaseID, to recipient: ServiceID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    try consents(of: id, ledger, at: now).filter {
      $0.recipient == recipient && ($0.isLive || $0.status == .expired && isClockDoubted)
    }
  }

  /// Records that the person refused. Nobody else ever learns of it.
  ///
  /// Said twice, it is recorded once.
  ///
  /// - Parameter choice: what becomes of the consents to the same service that are in force or planned, or lie there.
  /// - Throws: `NotebookError.consentsBesideRefusal` when there are some and `choice` is nil.
  public func refuseConsent(
    for typed: String, to recipient: String, beside choice: BesideRefusal? = nil,
    circumstances: ConsentCircumstances = .unrecorded, zone: Int = 0, at now: Instant
  ) throws -> RecordedRefusal {
    try checkActing()
    let circumstances = try tidied(circumstances, zone: zone, at: now)
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      let service = try knownServiceID(recipient, ledger)
      let live = try consentsBesideRefusal(of: id, to: service, ledger, at: now)
      if choice == nil, let first = live.first {
        throw NotebookError.consentsBesideRefusal(service: first.recipientName, live)
      }
      let name = try replica.serviceView(service, ledger).genesis?.name ?? recipient
      let ending =
        choice == .withdraw ? try endings(with: service, in: id, ledger, at: now) : []
      if ending.isEmpty, let known = try standingRefusal(of: id, to: service, ledger, at: now) {
        return RecordedRefusal(
          consent: known.consent, status: .refused, service: name, withdrawn: [], kept: live,
          recordedBefore: known.events.first?.at)
      }
      let consent = ConsentID(using: &chance)
      let record = WireConsentRecord.with {
        $0.say(.refused)
        $0.recipient = .init(service.bytes)
        $0.recipientName = name
        $0.circumstances = circumstances
      }
      try self.record(
        .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
      try log(.refuse, case: id, volets: [], into: ledger, at: now)
      var withdrawn: [Withdrawal] = []
      for ended in ending {
        let done = try withdraw(ended, volets: nil, in: id, into: ledger, at: now)
        if !done.wasSo { withdrawn.append(done) }
      }
      return RecordedRefusal(
        consent: consent, status: .refused, service: name, withdrawn: withdrawn,
        kept: choice == .keep ? live : [], recordedBefore: nil)
    }
  }

  /// What ends with a refusal. What has run out by a clock that is wrong has not, and nothing of it is to begin again;
  /// what our service ended lies there until the person takes it back.
  private func endings(
    with recipient: ServiceID, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentID] {
    try consents(of: id, ledger, at: now).filter {
      try $0.recipient == recipient
        && (!$0.isEndedForGood || takeable($0, ledger) != .nothing)
    }.map(\.consent)
  }

  /// The last refusal for a service, when nothing was agreed with it since.
  private func standingRefusal(
    of id: CaseID, to recipient: ServiceID, _ ledger: LedgerReader, at now: Instant
  ) throws -> ConsentSummary? {
    let last = try consents(of: id, ledger, at: now).last { consent in
      consent.recipient == recipient && (consent.status == .refused || !consent.proof.isEmpty)
    }
    return last?.status == .refused ? last : nil
  }
}
