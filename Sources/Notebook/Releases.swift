public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// Releases of a person, and which consents they begin. Protocol/consent.md, 6.4.1.
extension WorkerSession {
  /// Of a consent that begins with a release: the day of the one that it begins with; else the day of the last one that
  /// was recorded, which was before it. Nil and nil when none was.
  public func release(of consent: ConsentID, in file: CaseID) throws -> (
    beginning: String?, earlier: String?
  ) {
    try read { ledger in
      try checkReadingNames(ledger)
      let records = try consentRecords(of: file, ledger)
      if let counting = records[consent].flatMap({ records.beginning(of: $0).release }) {
        return (counting.date, nil)
      }
      return (nil, records.releases.last?.date)
    }
  }
}

/// A planned consent whose moment came, told by whoever carried it out.
public struct BegunConsent: Hashable, Sendable {
  public let consent: ConsentID
  public let person: String
  public let recipient: String
  public let volets: [Volet]
  /// The day that it waited for, `YYYY-MM-DD`.
  public let since: String
  /// What was written before goes too.
  public let withPast: Bool
  /// Volets in which it ended what an earlier consent let be read.
  public let endedEarlier: [Volet]
}

extension ConsentSummary {
  /// In force or planned, and interpreted by somebody on whom she may depend: it is asked again after a release.
  public var isToAskAgain: Bool { isLive && !isReplaced && circumstances.isAskedAgain }
}
