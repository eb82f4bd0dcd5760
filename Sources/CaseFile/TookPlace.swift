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

  /// The month of its first day.
  public var wholeMonth: CalendarDate? { CalendarDate(year: year, month: month ?? 1) }
}
