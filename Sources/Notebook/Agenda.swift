import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// What somebody wants to see of what is due.
public struct AgendaQuery {
  /// The first day and the last one.
  public let days: ClosedRange<CalendarDate>
  /// One case file, as it was typed; nil for all.
  public let caseFile: String?
  /// Only what she began or wrote in.
  public let isMine: Bool
  public let today: CalendarDate
  /// The day here that holds a moment.
  let day: (Instant) -> CalendarDate?

  public init(
    _ days: ClosedRange<CalendarDate>, of caseFile: String? = nil, isMine: Bool = false,
    today: CalendarDate, day: @escaping (Instant) -> CalendarDate?
  ) {
    (self.days, self.caseFile, self.isMine) = (days, caseFile, isMine)
    (self.today, self.day) = (today, day)
  }
}

/// Something that is due on a day.
public struct AgendaItem: Sendable {
  /// What it is about.
  public enum Subject: Sendable {
    /// A date of a record, as its kind declares it.
    case record(StructuredRecord, RecordField, Due)
    /// The last day of a consent, with this service.
    case consentEnds(ConsentID, String)
    case consentBegins(ConsentID, String)
    /// As it was recorded.
    case release
  }

  public let subject: Subject
  public let caseFile: CaseID
  /// Nil for who reads no names.
  public internal(set) var person: Namesake?
  /// The first day of it, where only a month or a year is known.
  public let day: CalendarDate
  /// Nil for what has no hour.
  public let moment: WrittenMoment?
  /// The day as it was written.
  public let written: CalendarDate
  /// Nothing is due any more: an appointment of which somebody said what became of it.
  public let isOver: Bool
  /// Its day, or its hour, has passed.
  public let isLate: Bool
  /// Whether what may lie about bears where it is.
  public internal(set) var isPlaceTold = false
}

/// What is due, by day and hour.
public struct Agenda: Sendable {
  /// What was due before, oldest first; none where today is not among the days.
  public let late: [AgendaItem]
  public let items: [AgendaItem]
  /// Other services share something that its reader may read, of which nothing stands in it.
  public internal(set) var leavesOutShared = false
}

/// What is due, from what the kinds of record declare. Protocol/records.md, "What is due".
extension WorkerSession {
  /// What is due in case files that are open, of what this worker may read. Who looked is logged for each case file of which
  /// something is shown.
  public func agenda(_ query: AgendaQuery, at now: Instant) throws -> Agenda {
    var fresh = FreshRecords()
    let agenda = try looks(at: now) { ledger in
      try checkReadingSome(ledger)
      let only = try query.caseFile.map { try fileOfRecords($0, ledger) }
      let pass = AgendaPass(query, only: only, worker: workerName, at: now)
      let records = try structured(
        where: { type in type.fields.contains { $0.due != nil } },
        keeping: { !pass.items(of: $0).isEmpty }, &fresh, ledger, at: now)
      var closed: [CaseID: Bool] = [:]
      let found = try records.flatMap(pass.items) + ownItems(pass, &closed, ledger, at: now)
      var shown = try openOnes(found, &closed, ledger, at: now)
      var hidden: [CaseID: HiddenDigits] = [:]
      for index in shown.indices {
        shown[index].isPlaceTold = try tellsPlace(shown[index], &hidden, ledger, at: now)
      }
      var agenda = pass.agenda(of: shown)
      agenda.leavesOutShared =
        try mayReadNames(ledger)
        && received(ledger, at: now).contains { only == nil || $0.linkedTo == only }
      return (agenda, looks(at: shown))
    }
    keep(fresh, at: now)
    return agenda
  }

  /// - Parameter hidden: what is not to be used of each case file, as far as it was asked for.
  private func tellsPlace(
    _ item: AgendaItem, _ hidden: inout [CaseID: HiddenDigits], _ ledger: LedgerReader,
    at now: Instant
  ) throws -> Bool {
    switch item.subject {
    case .record(let record, _, let due):
      guard due.matter == .appointment,
        try record.type.tellsPlace(
          record.values, in: record.volet, site: { try referred($0, ledger) })
      else { return false }
      let places = record.type.placeField.flatMap { record.values[$0.code] } ?? []
      guard !places.isEmpty else { return true }
      let digits = try hidden[item.caseFile] ?? hiddenDigits(of: item.caseFile, ledger, at: now)
      hidden[item.caseFile] = digits
      return !places.contains(where: digits.stand)
    case .consentEnds, .consentBegins, .release: return false
    }
  }

  /// Ends and beginnings of consents, and releases: for who reads the cards.
  ///
  /// - Parameter closed: which case files are, as far as they were looked at.
  private func ownItems(
    _ pass: AgendaPass, _ closed: inout [CaseID: Bool], _ ledger: LedgerReader, at now: Instant
  ) throws -> [AgendaItem] {
    guard try mayReadNames(ledger), !pass.query.isMine else { return [] }
    let touches = try ledger.touches()
    var found: [AgendaItem] = []
    for id in try replica.caseFiles(ledger) where pass.only == nil || pass.only == id {
      let kept = try replica.ifSound { try summary(of: id, since: touches, ledger, at: now) }
      guard let kept else { continue }
      closed[id] = kept.isClosed
      var items = pass.items(of: kept, in: id)
      guard !items.isEmpty else { continue }
      let person = try ownPerson(of: id, ledger)
      for index in items.indices { items[index].person = person }
      found += items
    }
    return found
  }

