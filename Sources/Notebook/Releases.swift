public import CaseFile
import Consent
public import Envelope
import Replica
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
      if let counting = try release(beginning: consent, in: file, ledger) {
        return (counting.date, nil)
      }
      return (nil, try lastRelease(of: file, ledger)?.date)
    }
  }

  /// The last in the log's order: a later record corrects an earlier one.
  func lastRelease(of id: CaseID, _ ledger: LedgerReader) throws -> DatedRelease? {
    try records(of: id, ledger).compactMap(DatedRelease.init).last
  }

  /// The release with which a consent begins, as far as one is recorded. One whose day was over when the consent was recorded
  /// begins nothing: it is of an earlier detention, or corrects one that was known then.
  func release(
    beginning consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> DatedRelease? {
    let records = try records(of: id, ledger)
    let first = records.first { record in
      guard case .consent = record.sealed.record else { return false }
      return record.subject == consent.bytes
    }
    guard let first else { return nil }
    let own = try replica.ownView(id, ledger)
    let all = records.compactMap(DatedRelease.init)
    let wasKnown = all.contains {
      !$0.isOnOrAfter(first.at) && own.isInPast($0.statement, of: first.statement)
    }
    let last = wasKnown ? all.last { $0.isOnOrAfter(first.at) } : all.last
    return last.flatMap { $0.isOnOrAfter(first.at) ? $0 : nil }
  }
}

/// A recorded release.
struct DatedRelease {
  let statement: StatementID
  /// When its local day began.
  let on: Instant
  /// `YYYY-MM-DD`.
  let date: String

  /// Nil for any other record.
  init?(_ record: OwnRecord) {
    guard case .release(let release) = record.sealed.record else { return nil }
    statement = record.statement
    on = Instant(milliseconds: Int64(clamping: release.on))
    date = release.date
  }

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
