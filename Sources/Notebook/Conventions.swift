import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// How many people a service met in a year of a convention, by the data of this node.
public struct ConventionCount: Sendable {
  public let name: String
  /// Nil where nobody said it, and while people left several.
  public let objective: Int?
  public let year: Int
  public let days: ClosedRange<CalendarDate>
  /// Distinct people.
  public let counted: Int
  /// Of those, people whose contact says two things of which nobody chose one.
  public let unsettled: CountedCell
  /// In the order of the reasons; none that nobody has.
  public let notCounted: [(why: NotCounted, people: CountedCell)]
  /// By place, where there are several; one who was seen in two of them stands in both.
  public let places: [(name: String, people: CountedCell)]
}

/// What a convention counts. Nothing of it is kept, and nothing is counted by worker.
/// Protocol/records.md, "What a convention counts".
extension WorkerSession {
  /// Counts a year of a convention.
  ///
  /// - Parameters:
  ///   - typed: the convention, by its name or its number.
  ///   - year: nil for the one that today is in.
  ///   - day: the day here that holds a moment.
  /// - Throws: `RuleBroken.roleMayNotRead` for whoever does not read all contacts, since the figure would be another one, but for
  ///   who watches over data protection;
  ///   `NotebookError.yearOutsideConvention` where the convention is not in that year.
  public func countConvention(
    _ typed: String, year: Int?, today: CalendarDate, day: (Instant) -> CalendarDate?,
    at now: Instant
  ) throws -> ConventionCount {
    var fresh = FreshRecords()
    let count = try looks(at: now) { ledger in
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in try rules.checkCount() }
      let kind = RecordType.convention
      guard let id = try serviceRecord(typed, of: [kind.code], ledger),
        let convention = try referred(id.description, ledger)
      else { throw NotebookError.unknownRecord(typed, of: kind) }
      let values = convention.values
      let begins = values.only("begins").flatMap(CalendarDate.init(written:))
      let ends = values.only("ends").flatMap(CalendarDate.init(written:))
      let year = year ?? ConventionYear.year(of: today, begins: begins)
      guard let days = ConventionYear.days(year, begins: begins, ends: ends) else {
        throw NotebookError.yearOutsideConvention(year)
      }
      let facts = try facts(of: id, day, &fresh, ledger, at: now)
      let tally = ConventionTally(facts, in: days, same: try samePeople(ledger))
      let count = ConventionCount(
        name: convention.texts("name").joined(separator: " / "),
        objective: values.only("objective").flatMap { Int($0) }, year: year, days: days, tally)
      return (
        count,
        [Look(action: .read, place: .own(replica.serviceFile), volets: [.ofService])]
      )
    }
    keep(fresh, at: now)
    return count
  }

  /// What each convention of a permanence counts in the year of that, with it and without.
  func counts(
    without id: DocumentID, _ record: Record, _ ledger: LedgerReader, at now: Instant
  ) throws -> [PermanenceLoss.Convention] {
    guard let day = record.texts("when").compactMap({ WrittenMoment(written: $0)?.day }).first
    else { return [] }
    let same = try samePeople(ledger)
    return try record.texts("convention").compactMap { named in
      guard let bytes = Hexadecimal.decode(named), let convention = DocumentID(bytes),
        let values = try referred(named, ledger)?.values
      else { return nil }
      let begins = values.only("begins").flatMap(CalendarDate.init(written:))
      let ends = values.only("ends").flatMap(CalendarDate.init(written:))
      let year = ConventionYear.year(of: day, begins: begins)
      guard let days = ConventionYear.days(year, begins: begins, ends: ends) else { return nil }
      func counted(without left: DocumentID?) throws -> Int {
        var fresh = FreshRecords()
        let facts = try facts(
          of: convention, without: left, { _ in nil }, &fresh, ledger, at: now)
        return ConventionTally(facts, in: days, same: same).counted
      }
      return .init(
        name: (values["name"] ?? []).joined(separator: " / "), year: year,
        before: try counted(without: nil), after: try counted(without: id))
    }
  }

  /// What counts for a convention, of every contact and referral that belongs to a permanence of it, without one of them.
  func facts(
    of convention: DocumentID, without left: DocumentID? = nil, _ day: (Instant) -> CalendarDate?,
    _ fresh: inout FreshRecords,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConventionFact] {
    let all = try sessions(of: convention, ledger)
    let sessions = all.filter { $0.key != left?.description }
    let records = try structured(
      where: { $0.isOnList || $0.sendsToPermanence },
      keeping: { record in
        record.type.permanenceField.flatMap { record.values[$0.code] }?
          .contains { sessions[$0] != nil } == true
      }, onlyCounted: try rules(ledger).countsOnly, &fresh, ledger, at: now)
    return records.compactMap { record in
      guard let named = record.type.permanenceField.flatMap({ record.values[$0.code] }),
        let session = named.lazy.compactMap({ sessions[$0] }).first
      else { return nil }
      let happened = (record.values["happened"] ?? []).compactMap(CalendarDate.init(written:))
        .filter(\.isWholeDay)
      return ConventionFact(
        source: record.type.isOnList ? .contact : .referral, person: record.caseFile,
        isPrison: session.isPrison, place: session.place, kinds: record.values["kind"] ?? [],
        modalities: record.values["modality"] ?? [], outcomes: record.values["outcome"] ?? [],
        days: happened.isEmpty ? session.days : happened,
        entered: record.creation.entered.flatMap(day), isUnsettled: record.state != .current)
    }
  }

  /// The permanences of a convention by their numbers: their days, and where they are.
  private func sessions(
    of convention: DocumentID, _ ledger: LedgerReader
  ) throws -> [String: (days: [CalendarDate], isPrison: Bool, place: String)] {
    var found: [String: (days: [CalendarDate], isPrison: Bool, place: String)] = [:]
    for (id, record) in try serviceRecords(of: .permanence, ledger)
    where record.texts("convention").contains(convention.description) {
      let places = try record.texts("place").compactMap { try referred($0, ledger) }
      found[id.description] = (
        record.texts("when").compactMap { WrittenMoment(written: $0)?.day },
        !places.isEmpty && places.allSatisfy { $0.texts("kind") == ["prison"] },
        places.map { $0.texts("name").joined(separator: " / ") }.joined(separator: " / ")
      )
    }
    return found
  }

  /// Case files of ours to which one received share is linked by people who did not know of each other: of one person.
  func samePeople(_ ledger: LedgerReader) throws -> [CaseID: CaseID] {
    var same: [CaseID: CaseID] = [:]
    for (_, link) in try links(ledger).sorted(by: { $0.key < $1.key }) where link.files.count > 1 {
      let all = Set(
        link.files.flatMap { file in [file] + same.filter { $0.value == same[file] }.keys })
      guard let first = all.min() else { continue }
      for file in all { same[file] = first }
    }
    return same
  }
}

extension ConventionCount {
  fileprivate init(
    name: String, objective: Int?, year: Int, days: ClosedRange<CalendarDate>,
    _ tally: ConventionTally
  ) {
    (self.name, self.objective, self.year, self.days) = (name, objective, year, days)
    counted = tally.counted
    unsettled = CountedCell.masking([tally.unsettled], isSumTold: false)[0]
    let reasons = NotCounted.allCases.filter { tally.notCounted[$0] != nil }
    notCounted = Array(
      zip(
        reasons,
        CountedCell.masking(reasons.map { tally.notCounted[$0] ?? 0 }, isSumTold: false))
    ).map { (why: $0.0, people: $0.1) }
    let names = tally.places.keys.sorted()
    places =
      names.count < 2
      ? []
      : zip(names, CountedCell.masking(names.map { tally.places[$0] ?? 0 }, isSumTold: true))
        .map { (name: $0.0, people: $0.1) }
  }
}

extension CalendarDate {
  /// Nil for what a newer version wrote in its own way.
  init?(written text: String) {
    do throws(RuleBroken) {
      try self.init(parsing: text)
    } catch {
      return nil
    }
  }
}
