import CRDT
public import CaseFile
public import Envelope
import Store

/// A person on the list of a permanence, after people were put on it.
public struct ListedPerson: Sendable {
  public let caseFile: CaseID
  /// Nil while people left several.
  public let number: Int?
  /// Nil for who reads no names.
  public let person: Namesake?
  /// Whether it is she whom somebody just put on the list, or tried to.
  public let isMeant: Bool
}

/// What may well be so, and is more often a slip: people are on the list, and whoever put them there is told.
/// Protocol/records.md, "Permanences".
public enum PermanenceDoubt: Sendable {
  /// The day of the permanence is over.
  case past(CalendarDate)
  /// More people than it has places.
  case full(listed: Int, places: Int)
  /// One person has several places, with these numbers.
  case twice(ListedPerson, numbers: [Int])
  /// Her card says that she died, as it is written.
  case deceased(ListedPerson, days: [String])
  /// Her card says that she is to be left alone until after the day of the permanence.
  case quiet(ListedPerson, until: CalendarDate)
}

extension WorkerSession {
  /// What whoever put people on a list is told of it. A card of which something is told was looked at, which is logged.
  ///
  /// - Parameters:
  ///   - listed: everybody who is on it now, by number.
  ///   - zone: minutes east of UTC, by which today is told.
  func doubts(
    of listed: [ListedPerson], on permanence: Record, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> [PermanenceDoubt] {
    let day = permanence.values.only("when").flatMap(WrittenMoment.init(written:))?.day
    let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    var found: [PermanenceDoubt] = []
    if let day, let today, day.isWhole(before: today) { found.append(.past(day)) }
    let places = permanence.values.only("slots").flatMap { Int($0) }
    if let places, listed.count > places {
      found.append(.full(listed: listed.count, places: places))
    }
    var told: Set<CaseID> = []
    for one in listed where told.insert(one.caseFile).inserted {
      let same = listed.filter { $0.caseFile == one.caseFile }
      if same.count > 1 { found.append(.twice(one, numbers: same.compactMap(\.number))) }
    }
    guard try mayReadNames(ledger) else { return found }
    told = []
    for one in listed where one.isMeant && told.insert(one.caseFile).inserted {
      let card = try cardValues(of: one.caseFile, ledger)
      var ofCard: [PermanenceDoubt] = []
      if let days = try deathRecorded(of: one.caseFile, ledger) {
        ofCard.append(.deceased(one, days: days))
      }
      let until = (card["no_contact_before"] ?? []).compactMap(Self.date).max {
        $0.latestDay < $1.latestDay
      }
      if let until, let day, day.latestDay < until.latestDay {
        ofCard.append(.quiet(one, until: until))
      }
      guard !ofCard.isEmpty else { continue }
      try log(.read, case: one.caseFile, volets: [.contact], into: ledger, at: now)
      found += ofCard
    }
    return found
  }

  /// Nil for what a newer version wrote in its own way.
  private static func date(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      return try CalendarDate(parsing: text)
    } catch {
      return nil
    }
  }
}

extension CalendarDate {
  /// For comparing: the day, or the last one that a month or a year may mean.
  var latestDay: (Int, Int, Int) { (year, month ?? 12, day ?? 31) }
}
