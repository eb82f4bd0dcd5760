import CaseFile
import Envelope

/// Why somebody who has to do with a convention is not counted in a year of it. The raw value is the stable code.
public enum NotCounted: String, CaseIterable, Sendable {
  case information
  case collective
  /// By telephone, by letter, through somebody else.
  case otherWay
  /// In a permanence of the convention that is not in a prison, or of which nobody said where it is.
  case otherPlace
  /// Entered in the year, and of another one.
  case otherYear
  /// She was to be seen, and was not.
  case notSeen
  /// She was referred, and never seen.
  case referredOnly
  /// Nobody said what became of it yet.
  case noOutcome
}

/// How many people, where a figure is broken down: few of them could be told apart.
public enum CountedCell: Hashable, Sendable {
  case people(Int)
  /// From one to four, or what would give these back by subtraction.
  case masked
}

/// What counts for a convention, of one record of one person.
struct ConventionFact {
  enum Source {
    /// A contact of the list of a permanence.
    case contact
    /// A referral to one.
    case referral
  }
  let source: Source
  let person: CaseID
  /// Whether the permanence is in a prison, and what its place is called.
  var isPrison = true
  var place = ""
  var kinds: [String] = ["entretien"]
  var modalities: [String] = []
  var outcomes: [String] = []
  /// When it happened; several while nobody chose.
  var days: [CalendarDate] = []
  var entered: CalendarDate?
  var isUnsettled = false

  /// Nil for what counts, wherever in time it is.
  fileprivate var reason: NotCounted? {
    switch source {
    case .referral: return .referredOnly
    case .contact: break
    }
    if kinds.contains("information") { return .information }
    if kinds.contains("collectif") { return .collective }
    if !Set(kinds).isDisjoint(with: Self.apart) || modalities.contains(where: { $0 != "presence" })
    {
      return .otherWay
    }
    if !isPrison { return .otherPlace }
    if outcomes.isEmpty { return .noOutcome }
    return outcomes.contains("vu") ? nil : .notSeen
  }

  /// Kinds of contact in which nobody is in the room.
  private static let apart: Set<String> = [
    "entretien_telephonique", "courrier", "courriel", "sms", "tentative",
  ]
}

/// The people of one year of a convention, each once. Protocol/records.md, "What a convention counts".
struct ConventionTally {
  let counted: Int
  /// Of those who are counted, how many by a contact that people are still to settle.
  let unsettled: Int
  /// People by why they are not counted, each once; none of those who are counted.
  let notCounted: [NotCounted: Int]
  /// Of those who are counted, by where they were seen: one who was seen in two places stands in both.
  let places: [String: Int]

  /// - Parameters:
  ///   - facts: of this convention alone.
  ///   - days: of the year.
  ///   - same: of case files that are known to be of one person, the one that stands for all of them.
  init(
    _ facts: [ConventionFact], in days: ClosedRange<CalendarDate>, same: [CaseID: CaseID] = [:]
  ) {
    var seen: Set<CaseID> = []
    var settled: Set<CaseID> = []
    var places: [String: Set<CaseID>] = [:]
    var reasons: [CaseID: NotCounted] = [:]
    for fact in facts {
      let person = same[fact.person] ?? fact.person
      let isInYear = fact.days.contains(where: days.contains)
      if fact.reason == nil, isInYear {
        seen.insert(person)
        places[fact.place, default: []].insert(person)
        if !fact.isUnsettled { settled.insert(person) }
        continue
      }
      let isEnteredNow = fact.entered.map(days.contains) ?? false
      let reason: NotCounted? =
        isInYear ? fact.reason : fact.reason == nil && isEnteredNow ? .otherYear : nil
      guard let reason else { continue }
      reasons[person] = min(reasons[person] ?? reason, reason)
    }
    counted = seen.count
    unsettled = seen.subtracting(settled).count
    notCounted = Dictionary(grouping: reasons.filter { !seen.contains($0.key) }.values) { $0 }
      .mapValues(\.count)
    self.places = places.mapValues(\.count)
  }
}

extension NotCounted: Comparable {
  /// The one that says most comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

extension CountedCell {
  /// Cells of from one to four are masked. Where their sum is told too, one that would be given back by subtraction takes the
  /// next smallest with it.
  ///
  /// - Parameter isSumTold: whether whoever reads the cells reads their sum.
  static func masking(_ counts: [Int], isSumTold: Bool) -> [CountedCell] {
    var hidden = Set(counts.indices.filter { (1...4).contains(counts[$0]) })
    if isSumTold, hidden.count == 1 {
      let others = counts.indices.filter { counts[$0] > 4 }
      if let next = others.min(by: { counts[$0] < counts[$1] }) { hidden.insert(next) }
    }
    return counts.indices.map { hidden.contains($0) ? .masked : .people(counts[$0]) }
  }
}

/// A year of a convention.
enum ConventionYear {
  /// From the day and the month on which the convention begins, for a year, within the convention; a year of the calendar
  /// where it does not say when it begins. Nil for a year in which it is not.
  static func days(
    _ year: Int, begins: CalendarDate?, ends: CalendarDate?
  ) -> ClosedRange<CalendarDate>? {
    let (month, day) = (begins?.month ?? 1, begins?.day ?? 1)
    // A year that begins on 29 February begins on 1 March in others.
    func first(_ year: Int) -> CalendarDate? {
      CalendarDate(year: year, month: month, day: day)
        ?? CalendarDate(year: year, month: month + 1, day: 1)
    }
    guard var start = first(year), let next = first(year + 1),
      var end = CalendarDate(daysSince1970: next.daysSince1970 - 1)
    else { return nil }
    if let begins = begins?.firstDay { start = max(start, begins) }
    if let ends = ends?.lastDay { end = min(end, ends) }
    return start <= end ? start...end : nil
  }

  /// The year that a day is in.
  static func year(of day: CalendarDate, begins: CalendarDate?) -> Int {
    let (month, first) = (begins?.month ?? 1, begins?.day ?? 1)
    return (day.month ?? 1, day.day ?? 1) < (month, first) ? day.year - 1 : day.year
  }
}

extension CalendarDate {
  /// Its last day.
  var lastDay: CalendarDate? {
    if day != nil { return self }
    let next =
      month.map { $0 == 12 ? (year + 1, 1) : (year, $0 + 1) } ?? (year + 1, 1)
    return CalendarDate(year: next.0, month: next.1, day: 1)
      .flatMap { CalendarDate(daysSince1970: $0.daysSince1970 - 1) }
  }
}
