/// How old what was verified is: told, and never in anybody's way. Protocol/records.md, "Fields".
extension RecordType {
  /// Whole months since the latest date of the field that goes stale, once they are as many as its declaration says; nil
  /// before that, and where no such date is told.
  public func staleMonths(_ values: [String: [String]], on today: CalendarDate) -> Int? {
    for field in fields {
      guard let limit = field.staleAfter else { continue }
      let months = (values[field.code] ?? []).compactMap { today.wholeMonths(since: $0) }.min()
      if let months, months >= limit { return months }
    }
    return nil
  }
}

extension CalendarDate {
  /// Whole months from a date as it is written, taken as late as it may be: a month as its last day, a year as its last
  /// month. Nil for what is no date.
  fileprivate func wholeMonths(since text: String) -> Int? {
    let then: CalendarDate
    do throws(RuleBroken) {
      then = try CalendarDate(parsing: text)
    } catch {
      return nil
    }
    func months(_ date: CalendarDate) -> Int { date.year * 12 + (date.month ?? 12) }
    let isBegun = (day ?? 31) >= (then.day ?? 31)
    return months(self) - months(then) - (isBegun ? 0 : 1)
  }
}
