import CaseFile
import Testing

@Suite("Dates of the calendar")
struct CalendarDateTests {
  @Test("Every day from 1 to 9999 follows the one before, and comes back from its number")
  func everyDay() throws {
    var days = try #require(CalendarDate(year: 1, month: 1, day: 1)).daysSince1970
    for year in [1...401, 1580...2110, 9600...9999].joined() {
      let first = try #require(CalendarDate(year: year, month: 1, day: 1))
      days = first.daysSince1970
      for month in 1...12 {
        var day = 1
        while let date = CalendarDate(year: year, month: month, day: day) {
          if date.daysSince1970 != days || CalendarDate(daysSince1970: days) != date {
            Issue.record("\(date): \(date.daysSince1970) instead of \(days)")
            return
          }
          days += 1
          day += 1
        }
        #expect((29...32).contains(day))
      }
    }
  }

  @Test(
    "Known days have their known numbers",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-22", 20_779),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
  func known(text: String, days: Int) throws {
    #expect(try CalendarDate(parsing: text).daysSince1970 == days)
  }

  @Test("There is no day before year 1 nor after year 9999")
  func bounds() {
    #expect(CalendarDate(daysSince1970: -719_163) == nil)
    #expect(CalendarDate(daysSince1970: 2_932_897) == nil)
    #expect(CalendarDate(daysSince1970: .max) == nil)
    #expect(CalendarDate(daysSince1970: .min) == nil)
  }

  @Test(
    "A year, a month and a day are read and written back",
    arguments: ["1987", "1987-03", "1987-03-05", "2024-02-29", "0001", "9999-12-31"])
  func roundTrip(text: String) throws {
    #expect(try CalendarDate(parsing: text).description == text)
  }

  @Test(
    "What is no date is refused with what was typed",
    arguments: [
      "", "0000", "198", "19870", "1987-3", "1987-13", "1987-00", "1987-02-30", "2023-02-29",
      "1900-02-29", "1987-03-5", "1987/03/05", "05/03/1987", "1987-03-05 ", "１９８７", "+987",
      "1987-03-00", "-1987", "1987-03-05T00",
    ])
  func refused(text: String) {
    #expect(throws: RuleBroken.invalidDate(text)) { try CalendarDate(parsing: text) }
  }

  @Test("Where a day is needed, a month is refused")
  func wholeDay() {
    #expect(throws: RuleBroken.wholeDayNeeded("1987-03")) {
      try CalendarDate(parsingDay: "1987-03")
    }
  }

  @Test("Dates sort by their first day, the vaguer first")
  func order() throws {
    let sorted = ["1986-12-31", "1987", "1987-01", "1987-01-01", "1987-01-02", "1987-02", "1988"]
    let dates = try sorted.map { try CalendarDate(parsing: $0) }
    #expect(dates.reversed().sorted() == dates)
  }

  @Test("A moment is shown in its zone, before 1970 too")
  func moments() throws {
    let moment = try #require(LocalMoment(milliseconds: 1_795_323_723_500, offset: 60))
    #expect(moment.date.description == "2026-11-22")
    #expect((moment.hour, moment.minute, moment.second) == (6, 2, 3))
    let earlier = try #require(LocalMoment(milliseconds: -1, offset: 0))
    #expect(earlier.date.description == "1969-12-31")
    #expect((earlier.hour, earlier.minute, earlier.second) == (23, 59, 59))
    #expect(LocalMoment(milliseconds: .min, offset: 0) == nil)
    #expect(LocalMoment(milliseconds: .max, offset: 0) == nil)
  }

  @Test(
    "A date ends where the next one begins",
    arguments: [("2026-12-31", "2027-01-01"), ("2024-02", "2024-03"), ("2024", "2025")])
  func ends(text: String, next: String) throws {
    let date = try CalendarDate(parsing: text)
    let following = try CalendarDate(parsing: next)
    for offset in [-600, 0, 60, 120] {
      #expect(date.end(offset: offset) == following.beginning(offset: offset))
      let moment = LocalMoment(milliseconds: following.beginning(offset: offset), offset: offset)
      #expect(moment?.hour == 0)
      #expect(moment?.date.year == following.year)
    }
  }
}
