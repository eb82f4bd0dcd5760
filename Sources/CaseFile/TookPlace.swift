/// When what a record tells of took place, as its fields say. Protocol/consent.md, 5.3.2.
extension RecordType {
  /// The first day that a record with such values tells of; nil when none of its fields says one. Of a month or a year that
  /// is the first day of it.
  ///
  /// - Parameter values: by field, as a record holds them; what is no date says nothing.
  public func firstDay(in values: [String: [String]]) -> CalendarDate? {
    tookPlace.flatMap { code in (values[code] ?? []).compactMap(Self.day) }.min()
  }

  /// Of a date or of a moment.
  private static func day(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      return try CalendarDate(parsing: text)
    } catch {
      do throws(RuleBroken) {
        return try WrittenMoment(parsing: text).day
      } catch {
        return nil
      }
    }
  }
}

extension Record {
  /// The first day that it tells of; nil when it says none.
  public var firstDay: CalendarDate? { type.firstDay(in: values.byField) }
}

extension CalendarDate {
  /// The month that a moment falls into, in a zone `offset` minutes east of UTC; nil outside the years 1 to 9999.
  public static func month(of milliseconds: Int64, offset: Int) -> CalendarDate? {
    guard let date = LocalMoment(milliseconds: milliseconds, offset: offset)?.date else {
      return nil
    }
    return CalendarDate(year: date.year, month: date.month)
  }

  /// The first day of the month after that of its first day; nil after the year 9999.
  public var followingMonth: CalendarDate? {
    let month = month ?? 1
    return month < 12
      ? CalendarDate(year: year, month: month + 1, day: 1)
      : CalendarDate(year: year + 1, month: 1, day: 1)
  }

  /// The first day of its month when it is that day, else of the next one; nil after the year 9999.
  public var monthFromHere: CalendarDate? {
    day ?? 1 == 1 ? CalendarDate(year: year, month: month ?? 1, day: 1) : followingMonth
  }
}
