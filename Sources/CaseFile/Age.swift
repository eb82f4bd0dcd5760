/// How old somebody is on a day, as far as a birth and the day are known.
extension CalendarDate {
  /// Whole years since a birth: at least, and at most, where only a month or a year of either is known. Nobody is younger
  /// than 0.
  public func ages(born birth: CalendarDate) -> ClosedRange<Int> {
    let least = Self.years(
      from: (
        birth.year, birth.month ?? 12,
        birth.day ?? Self.days(inMonth: birth.month ?? 12, of: birth.year)
      ), to: (year, month ?? 1, day ?? 1))
    let most = Self.years(
      from: (birth.year, birth.month ?? 1, birth.day ?? 1), to: (year, month ?? 12, day ?? 31))
    return max(0, least)...max(0, least, most)
  }

  private static func years(from one: (Int, Int, Int), to other: (Int, Int, Int)) -> Int {
    other.0 - one.0 - ((other.1, other.2) < (one.1, one.2) ? 1 : 0)
  }
}