  /// Nothing is due of a follow-up that ended, but what is to be erased.
  private func openOnes(
    _ items: [AgendaItem], _ closed: inout [CaseID: Bool], _ ledger: LedgerReader, at now: Instant
  ) throws -> [AgendaItem] {
    let touches = ledger.touchesWhenAsked()
    for id in Set(items.map(\.caseFile)) where closed[id] == nil {
      closed[id] = try replica.ifSound {
        try summary(of: id, since: touches, ledger, at: now).isClosed
      }
    }
    return items.filter { closed[$0.caseFile] != true || $0.outlastsClosing }
  }

  private func looks(at items: [AgendaItem]) -> [Look] {
    Dictionary(grouping: items, by: \.caseFile).sorted { $0.key < $1.key }.map { file, items in
      Look(action: .read, place: .own(file), volets: items.map(\.volet))
    }
  }
}

extension AgendaItem {
  fileprivate var outlastsClosing: Bool {
    switch subject {
    case .record(_, _, let due): due.matter.outlastsClosing
    case .consentEnds, .consentBegins, .release: false
    }
  }

  /// Where what it shows stands.
  var volet: Volet {
    switch subject {
    case .record(let record, _, _): record.volet
    case .consentEnds, .consentBegins, .release: .contact
    }
  }
}

/// One reading of what is due.
private struct AgendaPass {
  let query: AgendaQuery
  let only: CaseID?
  private let worker: String?
  private let now: Instant

  init(_ query: AgendaQuery, only: CaseID?, worker: String?, at now: Instant) {
    (self.query, self.only, self.worker, self.now) = (query, only, worker, now)
  }

  private var holdsToday: Bool { query.days.contains(query.today) }

  func agenda(of items: [AgendaItem]) -> Agenda {
    let ordered = items.sorted { left, right in
      (left.day, left.moment?.milliseconds ?? .min, left.caseFile)
        < (right.day, right.moment?.milliseconds ?? .min, right.caseFile)
    }
    return Agenda(
      late: ordered.filter { holdsToday && $0.isLate },
      items: ordered.filter { !(holdsToday && $0.isLate) })
  }

  /// Among the days that are asked for, or late where today is one of them.
  private func isShown(_ day: CalendarDate, isLate: Bool) -> Bool {
    query.days.contains(day) || holdsToday && isLate
  }

  // MARK: Records

  func items(of record: StructuredRecord) -> [AgendaItem] {
    guard only == nil || record.caseFile == only else { return [] }
    if query.isMine, !record.isReaders, !record.authors.contains(worker ?? "") { return [] }
    return record.type.fields.flatMap { field -> [AgendaItem] in
      guard let due = field.due else { return [] }
      return (record.values[field.code] ?? []).compactMap { item(record, field, due, $0) }
    }
  }

  private func item(
    _ record: StructuredRecord, _ field: RecordField, _ due: Due, _ value: String
  ) -> AgendaItem? {
    guard let (day, moment) = Self.parsed(value), let first = day.firstDay else { return nil }
    let isOver = due.isOver(record.values)
    // What became of a meeting is told on its day; of anything else, nothing is to be done any more.
    if isOver && due.matter != .appointment { return nil }
    let hasPassed = moment.map { $0.milliseconds < now.milliseconds } ?? (first < query.today)
    let isLate = hasPassed && !isOver
    guard isShown(first, isLate: isLate) else { return nil }
    return AgendaItem(
      subject: .record(record, field, due), caseFile: record.caseFile, person: record.person,
      day: first, moment: moment, written: day, isOver: isOver, isLate: isLate)
  }

  /// Nil for what a newer version wrote in its own way.
  private static func parsed(_ value: String) -> (CalendarDate, WrittenMoment?)? {
    do throws(RuleBroken) {
      if value.utf8.contains(UInt8(ascii: "T")) {
        let moment = try WrittenMoment(parsing: value)
        return (moment.day, moment)
      }
      return (try CalendarDate(parsing: value), nil)
    } catch {
      return nil
    }
  }

  // MARK: What is of our own service alone

  func items(of kept: KeptSummary, in id: CaseID) -> [AgendaItem] {
    var found: [AgendaItem] = []
    func add(_ subject: AgendaItem.Subject, _ day: CalendarDate?) {
      guard let first = day?.firstDay, let day, isShown(first, isLate: false) else { return }
      found.append(
        AgendaItem(
          subject: subject, caseFile: id, person: nil, day: first, moment: nil, written: day,
          isOver: false, isLate: false))
    }
    for consent in kept.consents {
      switch consent.status {
      case .planned:
        add(.consentBegins(consent.id, consent.recipientName), consent.due.flatMap(query.day))
        add(.consentEnds(consent.id, consent.recipientName), lastDay(of: consent))
      case .given: add(.consentEnds(consent.id, consent.recipientName), lastDay(of: consent))
      case .refused, .withdrawn, .expired, .suspended, .ceased, .unlinked: break
      }
    }
    if let release = kept.release, let (day, _) = Self.parsed(release) { add(.release, day) }
    return found
  }

  /// An end is the first moment that is no longer part of it.
  private func lastDay(of consent: KeptSummary.ConsentState) -> CalendarDate? {
    consent.until.flatMap { query.day(Instant(milliseconds: $0.milliseconds - 1)) }
  }
}

extension CalendarDate {
  /// Its first day.
  var firstDay: CalendarDate? { CalendarDate(year: year, month: month ?? 1, day: day ?? 1) }
}
