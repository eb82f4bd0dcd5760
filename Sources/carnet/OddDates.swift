import CaseFile
import Envelope
import Notebook
import Words

/// Days that are accepted, and of which a person is told: a slip is seen at once, and nothing typed is lost.
extension CommandContext {
  func warn(_ fact: Fact) { Terminal.complain(words.sentence(fact) + "\n") }

  /// Of a day that was typed without its year.
  func warnOfYear(_ typed: String, _ day: CalendarDate) {
    if Spoken.leavesOutYear(typed) { warn(.record(.oddDate(.yearTaken(typed, day)))) }
  }

  /// The same, of what was typed for a field.
  ///
  /// - Parameter values: what it was read as, in the same order.
  func warnOfYears(_ typed: [String], _ values: [String], of field: RecordField) throws {
    guard field.nearest != nil, typed.count == values.count else { return }
    for (typed, value) in zip(typed, values) where Spoken.leavesOutYear(typed) {
      // The day stands first in a moment.
      warnOfYear(typed, try CalendarDate(parsingDay: String(value.prefix(10))))
    }
  }

  /// Of what happened on a day to come, in any kind of record.
  ///
  /// - Parameter values: what was typed, by field.
  func warnOfDates(_ values: [String: [String]], of kind: RecordType) throws {
    for field in kind.fields where field.isPast {
      for date in try values[field.code, default: []].map(CalendarDate.init(parsing:))
      where isToCome(date) {
        warn(.record(.oddDate(.toCome(kind, field, date))))
      }
    }
  }

  /// Of a note that was saved, with what was typed of it.
  func warnOfDates(
    _ values: [String: [String]], of note: DocumentID, in notebook: WorkerSession
  ) throws {
    let happened = try values["happened"]?.first.map(CalendarDate.init(parsing:))
    let written = try values["written"]?.first.map(CalendarDate.init(parsing:))
    if let happened, let born = try birth(of: note, in: notebook), happened.isWhole(before: born) {
      warn(.record(.oddDate(.beforeBirth(happened: happened, born: born))))
    }
    if let happened, let written, written.isWhole(before: happened) {
      warn(.record(.oddDate(.writtenBeforeEvent(written: written, happened: happened))))
    }
  }

  /// Of a release that was recorded.
  func warnOfRelease(_ day: CalendarDate) {
    guard let today = self.day(of: now) else { return }
    // What is recorded is a release that was decided: of one in more than a year, the year is more often a slip.
    let isLate = day.daysSince1970 - today.daysSince1970 > 366
    if isLate || today.year - day.year > Limits.yearsAhead {
      warn(.record(.oddDate(.releaseFarAway(day))))
    }
  }

  /// Of a consent that was recorded.
  func warnOfEnd(_ day: CalendarDate) {
    guard let today = self.day(of: now), day.year - today.year > Limits.yearsAhead else { return }
    warn(.record(.oddDate(.untilFarAway(day))))
  }

  /// When the person of a note was born; nil when nobody knows it, and where people wrote several dates.
  private func birth(of note: DocumentID, in notebook: WorkerSession) throws -> CalendarDate? {
    guard let born = try notebook.whom(note)?.born else { return nil }
    do throws(RuleBroken) {
      return try CalendarDate(parsing: born)
    } catch {
      return nil
    }
  }

  private func isToCome(_ date: CalendarDate) -> Bool {
    guard let today = day(of: now) else { return false }
    return today.isWhole(before: date)
  }
}
