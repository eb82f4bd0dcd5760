import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// Of whom somebody asks who is followed.
public enum CaseloadOf: Hashable, Sendable {
  /// Whoever reads, and those whom nobody follows.
  case reader
  case worker(String)
  case all
}

/// A person who is followed, on one line.
public struct CaseloadEntry: Sendable {
  public let caseFile: CaseID
  /// Nil while her card does not open.
  public let person: Namesake?
  /// Who follows her and works here still, as it is written; none where nobody does, and for who may not read it.
  public internal(set) var workers: [String] = []
  /// Everybody who is named as following her, whether anybody of that name works here or not.
  var named: [String] = []
  public internal(set) var isActive = false
  /// The last day of which a contact is told.
  public internal(set) var lastContact: CalendarDate?
  /// Appointments that are to come, the next one first.
  public internal(set) var meetings: [WrittenMoment] = []
  public var nextMeeting: WrittenMoment? { meetings.first }
  /// Rights that were begun and are not settled.
  public internal(set) var openRights = 0
  public internal(set) var unanswered = 0
  /// For how many days the oldest of them waits.
  public internal(set) var longestWait: Int?
  /// To be looked at again together by now.
  public internal(set) var reviews = 0
  /// Due within ``Limits/daysUrgent`` days, today included.
  public internal(set) var urgent = 0
  /// Due before, requests left out.
  public internal(set) var late = 0
  /// Notes about which this worker decides with the person whether they stay.
  public internal(set) var orphans = 0
}

/// Those who are followed.
public struct Caseload: Sendable {
  /// What is late first, then what is urgent, then by name.
  public let entries: [CaseloadEntry]
  /// Whether the reader may read who follows whom: else all are listed, and nobody is counted as active.
  public let knowsWho: Bool
}

/// Who is followed. Protocol/records.md, "Who is followed".
extension WorkerSession {
  /// A line for each person whose case file is open, of what this worker may read. Who looked is logged.
  ///
  /// - Parameter day: the day here that holds a moment.
  /// - Throws: of one worker who is named, `RuleBroken.roleMayNotRead` for who may not read who follows whom, and
  ///   `NotebookError.unknownWorker` where nobody of that name works here or follows anybody.
  public func caseload(
    of whom: CaseloadOf, today: CalendarDate, day: (Instant) -> CalendarDate?, at now: Instant
  ) throws -> Caseload {
    try checkReadingNames()
    var fresh = FreshRecords()
    let found = try looks(at: now) { ledger in
      let records = try structured(
        where: { $0.isOfCaseload }, keeping: { _ in true }, &fresh, ledger, at: now)
      let byFile = Dictionary(grouping: records, by: \.caseFile)
      let rules = try rules(ledger)
      let homes = kinds.filter { $0.followUp != nil }.flatMap(\.volets)
      let knowsWho = homes.contains { rules.mayRead($0) }
      if case .worker = whom { try checkReadingWho(homes, by: rules) }
      let name = knowsWho ? wanted(whom) : nil
      let working = try workingNames(ledger)
      let touches = try ledger.touches()
      let orphans = try orphanCounts(ledger, at: now)
      var entries: [CaseloadEntry] = []
      for id in try replica.caseFiles(ledger) {
        let isClosed = try replica.ifSound {
          try summary(of: id, since: touches, ledger, at: now).isClosed
        }
        guard isClosed != true else { continue }
        var entry = CaseloadEntry(
          caseFile: id, person: try ownPerson(of: id, ledger), of: byFile[id] ?? [],
          today: today, day: day, at: now)
        entry.orphans = orphans[id] ?? 0
        entry.keepWorkers(among: working)
        if let name, !entry.isOf(name, orNobody: whom == .reader) { continue }
        entries.append(entry)
      }
      let shown = entries.map { entry in
        Look(
          action: .read, place: .own(entry.caseFile),
          volets: Volet.allCases.filter { volet in
            volet == .contact || byFile[entry.caseFile]?.contains { $0.volet == volet } == true
          })
      }
      return (Caseload(entries: entries.sorted(by: Self.isFirst), knowsWho: knowsWho), shown)
    }
    keep(fresh, at: now)
    if case .worker(let name) = whom, found.entries.isEmpty, try workers(typed: name).isEmpty,
      try endedWorker(name) == nil
    {
      throw NotebookError.unknownWorker(name)
    }
    return found
  }

  private func checkReadingWho(_ homes: [Volet], by rules: AccessRules) throws {
    try checkRule { () throws(RuleBroken) in
      for volet in homes { try rules.checkRead(volet) }
    }
  }

