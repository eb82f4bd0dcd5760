import CaseFile
import Consent
public import Envelope
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
}

/// Refusing. A refusal alone stops nothing that was agreed before: what becomes of that is asked. Decision 0025.
extension Notebook {
  /// Consents of a case file to a service that are in force or planned; while the clock is doubted, those too that have
  /// run out by it.
  public func liveConsents(of typed: String, to recipient: String, at now: Instant) throws
    -> [ConsentSummary]
  {
    try read { ledger in
      try liveConsents(
        of: try caseID(typed, ledger), to: try serviceID(recipient, ledger), ledger, at: now)
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
  /// - Parameter choice: what becomes of the consents to the same service that are in force or planned.
  /// - Throws: `NotebookError.consentsBesideRefusal` when there are some and `choice` is nil.
  public func refuseConsent(
    for typed: String, to recipient: String, beside choice: BesideRefusal? = nil, at now: Instant
  ) throws -> RecordedRefusal {
    try checkConsenting([.contact])
    return try write { ledger in
      let id = try caseID(typed, ledger)
      let service = try serviceID(recipient, ledger)
      let live = try liveConsents(of: id, to: service, ledger, at: now)
      if choice == nil, !live.isEmpty { throw NotebookError.consentsBesideRefusal(live) }
      let consent = ConsentID(using: &chance)
      let name = try serviceView(service, ledger).genesis?.name ?? recipient
      let record = WireConsentRecord.with {
        $0.event = "refused"
        $0.recipient = .init(service.bytes)
        $0.recipientName = name
      }
      try self.record(
        .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
      try log(.refuse, case: id, volets: [], into: ledger, at: now)
      var withdrawn: [Withdrawal] = []
      if choice == .withdraw {
        // What has run out by a clock that is wrong has not; and nothing of it is to begin again.
        for summary in try consents(of: id, ledger, at: now)
        where summary.recipient == service && !summary.isEndedForGood {
          let done = try withdraw(summary.consent, volets: nil, in: id, into: ledger, at: now)
          if !done.wasSo { withdrawn.append(done) }
        }
      }
      return RecordedRefusal(
        consent: consent, status: .refused, service: name, withdrawn: withdrawn,
        kept: choice == .keep ? live : [])
    }
  }
}
