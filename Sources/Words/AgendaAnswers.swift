public import CaseFile
import Envelope
public import Notebook

/// What is due, as the reader's clock tells it.
extension WallClock {
  /// What is late, then what is due by day and hour.
  public func page(_ agenda: Agenda, _ days: ClosedRange<CalendarDate>) -> AgendaPage {
    var page = AgendaPage(days: days, late: agenda.late.map(row), rows: agenda.items.map(row))
    page.leavesOutShared = agenda.leavesOutShared
    return page
  }

  private func row(_ item: AgendaItem) -> AgendaRow {
    let what: AgendaRow.What
    var row: AgendaRow
    switch item.subject {
    case .record(let record, let field, let due):
      what = .due(due.matter)
      row = AgendaRow(what, item.caseFile.description, item.day, item.written)
      row.record = record.record.description
      row.volet = record.volet
      row.type = record.type
      row.field = field
      row.values = record.values.byField
      row.isUnsettled = record.state != .current
      row.minutes = due.minutes.flatMap { record.values[$0]?.first }.flatMap { Int($0) }
      row.places = record.type.placeField.flatMap { record.values[$0.code] } ?? []
      row.outcomes = record.type.meetingState.flatMap { record.values[$0.code] } ?? []
      let name = Digest.hash(.calendarEntry, record.record.bytes).prefix(16)
      row.entry = Hexadecimal.encode(Array(name))
    case .consentEnds(let consent, let service):
      what = .consentEnds
      row = AgendaRow(what, item.caseFile.description, item.day, item.written)
      (row.consent, row.service) = (consent.description, service)
    case .consentBegins(let consent, let service):
      what = .consentBegins
      row = AgendaRow(what, item.caseFile.description, item.day, item.written)
      (row.consent, row.service) = (consent.description, service)
    case .release:
      what = .release
      row = AgendaRow(what, item.caseFile.description, item.day, item.written)
    }
    (row.person, row.born) = (item.person?.name, item.person?.born)
    (row.firstName, row.isPlaceTold) = (item.person?.firstName, item.isPlaceTold)
    (row.moment, row.isOver, row.isLate) = (item.moment, item.isOver, item.isLate)
    return row
  }
}

/// What is due, as somebody reads it.
public struct AgendaPage: Hashable, Sendable {
  public var days: ClosedRange<CalendarDate>
  public var late: [AgendaRow]
  public var rows: [AgendaRow]
  /// Other services share something, of which nothing stands in it.
  public var leavesOutShared = false

  public init(days: ClosedRange<CalendarDate>, late: [AgendaRow], rows: [AgendaRow]) {
    (self.days, self.late, self.rows) = (days, late, rows)
  }
}

/// Something that is due on a day.
public struct AgendaRow: Hashable, Sendable {
  /// What it is about.
  public enum What: Hashable, Sendable {
    /// A date of a record.
    case due(Due.Matter)
    /// Of our own service alone: on no paper and in no calendar.
    case consentEnds
    case consentBegins
    case release
  }
  public var what: What
  public var caseID: String
  public var day: CalendarDate
  /// As it was written: perhaps only a month or a year.
  public var written: CalendarDate
  /// Nil for what has no hour.
  public var moment: WrittenMoment?
  /// Nil for who reads no names.
  public var person: String?
  public var born: String?
  /// Where her card says it.
  public var firstName: String?
  /// Of a record.
  public var record: String?
  public var volet: Volet?
  public var type: RecordType?
  public var field: RecordField?
  public var values: [String: [String]] = [:]
  /// People are to read it again and decide.
  public var isUnsettled = false
  public var minutes: Int?
  /// What others may be told of where; several while nobody chose.
  public var places: [String] = []
  /// Whether what may lie about bears where.
  public var isPlaceTold = false
  /// What became of an appointment.
  public var outcomes: [String] = []
  /// The name of its entry in a calendar.
  public var entry = ""
  /// Of a consent.
  public var consent: String?
  public var service: String?
  public var isOver = false
  public var isLate = false

  /// Something on a day, of a case file.
  public init(_ what: What, _ caseID: String, _ day: CalendarDate, _ written: CalendarDate) {
    (self.what, self.caseID, self.day, self.written) = (what, caseID, day, written)
  }

  /// The stable code.
  var code: String {
    switch what {
    case .due(let matter): matter.rawValue
    case .consentEnds: "consentEnds"
    case .consentBegins: "consentBegins"
    case .release: "release"
    }
  }

  /// Whether it may be told beside the screen of who reads it.
  var isOfRecord: Bool {
    switch what {
    case .due: true
    case .consentEnds, .consentBegins, .release: false
    }
  }

  /// Where, as far as what may lie about bears it.
  var placesTold: [String] { isPlaceTold ? places : [] }

  var isAppointment: Bool { what == .due(.appointment) }
}

extension AgendaPage {
  /// What is late, then the rest.
  public var json: JSONValue {
    .present([
      ("from", .string(days.lowerBound.description)),
      ("until", .string(days.upperBound.description)),
      ("late", .array(late.map(\.json))), ("due", .array(rows.map(\.json))),
      ("leavesOutShared", leavesOutShared ? .flag(true) : nil),
    ])
  }
}

extension AgendaRow {
  var json: JSONValue {
    .present([
      ("due", .string(code)), ("day", .string(written.description)),
      ("when", moment.map { .string($0.description) }),
      // Who reads no names is given no case file.
      ("case", person == nil ? nil : .string(caseID)), ("person", person.map { .string($0) }),
      ("born", born.map { .string($0) }),
      ("record", record.map { .string($0) }), ("kind", type.map { .string($0.code) }),
      ("field", field.map { .string($0.code) }), ("volet", volet.map { .string($0.code) }),
      ("place", places.isEmpty ? nil : .array(places.map { .string($0) })),
      ("state", outcomes.isEmpty ? nil : .array(outcomes.map { .string($0) })),
      ("consent", consent.map { .string($0) }), ("service", service.map { .string($0) }),
      ("over", isOver ? .flag(true) : nil), ("unsettled", isUnsettled ? .flag(true) : nil),
    ])
  }
}
