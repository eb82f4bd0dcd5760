/// A day, a month or a year of the Gregorian calendar, extended to all years from 1 to 9999.
///
/// Written `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: people often know only the year they were born.
public struct CalendarDate: Hashable, Sendable {
  public let year: Int
  public let month: Int?
  /// `nil` whenever ``month`` is.
  public let day: Int?

  public static let years = 1...9999

  /// `nil` unless it is a date of the calendar.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard Self.years.contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day {
        guard (1...Self.days(inMonth: month, of: year)).contains(day) else { return nil }
      }
    } else if day != nil {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  public var isWholeDay: Bool { day != nil }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// `month` from 1 to 12.
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate: CustomStringConvertible {
  public init(parsing text: String) throws(RuleBroken) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var number = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 0x30)
      }
      return number
    }
    let hyphen = UInt8(ascii: "-")
    let date: CalendarDate? =
      switch bytes.count {
      case 4:
        number(0..<4).flatMap { CalendarDate(year: $0) }
      case 7 where bytes[4] == hyphen:
        number(0..<4).flatMap { year in
          number(5..<7).flatMap { CalendarDate(year: year, month: $0) }
        }
      case 10 where bytes[4] == hyphen && bytes[7] == hyphen:
        number(0..<4).flatMap { year in
          number(5..<7).flatMap { month in
            number(8..<10).flatMap { CalendarDate(year: year, month: month, day: $0) }
          }
        }
      default: nil
      }
    guard let date else { throw .invalidDate(text) }
    self = date
  }

  /// Reads `YYYY-MM-DD` alone.
  public init(parsingDay text: String) throws(RuleBroken) {
    self = try CalendarDate(parsing: text)
    guard isWholeDay else { throw .wholeDayNeeded(text) }
  }

  /// What ``init(parsing:)`` reads.
  public var description: String {
    var text = Self.digits(year, 4)
    if let month { text += "-" + Self.digits(month, 2) }
    if let day { text += "-" + Self.digits(day, 2) }
    return text
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension CalendarDate {
  /// Days from 1970-01-01 to the first day of the date.
  public var daysSince1970: Int {
    // Years begin in March here, so that the leap day is the last of its year.
    let month = month ?? 1
    let marchYear = month <= 2 ? year - 1 : year
    let marchMonth = (month + 9) % 12
    let dayOfYear = (153 * marchMonth + 2) / 5 + (day ?? 1) - 1
    return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
      - Self.daysFromMarchOfYearZeroTo1970
  }

  /// `nil` outside the years 1 to 9999.
  public init?(daysSince1970 days: Int) {
    guard Self.firstDay...Self.lastDay ~= days else { return nil }
    // A cycle of 400 years has 146,097 days.
    let shifted = days + Self.daysFromMarchOfYearZeroTo1970
    let cycle = shifted / 146_097
    let dayOfCycle = shifted % 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    self.month = month
    self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
  }

  private static let daysFromMarchOfYearZeroTo1970 = 719_468
  /// 0001-01-01.
  private static let firstDay = -719_162
  /// 9999-12-31.
  private static let lastDay = 2_932_896
}

extension CalendarDate: Comparable {
  /// By the first day; of two that begin together, the vaguer one comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}