  /// The words of the name that is looked for; nil for everybody.
  private func wanted(_ whom: CaseloadOf) -> [String]? {
    switch whom {
    case .reader: NameWords.words(of: workerName ?? "").sorted()
    case .worker(let name): NameWords.words(of: name).sorted()
    case .all: nil
    }
  }

  private static func isFirst(_ left: CaseloadEntry, _ right: CaseloadEntry) -> Bool {
    func rank(_ entry: CaseloadEntry) -> (Int, String, CaseID) {
      let order = entry.late > 0 ? 0 : entry.urgent > 0 ? 1 : 2
      return (order, entry.person?.name ?? "", entry.caseFile)
    }
    return rank(left) < rank(right)
  }
}

extension RecordType {
  /// Whether a line of those who are followed tells something of its records.
  var isOfCaseload: Bool {
    followUp != nil || contact != nil || checklist != nil || fields.contains { $0.due != nil }
  }
}

extension CaseloadEntry {
  /// What records of one case file tell.
  init(
    caseFile: CaseID, person: Namesake?, of records: [StructuredRecord], today: CalendarDate,
    day: (Instant) -> CalendarDate?, at now: Instant
  ) {
    self.init(caseFile: caseFile, person: person)
    for record in records { add(record, today, day, at: now) }
  }

  /// Says who of those who follow her works here still.
  mutating func keepWorkers(among working: [String]) {
    workers = named.filter { name in working.contains { WorkerNames.areSame($0, name) } }
  }

  /// Whether somebody of this name follows her, or nobody who works here does.
  fileprivate func isOf(_ name: [String], orNobody: Bool) -> Bool {
    if orNobody, workers.isEmpty { return true }
    return named.contains { NameWords.words(of: $0).sorted() == name }
  }

  fileprivate mutating func add(
    _ record: StructuredRecord, _ today: CalendarDate, _ day: (Instant) -> CalendarDate?,
    at now: Instant
  ) {
    if let followUp = record.type.followUp, !followUp.isOver(record.values) {
      for worker in followUp.workers(record.values) where !named.contains(worker) {
        named.append(worker)
      }
      if followUp.isActive(record.values, on: today) { isActive = true }
    }
    lastContact = [lastContact, record.lastContact(until: today)].compactMap(\.self).max()
    if record.type.checklist?.isOpen(record.values) == true { openRights += 1 }
    if record.isUnanswered {
      unanswered += 1
      let waits = record.waiting(today, day).days
      longestWait = [longestWait, waits].compactMap(\.self).max()
    }
    for field in record.type.fields {
      guard let due = field.due, due.matter != .answer, !due.isOver(record.values) else { continue }
      for value in record.values[field.code] ?? [] { add(due, value, today, at: now) }
    }
  }

  private mutating func add(
    _ due: Due, _ value: String, _ today: CalendarDate, at now: Instant
  ) {
    let moment = WrittenMoment(recorded: value)
    guard let first = moment?.day ?? CalendarDate(recorded: value)?.firstDay else { return }
    let days = first.daysSince1970 - today.daysSince1970
    let isLate = moment.map { $0.milliseconds < now.milliseconds } ?? (days < 0)
    if isLate { late += 1 } else if days <= Limits.daysUrgent { urgent += 1 }
    if due.matter == .review, days <= 0 { reviews += 1 }
    if due.matter == .appointment, !isLate, let moment {
      let place = meetings.firstIndex { $0.milliseconds > moment.milliseconds }
      meetings.insert(moment, at: place ?? meetings.endIndex)
    }
  }
}

extension StructuredRecord {
  /// The last day on which somebody had to do with the person; nil for what tells none, as an absence does, and a place on
  /// a list of which nobody said yet what became of it.
  func lastContact(until today: CalendarDate?) -> CalendarDate? {
    guard let contact = type.contact, contact.tookPlace(values) else { return nil }
    let days = (values[contact.day] ?? []).compactMap(CalendarDate.init(recorded:))
    return days.filter { day in
      guard let today, let first = day.firstDay else { return true }
      return first.daysSince1970 <= today.daysSince1970
    }.max()
  }
}

extension WrittenMoment {
  /// What a field holds; nil for a date, and for what a newer version wrote in its own way.
  fileprivate init?(recorded text: String) {
    do throws(RuleBroken) { self = try WrittenMoment(parsing: text) } catch { return nil }
  }
}
