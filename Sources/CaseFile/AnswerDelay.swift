/// How long an answer was waited for. Protocol/records.md, "Who is followed".
extension RecordType {
  /// The field since which an answer is waited for; nil for a kind to which nobody answers.
  public var answerDue: RecordField? { fields.first { $0.due?.matter == .answer } }

  /// The day since which an answer is waited for, as the fields say: on which it came, else on which it was written; the
  /// first where people left several. Nil where none says one.
  public func askedOn(_ values: [String: [String]]) -> CalendarDate? {
    [answerDue?.code, "written"].compactMap(\.self).lazy.compactMap { code in
      values[code].flatMap { $0.compactMap(CalendarDate.init(written:)).min() }
    }.first
  }

  /// Whole days from there to the day of the answer; nil while there is none, where people left several, and where it is
  /// said to be before.
  ///
  /// - Parameter entered: the day of the entry, for what says no other.
  public func answeredIn(_ values: [String: [String]], entered: CalendarDate?) -> Int? {
    let ends = answerDue?.due?.endings.map(\.field).first { self[$0]?.content == .date }
    guard let ends, let days = values[ends], days.count == 1,
      let last = CalendarDate(written: days[0])?.first,
      let first = (askedOn(values) ?? entered)?.first
    else { return nil }
    let number = last.daysSince1970 - first.daysSince1970
    return number < 0 ? nil : number
  }
}

extension CalendarDate {
  /// What a field holds; nil for what a newer version wrote in its own way.
  fileprivate init?(written text: String) {
    do throws(RuleBroken) { self = try CalendarDate(parsing: text) } catch { return nil }
  }

  /// Its first day.
  fileprivate var first: CalendarDate? {
    CalendarDate(year: year, month: month ?? 1, day: day ?? 1)
  }
}
