public import CaseFile
import Envelope
public import Notebook

/// Case files that pass to a colleague, as they are told before and after.
public struct HandoverPage: Hashable, Sendable {
  /// Something that is open, appointments left out.
  public struct Thing: Hashable, Sendable {
    public var type: RecordType
    public var volet: Volet
    /// Without prose.
    public var values: [String: [String]]

    public init(type: RecordType, volet: Volet, values: [String: [String]]) {
      (self.type, self.volet, self.values) = (type, volet, values)
    }
  }

  /// One case file.
  public struct File: Hashable, Sendable {
    public var row: CaseloadPage.Row
    /// Who follows until then.
    public var from: [String]
    /// The colleague follows already.
    public var isTheirs = false
    public var things: [Thing]
    public var call: CallPage

    public init(row: CaseloadPage.Row, from: [String], things: [Thing], call: CallPage) {
      (self.row, self.from, self.things, self.call) = (row, from, things, call)
    }
  }

  /// Who follows from then on.
  public var to: String
  public var files: [File]
  /// Whether the reader reads every volet.
  public var isWhole: Bool

  public init(to: String, files: [File], isWhole: Bool) {
    (self.to, self.files, self.isWhole) = (to, files, isWhole)
  }
}

/// A case file that was handed over.
public struct HandedRow: Hashable, Sendable {
  public var caseID: String
  public var person: PersonRow?
  /// Who followed until then.
  public var from: [String]
  /// Nothing passed: the colleague followed already.
  public var isUnchanged: Bool
  /// The note that was written for the colleague; nil where it was left out.
  public var note: String?

  public init(
    caseID: String, person: PersonRow?, from: [String], isUnchanged: Bool = false,
    note: String? = nil
  ) {
    (self.caseID, self.person, self.from) = (caseID, person, from)
    (self.isUnchanged, self.note) = (isUnchanged, note)
  }
}

extension WallClock {
  /// What would pass.
  public func page(_ plan: HandoverPlan, today: CalendarDate) -> HandoverPage {
    HandoverPage(
      to: plan.to,
      files: plan.files.map { file in
        var told = HandoverPage.File(
          row: row(file.entry), from: file.from,
          things: file.open.map {
            HandoverPage.Thing(type: $0.type, volet: $0.volet, values: $0.values.byField)
          }, call: page(file.call, today: today))
        told.isTheirs = file.isTheirs
        return told
      }, isWhole: plan.isWhole)
  }

  /// What passed.
  public func row(_ handed: HandedOver) -> HandedRow {
    HandedRow(
      caseID: handed.caseFile.description, person: handed.person.map(row), from: handed.from,
      isUnchanged: handed.written.isEmpty, note: handed.note?.record.description)
  }
}

extension HandedRow {
  /// `{"case", "person"?, "from", "changed", "note"?}`
  public var json: JSONValue {
    .present([
      ("case", .string(caseID)), ("person", person.map { .string($0.name) }),
      ("from", .strings(from)), ("changed", .flag(!isUnchanged)),
      ("note", note.map { .string($0) }),
    ])
  }
}

extension CaseloadPage {
  /// Appointments from the Monday after today to the Sunday after it.
  var meetingsNextWeek: Int {
    // 1 January 1970 was a Thursday.
    let day = today.daysSince1970
    let monday = day - ((day + 3) % 7 + 7) % 7 + 7
    return rows.flatMap(\.meetings).count {
      (monday..<monday + 7).contains($0.day.daysSince1970)
    }
  }

  /// What somebody has to hand over: `{"people": [line, …], "followed", "meetingsNextWeek", "day"}`.
  public var handoverJSON: JSONValue {
    .object([
      ("people", .array(rows.map(\.json))), ("followed", .integer(Int64(rows.count))),
      ("meetingsNextWeek", .integer(Int64(meetingsNextWeek))),
      ("day", .string(today.description)),
    ])
  }
}
