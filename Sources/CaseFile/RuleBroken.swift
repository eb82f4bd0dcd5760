/// A rule of the field that a request breaks. The sentences are in `Words`.
public enum RuleBroken: Error, Hashable, Sendable {
  case unknownVolet(String)
  case unknownRole(String)
  case unknownServiceKind(String)
  case unknownCountry(String)
  case unknownNoteKind(String)
  case unknownLanguage(String)
  /// None in which the program speaks.
  case unknownScreenLanguage(String)
  case unknownProof(String)
  case unknownPast(String)
  case unknownEffective(String)
  /// Not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or not a day of the calendar.
  case invalidDate(String)
  /// A date whose year has two digits: nobody knows which century they mean.
  case centuryMissing(String)
  /// A date of which the hour was given too: no date here keeps one.
  case hourNotKept(String)
  /// A day was needed, and only a month or a year was given.
  case wholeDayNeeded(String)
  /// A birth after today, or longer ago than people live.
  case implausibleBirth(CalendarDate)
  case roleMayNotRead(Role, Volet)
  case roleMayNotWrite(Role, Volet)
  case voletNotShareable(Volet)
  case empty(LimitedField)
  /// `maximum` and `found` in the unit of the field.
  case tooLong(LimitedField, maximum: Int, found: Int)
  /// A note that was deleted is not edited further.
  case noteDeleted
}
