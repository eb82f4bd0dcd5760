import CRDT
public import CaseFile
public import Envelope
import Store

/// Who reads a sheet of a permanence: two different papers.
public enum PaperReader: String, CaseIterable, Sendable {
  /// Whoever works there.
  case worker
  /// Those who bring people there.
  case staff
}

/// What stands on a sheet that was just printed.
public struct PrintedPermanence: Sendable {
  /// One person of the list.
  public struct Row: Sendable {
    /// Nil while people left several.
    public let number: Int?
    /// Nil for who has no card that reads.
    public let person: Namesake?
    /// Codes: several while people left several. None on the list of the staff.
    public let questions: [String]
    /// The numbers by which the prison knows her. None on the sheet of the worker.
    public let identifiers: [String]

    /// The name on the card.
    public var name: String? { person?.name }

    public init(number: Int?, person: Namesake?, questions: [String], identifiers: [String]) {
      (self.number, self.person) = (number, person)
      (self.questions, self.identifiers) = (questions, identifiers)
    }
  }

  public let reader: PaperReader
  public let number: Int
  /// Nil while people left several.
  public let moment: WrittenMoment?
  /// What others may be told of where; nil where nobody said it, and on the list of the staff.
  public let place: String?
  /// The name of our service.
  public let service: String
  /// How many people there is room for; nil where nobody said it.
  public let slots: Int?
  public let rows: [Row]

  public init(
    _ reader: PaperReader, number: Int, moment: WrittenMoment?, place: String?, service: String,
    slots: Int?, rows: [Row]
  ) {
    (self.reader, self.number, self.moment, self.place) = (reader, number, moment, place)
    (self.service, self.slots, self.rows) = (service, slots, rows)
  }
}

/// What became of a sheet that came back.
public struct PaperBack: Sendable {
  public let number: Int
  /// Somebody had said so before.
  public let wasBack: Bool
}

/// Sheets of a permanence. Each is a record of the service before anything of it is shown, so that none is out that nobody
/// knows of; it names nobody.
extension WorkerSession {
  /// Prints a sheet: its number is written down, and what stands on it is read. Who looked is logged.
  ///
  /// - Throws: as for who reads no names: on both sheets people are named; as for whoever reads a part of the list.
  public func printPermanence(
    _ name: PermanenceName, for reader: PaperReader, today: CalendarDate, zone: Int,
    at now: Instant
  ) throws -> PrintedPermanence {
    try checkReadingNames()
    try checkWritingForService(.permanencePaper)
    let sheet = try permanence(name, isWhole: true, at: now)
    let identifiers = reader == .staff ? try prisonNumbers(of: sheet, at: now) : [:]
    let (number, place) = try write(at: now) { ledger in
      let papers = try papers(of: sheet.permanence, ledger)
      let number = (papers.compactMap(\.number).max() ?? 0) + 1
      _ = try addForService(
        .permanencePaper,
        [
          "permanence": [sheet.permanence.description], "number": [String(number)],
          "reader": [reader.rawValue], "printed": [today.description],
        ], zone: zone, into: ledger, at: now)
      let place = try sheet.values.only("place").flatMap { try referred($0, ledger)?.neutralName }
      return (number, place)
    }
    return PrintedPermanence(
      reader, number: number, moment: sheet.moment,
      place: reader == .worker ? place : nil, service: try serviceName(),
      slots: sheet.values.only("slots").flatMap { Int($0) },
      rows: sheet.entries.map { entry in
        PrintedPermanence.Row(
          number: entry.listNumber, person: entry.person,
          questions: reader == .worker ? entry.values["question"] ?? [] : [],
          identifiers: identifiers[entry.caseFile] ?? [])
      })
  }

  /// Says that a sheet came back, by its number.
  ///
  /// - Throws: `NotebookError.unknownRecord` for a number that no sheet has.
  public func paperIsBack(
    _ name: PermanenceName, _ typed: String, today: CalendarDate, zone: Int, at now: Instant
  ) throws -> PaperBack {
    try checkWritingForService(.permanencePaper)
    return try write(at: now) { ledger in
      let permanence = try permanence(name, ledger)
      let papers = try papers(of: permanence.id, ledger).filter {
        Int(typed) != nil && $0.number == Int(typed)
          || typed.utf8.count >= 4 && $0.record.description.hasPrefix(typed.lowercased())
      }
      // Two nodes that did not know of each other may have printed one number: the one that is out is meant.
      let out = papers.filter(\.isOut)
      guard out.count < 2 else { throw NotebookError.ambiguous(typed, count: out.count) }
      guard let paper = out.first ?? papers.first else {
        throw NotebookError.unknownRecord(typed, of: .permanencePaper)
      }
      if paper.isOut {
        _ = try edit(
          paper.record.description, of: .permanencePaper, ["back": [today.description]],
          zone: zone, into: ledger, at: now)
      }
      return PaperBack(number: paper.number ?? 0, wasBack: !paper.isOut)
    }
  }

  /// The numbers by which the prison knows who is on the list.
  private func prisonNumbers(
    of sheet: PermanenceSheet, at now: Instant
  ) throws -> [CaseID: [String]] {
    let listed = Set(sheet.entries.map(\.caseFile))
    let found = try structuredRecords(
      where: { $0 == .ofNumbers },
      keeping: { listed.contains($0.caseFile) && $0.values["kind"] == ["numero_ecrou"] }, at: now)
    return Dictionary(grouping: found, by: \.caseFile).mapValues { records in
      records.flatMap { $0.values["value"] ?? [] }
    }
  }
}
