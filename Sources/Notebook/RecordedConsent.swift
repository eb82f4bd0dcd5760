import Consent
import Envelope
import Wire

/// What one record says of a consent. Protocol/consent.md, "Own log".
struct RecordedConsent {
  let statement: StatementID
  let at: Instant
  /// The name of whoever recorded it.
  let by: String
  var record: WireConsentRecord

  /// Nil unless the record is about a consent.
  init?(_ record: OwnRecord) {
    guard case .consent(let found) = record.sealed.record else { return nil }
    (statement, at, by, self.record) = (record.statement, record.at, record.sealed.by, found)
  }

  /// An older self found it in a share, and did not know any more that the person had agreed.
  /// Protocol/vault.md, "Older selves".
  var isFound: Bool { record.said == .recovered }

  /// This version knows the event.
  var isRead: Bool { record.said != nil }

  private var isAgreed: Bool { record.said == .given || record.said == .planned }

  /// What is recorded of one consent, as it happened: where the word of the person is known here, it comes first, and
  /// whatever was found again repeats it. Until then what was found stands for it.
  ///
  /// - `records`: in the order of the log.
  static func history(_ records: [RecordedConsent]) -> [RecordedConsent] {
    guard let agreed = records.first(where: \.isAgreed) else { return records }
    let found = records.filter(\.isFound).map { found in
      var told = found
      (told.record.volets, told.record.until) = (agreed.record.volets, agreed.record.until)
      (told.record.past, told.record.bothWays) = (agreed.record.past, agreed.record.bothWays)
      (told.record.proof, told.record.explainedIn) = (
        agreed.record.proof, agreed.record.explainedIn
      )
      told.record.circumstances = agreed.record.circumstances
      return told
    }
    let later = records.filter { !$0.isFound && $0.statement != agreed.statement }
    return [agreed] + found + later
  }
}
