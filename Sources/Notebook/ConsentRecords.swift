import Consent
import Envelope
import Wire

/// What the own log of a case file says of its consents, read once: nothing in it asks the ledger again.
/// Protocol/consent.md, "The life of a consent".
struct ConsentRecords {
  /// What is recorded of one consent.
  struct Recorded {
    let consent: ConsentID
    /// In the log's order; never empty.
    let records: [RecordedConsent]
    /// The same, as it happened.
    let history: [RecordedConsent]

    fileprivate init(_ consent: ConsentID, _ records: [RecordedConsent]) {
      (self.consent, self.records) = (consent, records)
      history = RecordedConsent.history(records)
    }
  }

  /// An end of the follow-up.
  struct Closing {
    let statement: StatementID
    let at: Instant
    /// The name of whoever closed the case file.
    let by: String
  }

  /// In the order in which they were first recorded.
  let consents: [Recorded]
  /// Opened again since or not, in the log's order.
  let closings: [Closing]
  /// In the log's order.
  let releases: [DatedRelease]
  /// Whether the first statement was known to whoever made the second; both of this log.
  let isKnown: (StatementID, StatementID) -> Bool

  /// - Parameters:
  ///   - records: in the log's order.
  ///   - closings: those of them that count as closings.
  init(
    _ records: [OwnRecord], closings: Set<StatementID>,
    isKnown: @escaping (StatementID, StatementID) -> Bool
  ) {
    var order: [ConsentID] = []
    var recorded: [ConsentID: [RecordedConsent]] = [:]
    for record in records {
      guard let found = RecordedConsent(record), let consent = ConsentID(record.subject)
      else { continue }
      if recorded[consent] == nil { order.append(consent) }
      recorded[consent, default: []].append(found)
    }
    consents = order.map { Recorded($0, recorded[$0] ?? []) }
    self.closings = records.filter { closings.contains($0.statement) }.map {
      Closing(statement: $0.statement, at: $0.at, by: $0.sealed.by)
    }
    releases = records.compactMap(DatedRelease.init)
    self.isKnown = isKnown
  }

  subscript(consent: ConsentID) -> Recorded? { consents.first { $0.consent == consent } }

  /// When a consent begins.
  func beginning(of one: Recorded) -> ConsentBeginning {
    guard let first = one.records.first, let last = one.last, last.said != nil else {
      return .never
    }
    return ConsentBeginning(
      last.begins, on: Instant(milliseconds: Int64(clamping: last.effectiveAt)), among: releases,
      recorded: first.at
    ) { isKnown($0, first.statement) }
  }
}

extension ConsentRecords.Recorded {
  /// The share in which it was last issued, as far as a record says.
  var share: ShareID? { history.compactMap { ShareID($0.record.share) }.last }

  /// When it began, by the clock of whoever recorded that.
  var begunAt: Instant? {
    history.last { $0.record.said == .given || $0.record.said == .effective }?.at
  }

  /// Codes of the volets that were taken back by themselves, whatever was recorded beside it on another node: what a
  /// narrowing lacks of what the person first agreed to.
  var takenBack: Set<String> {
    guard let first = history.first?.record else { return [] }
    return history.filter { $0.record.said == .narrowed }.reduce(into: []) { codes, entry in
      codes.formUnion(Set(first.volets).subtracting(entry.record.volets))
    }
  }

  /// Codes of the volets that the records leave of it. What a newer version says gives none and takes none.
  var codes: [String] {
    let told = history.prefix(1) + history.filter(\.isRead)
    let gone = takenBack
    return (told.map(\.record.volets).last { !$0.isEmpty } ?? []).filter { !gone.contains($0) }
  }

  /// The latest record that this version reads, or else the first, without the volets that were taken back by themselves.
  /// Where it began, and in which share, any of them says: whoever narrowed it may not have known that it had begun.
  var last: WireConsentRecord? {
    guard var last = (history.last(where: \.isRead) ?? history.first)?.record else { return nil }
    last.volets.removeAll(where: takenBack.contains)
    last.clearCause()
    if let share = history.last(where: { !$0.record.share.isEmpty })?.record.share {
      last.share = share
    }
    last.strata = Set(history.flatMap(\.record.strata)).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    return last
  }
}
