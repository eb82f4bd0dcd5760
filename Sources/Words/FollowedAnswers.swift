public import CaseFile
import Envelope
public import Notebook

/// Those who are followed, as the reader's clock tells them.
public struct CaseloadPage: Hashable, Sendable {
  /// A person, on one line.
  public struct Row: Hashable, Sendable {
    public var caseID: String
    public var person: PersonRow?
    /// Nil for who may not read who follows whom.
    public var workers: [String]? = []
    public var isActive = false
    public var lastContact: CalendarDate?
    /// Appointments that are to come, the next one first.
    public var meetings: [WrittenMoment] = []
    public var nextMeeting: WrittenMoment? { meetings.first }
    public var openRights = 0
    public var unanswered = 0
    public var longestWait: Int?
    public var reviews = 0
    public var urgent = 0
    public var late = 0
    /// Notes about which the reader decides with the person.
    public var orphans = 0

    public init(caseID: String, person: PersonRow?) {
      (self.caseID, self.person) = (caseID, person)
    }
  }

  public var rows: [Row]
  /// Whether the reader may read who follows whom.
  public var knowsWho: Bool
  public var today: CalendarDate

  public init(rows: [Row], knowsWho: Bool, today: CalendarDate) {
    (self.rows, self.knowsWho, self.today) = (rows, knowsWho, today)
  }

  var active: Int { rows.count(where: \.isActive) }
}

/// Something that waits for an answer.
public struct WaitingRow: Hashable, Sendable {
  public var record: String
  public var caseID: String
  /// Nil for who reads no names.
  public var person: PersonRow?
  public var volet: Volet
  public var type: RecordType
  /// Without prose.
  public var values: [String: [String]]
  public var since: CalendarDate?
  public var days: Int?

  public init(
    record: String, caseID: String, person: PersonRow?, volet: Volet, type: RecordType,
    values: [String: [String]], since: CalendarDate?, days: Int?
  ) {
    (self.record, self.caseID, self.person, self.volet) = (record, caseID, person, volet)
    (self.type, self.values, self.since, self.days) = (type, values, since, days)
  }
}

extension WallClock {
  /// Those who are followed.
  public func page(_ caseload: Caseload, today: CalendarDate) -> CaseloadPage {
    var rows = caseload.entries.map(row)
    if !caseload.knowsWho {
      for index in rows.indices { rows[index].workers = nil }
    }
    return CaseloadPage(rows: rows, knowsWho: caseload.knowsWho, today: today)
  }

  /// A person who is followed.
  func row(_ entry: CaseloadEntry) -> CaseloadPage.Row {
    var line = CaseloadPage.Row(caseID: entry.caseFile.description, person: entry.person.map(row))
    (line.workers, line.isActive) = (entry.workers, entry.isActive)
    (line.lastContact, line.meetings) = (entry.lastContact, entry.meetings)
    (line.openRights, line.unanswered) = (entry.openRights, entry.unanswered)
    (line.longestWait, line.reviews) = (entry.longestWait, entry.reviews)
    (line.urgent, line.late, line.orphans) = (entry.urgent, entry.late, entry.orphans)
    return line
  }

  /// Something that waits for an answer.
  public func row(_ waiting: WaitingAnswer) -> WaitingRow {
    let record = waiting.record
    return WaitingRow(
      record: record.record.description, caseID: record.caseFile.description,
      person: record.person.map(row), volet: record.volet, type: record.type,
      values: record.values.byField, since: waiting.since, days: waiting.days)
  }
}

extension CaseloadPage {
  /// `{"people": [line, …], "followed", "active"?, "activeRule"?, "day"}`: nobody is counted as active for who may not read
  /// who follows whom.
  public var json: JSONValue {
    .present([
      ("people", .array(rows.map(\.json))), ("followed", .integer(Int64(rows.count))),
      ("active", knowsWho ? .integer(Int64(active)) : nil),
      (
        "activeRule",
        knowsWho
          ? .object([
            ("open", .flag(true)), ("pausedDays", .integer(Int64(Limits.daysPaused))),
            ("at", .string("23:59")),
          ]) : nil
      ), ("day", .string(today.description)),
    ])
  }
}

extension CaseloadPage.Row {
  var json: JSONValue {
    .present([
      ("case", .string(caseID)), ("person", person.map { .string($0.name) }),
      ("workers", workers.map { .strings($0) }),
      ("active", workers == nil ? nil : .flag(isActive)),
      ("lastContact", lastContact.map { .string($0.description) }),
      ("nextAppointment", nextMeeting.map { .string($0.description) }),
      ("openRights", .integer(Int64(openRights))), ("unanswered", .integer(Int64(unanswered))),
      ("longestWait", longestWait.map { .integer(Int64($0)) }),
      ("reviews", .integer(Int64(reviews))), ("urgent", .integer(Int64(urgent))),
      ("late", .integer(Int64(late))),
      ("orphans", orphans == 0 ? nil : .integer(Int64(orphans))),
    ])
  }
}

extension WaitingRow {
  /// `{"record", "kind", "case"?, "person"?, "volet", "since"?, "days"?, "fields"}`: no case file for who reads no names.
  public var json: JSONValue {
    .present([
      ("record", .string(record)), ("kind", .string(type.code)),
      ("case", person == nil ? nil : .string(caseID)),
      ("person", person.map { .string($0.name) }), ("volet", .string(volet.code)),
      ("since", since.map { .string($0.description) }),
      ("days", days.map { .integer(Int64($0)) }), ("fields", type.json(values)),
    ])
  }
}
