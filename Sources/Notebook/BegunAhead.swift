public import CaseFile
import Consent
public import Envelope
import Store
import Wire

/// A consent that began by a clock which has gone back since, on a day that has not come. Protocol/vault.md, "Clock".
public struct BegunAhead: Hashable, Sendable {
  public let consent: ConsentID
  public let person: String
  public let recipient: String
  public let volets: [Volet]
  /// What the clock said then.
  public let at: Instant
}

extension Notebook {
  /// What a clock that went back leaves of the planned consents: those that began before their day, oldest first, and
  /// whether any waits for its day still. Nothing of either where nobody's keys are open.
  public func planned(at now: Instant) throws -> (begun: [BegunAhead], isWaiting: Bool) {
    guard workerKeys != nil else { return ([], false) }
    return try read { ledger in
      var begun: [BegunAhead] = []
      var isWaiting = false
      guard try isUnlocked(ledger) else { return ([], false) }
      for (id, file) in try summaries(ledger, at: now) {
        let counting = file.consents.filter { $0.due.map { now < $0 } ?? false }
        if counting.contains(where: { $0.status == .planned }) { isWaiting = true }
        for consent in counting where consent.status == .given {
          guard let due = consent.due, let at = consent.begunAt, at >= due else { continue }
          let told = try consents(of: id, ledger, at: now).first { $0.consent == consent.id }
          begun.append(
            BegunAhead(
              consent: consent.id, person: try summary(of: id, ledger).name,
              recipient: told?.recipientName ?? consent.recipientName,
              volets: told?.volets ?? [], at: at))
        }
      }
      return (begun.sorted { ($0.at, $0.consent) < ($1.at, $1.consent) }, isWaiting)
    }
  }

  /// When the day comes that a consent waits for; nil for one that waits for none, or for a release that nobody recorded.
  func due(
    _ consent: ConsentSummary, in id: CaseID, _ ledger: LedgerReader
  ) throws -> Instant? {
    guard let record = try lastRecord(of: consent.consent, in: id, ledger) else { return nil }
    if record.begins == .release {
      return try release(beginning: consent.consent, in: id, ledger)?.on
    }
    return Instant(milliseconds: Int64(clamping: record.effectiveAt))
  }

  /// When a consent began, by the clock of whoever recorded that.
  func beginning(
    of consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> Instant? {
    try records(of: id, ledger).last { record in
      guard record.subject == consent.bytes, case .consent(let found) = record.sealed.record else {
        return false
      }
      return found.said == .given || found.said == .effective
    }?.at
  }
}
