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

  /// The numbers by which a prison or a court knows the person of a case file. Who may not read them is told by the words
  /// alone: a sentence about a number would tell her that it is one.
  func prisonNumbers(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [String] {
    try records(
      in: .own(id), of: .ofNumbers, among: RecordType.ofNumbers.volets, ledger, at: now
    ).flatMap { RecordType.ofNumbers.prisonNumbers($0.summary.values) }
  }

  /// What tells of a prison in a record of a kind, in a volet that may be shared, beside the words of everybody: places,
  /// where it says in words where people meet; numbers, where there is a digit in what was given.
  ///
  /// - Parameter texts: what was given of it.
  func prisonHints(
    for type: RecordType, in volet: Volet, of id: CaseID, giving texts: some Sequence<String>,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> PrisonHints {
    guard !type.isOfService, !volet.mayHoldPenal else { return .none }
    return PrisonHints(
      names: type.siteField == nil ? [] : try penalNames(ledger),
      numbers: texts.contains(where: PrisonHints.mayHoldNumber)
        ? try prisonNumbers(of: id, ledger, at: now) : [])
  }

  /// Records of a case file that tell of a prison in volets that are about to be shared, of those that this worker reads.
  /// Nothing of what they say is shown. None for a role that reads no names.
  public func tellingPrison(
    of typed: String, in volets: [Volet], at now: Instant
  ) throws -> [TellingRecord] {
    try read { ledger in
      guard try mayReadNames(ledger) else { return [] }
      let id = try caseID(typed, ledger)
      let numbers = try prisonNumbers(of: id, ledger, at: now)
      let hints = PrisonHints(numbers: numbers)
      let ofPlaces = PrisonHints(names: try penalNames(ledger), numbers: numbers)
      return try records(in: .own(id), ledger, at: now).compactMap { detail in
        let summary = detail.summary
        guard let type = summary.type, volets.contains(summary.volet),
          !summary.volet.mayHoldPenal
        else { return nil }
        let found = type.prisonWords(
          in: summary.values, or: type.siteField == nil ? hints : ofPlaces)
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
