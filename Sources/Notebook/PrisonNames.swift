import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// A record that tells of a prison in words that others are about to read.
public struct TellingRecord: Sendable {
  public let record: DocumentID
  public let volet: Volet
  /// The fields that hold them, in the order of the declaration.
  public let fields: [FieldName]
  /// The field of the same record that stands apart and may say it; nil where there is none.
  public let instead: FieldName?
}

/// What tells of a prison where it may leave: nothing is refused for it, and it is said each time.
/// Protocol/records.md, "What is only told".
extension WorkerSession {
  /// What the places of the service that tell of a prison or a court are called inside. Who may not read them is told by the
  /// words alone.
  func penalNames(_ ledger: LedgerReader) throws -> [String] {
    let rules = try rules(ledger)
    guard rules.mayRead(.ofService) else { return [] }
    return try serviceRecords(of: .meetingPlace, ledger).map(\.record).filter(\.isPenal)
      .flatMap { $0.texts("name") }
  }

  /// The same where a record of a kind says in words where people meet, in a volet that may be shared.
  func prisonNames(
    for type: RecordType, in volet: Volet, _ ledger: LedgerReader
  ) throws -> [String] {
    type.siteField == nil || volet.mayHoldPenal ? [] : try penalNames(ledger)
  }

  /// Records of a case file that tell of a prison in volets that are about to be shared, of those that this worker reads.
  /// Nothing of what they say is shown.
  public func tellingPrison(
    of typed: String, in volets: [Volet], at now: Instant
  ) throws -> [TellingRecord] {
    try read { ledger in
      let id = try caseID(typed, ledger)
      let names = try penalNames(ledger)
      return try records(in: .own(id), ledger, at: now).compactMap { detail in
        let summary = detail.summary
        guard let type = summary.type, volets.contains(summary.volet),
          !summary.volet.mayHoldPenal
        else { return nil }
        let found = type.prisonWords(
          in: summary.values, or: type.siteField == nil ? [] : names)
        return found.isEmpty
          ? nil
          : TellingRecord(
            record: summary.record, volet: summary.volet,
            fields: found.map { type.name(of: $0.field) },
            instead: found.lazy.compactMap { type.apartFor($0.field) }.first.map(type.name(of:)))
      }
    }
  }
}
