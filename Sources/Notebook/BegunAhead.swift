public import CaseFile
import Consent
public import Envelope
import Store

/// A consent that began by a clock which has gone back since, on a day that has not come. Protocol/vault.md, "Clock".
public struct BegunAhead: Hashable, Sendable {
  public let consent: ConsentID
  public let person: String
  public let recipient: String
  public let volets: [Volet]
  /// What the clock said then.
  public let at: Instant
}

extension WorkerSession {
  /// What a clock that went back leaves of the planned consents: those that began before their day, oldest first, and
  /// whether any waits for its day still. Nothing of either where nobody's keys are open.
  public func planned(at now: Instant) throws -> (begun: [BegunAhead], isWaiting: Bool) {
    guard workerKeys != nil else { return ([], false) }
    return try read { ledger in
      var begun: [BegunAhead] = []
      var isWaiting = false
      guard try isUnlocked(ledger), try mayReadNames(ledger) else { return ([], false) }
      for (id, file) in try summariesToTell(ledger, at: now) {
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

}
