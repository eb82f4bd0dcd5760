public import Envelope
import Store

extension WorkerSession {
  /// Names of the services that receive by a consent of this case file, sorted: what they have says the name and the
  /// birth that stood in the card when it was granted.
  public func keepersOfFormerName(of id: CaseID, at now: Instant) throws -> [String] {
    try read { ledger in
      try checkReadingNames(ledger)
      let live = try consents(of: id, ledger, at: now).filter { consent in
        switch consent.status {
        case .given, .suspended: !consent.waitsForExchange
        case .planned, .refused, .withdrawn, .expired, .ceased, .unlinked: false
        }
      }
      return Set(live.map(\.recipientName)).sorted()
    }
  }
}
