/// A moment as a clock on the wall shows it.
public struct LocalMoment: Hashable, Sendable {
  public let date: CalendarDate
  public let hour: Int
  public let minute: Int
  public let second: Int

  static let millisecondsOfDay: Int64 = 86_400_000

  /// `milliseconds` since 1970 in UTC, `offset` of the zone in minutes east of it. `nil` outside the
  /// years 1 to 9999, or for an offset beyond a day.
  public init?(milliseconds: Int64, offset: Int) {
    guard milliseconds.magnitude < 1 << 56, (-1440...1440).contains(offset) else { return nil }
    let local = milliseconds + Int64(offset) * 60_000
    var days = local / Self.millisecondsOfDay
    var rest = local % Self.millisecondsOfDay
    if rest < 0 {
      days -= 1
      rest += Self.millisecondsOfDay
    }
    guard let date = CalendarDate(daysSince1970: Int(days)) else { return nil }
    self.date = date
    hour = Int(rest / 3_600_000)
    minute = Int(rest / 60_000 % 60)
    second = Int(rest / 1000 % 60)
  }
}

extension CalendarDate {
  /// When the date begins in a zone `offset` minutes east of UTC, in milliseconds since 1970.
  public func beginning(offset: Int) -> Int64 {
    Int64(daysSince1970) * LocalMoment.millisecondsOfDay - Int64(offset) * 60_000
  }

  /// When the date is over in a zone `offset` minutes east of UTC, in milliseconds since 1970: the
  /// first moment that is no longer part of it.
  public func end(offset: Int) -> Int64 {
    let following: Int
    if let month, day == nil {
      following = daysSince1970 + Self.days(inMonth: month, of: year)
    } else if day == nil {
      following = daysSince1970 + (Self.isLeap(year) ? 366 : 365)
    } else {
      following = daysSince1970 + 1
    }
    return Int64(following) * LocalMoment.millisecondsOfDay - Int64(offset) * 60_000
  }
}
