/// Which of the days that have a day and a month is meant, where nobody says the year. Protocol/records.md, "Fields".
public enum NearestDay: String, Hashable, Sendable {
  /// Of what is to come: today, or the first one after it.
  case next
  /// Of what happened: today, or the last one before it.
  case last

  /// The one that is nearest to `today`, at most a year away.
  ///
  /// - Parameter today: a whole day.
  /// - Throws: ``RuleBroken/leapDayWithoutYear(_:)`` for a 29 February that this year of the calendar does not have, and
  ///   ``RuleBroken/noSuchDay(_:)`` for what no year has; either names what was `typed`.
  public func date(
    day: Int, month: Int, from today: CalendarDate, typed: String
  ) throws(RuleBroken) -> CalendarDate {
    let wanted = (month, day)
    let now = (today.month ?? 1, today.day ?? 1)
    let year =
      switch self {
      case .next: wanted < now ? today.year + 1 : today.year
      case .last: wanted > now ? today.year - 1 : today.year
      }
    if let date = CalendarDate(year: year, month: month, day: day) { return date }
    throw wanted == (2, 29) ? .leapDayWithoutYear(typed) : .noSuchDay(typed)
  }
}

extension RecordField {
  /// The same date, of which a day and a month alone mean this one; nil where they mean none.
  func meaning(_ nearest: NearestDay?) -> RecordField {
    var field = self
    field.nearest = nearest
    return field
  }
}
