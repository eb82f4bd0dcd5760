import CaseFile
import Testing

@testable import Words

@Suite("A day that is typed without its year")
struct DayWithoutYearTests {
  /// Every day of an ordinary year and of a leap year.
  static let days: ClosedRange<Int> = 20_819...21_549

  /// The first day with each day and month, walking from one day on, at most a year.
  static func walked(from today: Int, by step: Int) -> [[Int]: CalendarDate] {
    var found: [[Int]: CalendarDate] = [:]
    for distance in 0...365 {
      guard let date = CalendarDate(daysSince1970: today + step * distance),
        let month = date.month, let day = date.day
      else { continue }
      found[[day, month]] = found[[day, month]] ?? date
    }
    return found
  }

  @Test(
    "Whatever day it is, the next one is today or the first to come, the last one today or the first before"
  )
  func everyDay() throws {
    #expect(CalendarDate(daysSince1970: Self.days.lowerBound)?.description == "2027-01-01")
    #expect(CalendarDate(daysSince1970: Self.days.upperBound)?.description == "2028-12-31")
    for number in Self.days {
      let today = try #require(CalendarDate(daysSince1970: number))
      for (way, step) in [(NearestDay.next, 1), (.last, -1)] {
        let walked = Self.walked(from: number, by: step)
        for month in 1...12 {
          for day in 1...31 {
            let found = Result { () throws(RuleBroken) in
              try way.date(day: day, month: month, from: today, typed: "x")
            }
            if let wanted = walked[[day, month]] {
              if found != .success(wanted) { Issue.record("\(today) \(way): \(day)/\(month)") }
            } else {
              let refusal: RuleBroken =
                day == 29 && month == 2 ? .leapDayWithoutYear("x") : .noSuchDay("x")
              if found != .failure(refusal) { Issue.record("\(today) \(way): \(day)/\(month)") }
            }
          }
        }
      }
    }
  }

  /// As typed on 20 October 2026, the next one and the last one.
  static let typed: [(String, String, String)] = [
    ("4/12", "2026-12-04", "2025-12-04"), ("04/12", "2026-12-04", "2025-12-04"),
    ("4.12", "2026-12-04", "2025-12-04"), ("le 4/12", "2026-12-04", "2025-12-04"),
    ("4 décembre", "2026-12-04", "2025-12-04"), ("1er déc.", "2026-12-01", "2025-12-01"),
    ("Dec 4", "2026-12-04", "2025-12-04"), ("op 4 maart", "2027-03-04", "2026-03-04"),
    ("20/10", "2026-10-20", "2026-10-20"), ("19/10", "2027-10-19", "2026-10-19"),
    ("21/10", "2026-10-21", "2025-10-21"),
  ]

  @Test("It is read as dates are written, and as hours follow them", arguments: typed)
  func forms(_ typed: String, _ next: String, _ last: String) throws {
    let today = try #require(CalendarDate(year: 2026, month: 10, day: 20))
    #expect(try Spoken.date(typed, today: today, nearest: .next).description == next)
    #expect(try Spoken.date(typed, today: today, nearest: .last).description == last)
    #expect(Spoken.leavesOutYear(typed) && Spoken.leavesOutYear(typed + " 14:30"))
    let moment = try Spoken.moment(typed + " 14h30", today: today, nearest: .next) { _, _, _ in 60 }
    #expect(moment.description == "\(next)T14:30+01:00")
    // Where nobody can tell which one is meant.
    #expect(throws: RuleBroken.yearMissing(typed)) { try Spoken.date(typed, today: today) }
    #expect(throws: RuleBroken.hourNotKept(typed + " 14:30")) {
      try Spoken.date(typed + " 14:30", today: today, nearest: .next)
    }
  }

  @Test(
    "What may be a month first, or is no day, is refused",
    arguments: [
      "4-12", "12-04", "4 12", "32/1", "4/13", "0/1", "4/0", "4/12/", "-4/12", "4",
    ])
  func refused(_ typed: String) throws {
    let today = try #require(CalendarDate(year: 2026, month: 10, day: 20))
    for way in [NearestDay.next, .last] {
      #expect(throws: RuleBroken.self) { try Spoken.date(typed, today: today, nearest: way) }
    }
  }

  @Test("A whole date says its year, and is taken as it stands")
  func whole() throws {
    let today = try #require(CalendarDate(year: 2026, month: 10, day: 20))
    for (typed, _) in SpokenTests.dates {
      #expect(!Spoken.leavesOutYear(typed), "\(typed)")
      let date = try Spoken.date(typed, today: today)
      for way in [NearestDay.next, .last] {
        #expect(try Spoken.date(typed, today: today, nearest: way) == date)
      }
    }
  }

  @Test(
    "Every date that is past looks back but a birth, every date that is due to come looks ahead")
  func fields() throws {
    let today = try #require(CalendarDate(year: 2026, month: 10, day: 20))
    func read(_ field: RecordField) throws(RuleBroken) -> [String] {
      try Spoken.values(["4/12"], of: field, today: today) { _, _, _ in 0 }
    }
    for type in RecordType.all {
      for field in type.fields where field.content == .date {
        let isBirth = type == .person && field.code == "born"
        if field.isPast, !isBirth {
          #expect(try read(field) == ["2025-12-04"], "\(type.code) \(field.code)")
        } else if field.due != nil {
          #expect(try read(field) == ["2026-12-04"], "\(type.code) \(field.code)")
        }
        if isBirth {
          #expect(throws: RuleBroken.yearMissing("4/12")) { try read(field) }
        }
      }
    }
  }
}
