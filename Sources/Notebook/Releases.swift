public import CaseFile
import Consent
public import Envelope
import Store
import Wire

/// Releases of a person, and which consents they begin. Protocol/consent.md, 6.4.1.
extension Notebook {
  /// Of a consent that begins with a release: the day of the one that it begins with; else the day of the last one that
  /// was recorded, which was before it. Nil and nil when none was.
  public func release(of consent: ConsentID, in file: CaseID) throws -> (
    beginning: String?, earlier: String?
  ) {
    try read { ledger in
      guard let last = try lastRelease(of: file, ledger) else { return (nil, nil) }
      let counts = try begins(last, consent, in: file, ledger) != nil
      return counts ? (last.date, nil) : (nil, last.date)
    }
  }

  /// The last in the log's order: a later record corrects an earlier one.
  func lastRelease(of id: CaseID, _ ledger: LedgerReader) throws -> LastRelease? {
    try records(of: id, ledger).compactMap { (record) -> LastRelease? in
      guard case .release(let release) = record.sealed.record else { return nil }
      return LastRelease(
        statement: record.statement, on: Instant(milliseconds: Int64(clamping: release.on)),
        date: release.date)
    }.last
  }

  /// When a release lets a consent begin; nil for one that was before it: its day was over when the consent was recorded,
  /// and the record of it does not know of the consent.
  func begins(
    _ release: LastRelease, _ consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> Instant? {
    let first = try records(of: id, ledger).first { record in
      guard case .consent = record.sealed.record else { return false }
      return record.subject == consent.bytes
    }
    guard let first else { return nil }
    let isLater = try ownView(id, ledger).isInPast(first.statement, of: release.statement)
    return isLater || release.isOnOrAfter(first.at) ? release.on : nil
  }
}

/// A recorded release.
struct LastRelease {
  let statement: StatementID
  /// When its local day began.
  let on: Instant
  /// `YYYY-MM-DD`.
  let date: String

  /// Whether its day was not over yet at some moment.
  func isOnOrAfter(_ moment: Instant) -> Bool {
    moment.milliseconds < on.milliseconds + Self.day
  }

  /// Milliseconds.
  private static let day: Int64 = 86_400_000
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
