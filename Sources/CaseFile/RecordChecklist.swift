/// A catalogue that people go through with the person: a row for each code of a field.
/// Protocol/records.md, "Going through a catalogue".
public struct RecordChecklist: Hashable, Sendable {
  /// The field that holds a code of the catalogue.
  public let field: String
  /// What is told of each, in order.
  public let columns: [String]
  /// How old somebody is for whom a code is meant, in years; none for what is for any age.
  public let ages: [String: ClosedRange<Int>]
  /// The fields that say why, told together.
  public let reasons: [String]
  /// What says that a code is settled: nobody is to do anything about it for now.
  let settled: Due.Ending

  public init(
    _ field: String, telling columns: [String], because reasons: [String],
    until settled: Due.Ending, ages: [String: ClosedRange<Int>] = [:]
  ) {
    (self.field, self.columns, self.reasons) = (field, columns, reasons)
    (self.settled, self.ages) = (settled, ages)
  }

  /// The ages that a code is meant for, where somebody is surely of none of them; nil else.
  ///
  /// - Parameter births: as her card says; nothing is sure of several.
  public func missedAges(
    of code: String, born births: [String], on day: CalendarDate
  ) -> ClosedRange<Int>? {
    guard let meant = ages[code], births.count == 1 else { return nil }
    do throws(RuleBroken) {
      let born = try CalendarDate(parsing: births[0])
      return day.ages(born: born).overlaps(meant) ? nil : meant
    } catch {
      return nil
    }
  }

  /// Whether something is still to be done. While people left several values, it is.
  public func isOpen(_ values: RecordValues) -> Bool {
    !settled.isSo(values) && values[settled.field]?.isEmpty == false
  }
}

extension RecordType {
  /// The codes of its catalogue that a service of a country goes through: what the law of another country alone has is left
  /// out. None for a kind without a catalogue; all where the country is not known.
  public func catalogue(of country: Country?) -> [String] {
    guard let checklist, let vocabulary = self[checklist.field]?.vocabulary else { return [] }
    return vocabulary.offered.filter { code in
      guard let own = code.country, let country else { return true }
      return own == country
    }.map(\.code)
  }
}
