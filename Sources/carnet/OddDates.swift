import CaseFile
import Words

/// Days that are accepted, and of which a person is told: a slip is seen at once, and nothing typed is lost.
extension Desk {
  func warn(_ fact: Fact) { Terminal.complain(words.sentence(fact) + "\n") }

  /// Of a note that was saved.
  func warnOfDates(happened: CalendarDate?, written: CalendarDate?) {
    if let happened, isToCome(happened) {
      warn(.record(.oddDate(.noteInFuture(happened))))
    }
    if let written, isToCome(written) {
      warn(.record(.oddDate(.writtenInFuture(written))))
    }
    if let happened, let written, written.isWhole(before: happened) {
      warn(.record(.oddDate(.writtenBeforeEvent(written: written, happened: happened))))
    }
  }

  /// Of a release that was recorded.
  func warnOfRelease(_ day: CalendarDate) {
    if isFar(day) { warn(.record(.oddDate(.releaseFarAway(day)))) }
  }

  /// Of a consent that was recorded.
  func warnOfEnd(_ day: CalendarDate) {
    guard let today = self.day(of: now), day.year - today.year > Limits.yearsAhead else { return }
    warn(.record(.oddDate(.untilFarAway(day))))
  }

  private func isToCome(_ date: CalendarDate) -> Bool {
    guard let today = day(of: now) else { return false }
    return today.isWhole(before: date)
  }

  private func isFar(_ date: CalendarDate) -> Bool {
    guard let today = day(of: now) else { return false }
    return abs(date.year - today.year) > Limits.yearsAhead
  }
}

extension CalendarDate {
  /// Whether all of it is over when the other begins: a year is before none of its days.
  fileprivate func isWhole(before other: CalendarDate) -> Bool {
    (year, month ?? 12, day ?? 31) < (other.year, other.month ?? 1, other.day ?? 1)
  }
}
