/// A rule of the field that a request breaks. The sentences are in `Words`.
public enum RuleBroken: Error, Hashable, Sendable {
  case unknownVolet(String)
  case unknownRole(String)
  case unknownCountry(String)
  /// No code of a vocabulary that is written today.
  case unknownCode(Vocabulary, String)
  /// What the code names is known, and not kept here.
  case codeOff(Vocabulary, String)
  case unknownLanguage(String)
  /// None in which the program speaks.
  case unknownScreenLanguage(String)
  case unknownProof(String)
  case unknownPast(String)
  case unknownEffective(String)
  /// Nothing that reads as a date; of what is recorded, not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case invalidDate(String)
  /// What reads as a date, and is in no calendar.
  case noSuchDay(String)
  /// A day and a month, where nobody can tell which year is meant.
  case yearMissing(String)
  /// A year was needed: four digits.
  case invalidYear(String)
  /// A date whose year has two digits: nobody knows which century they mean.
  case centuryMissing(String)
  /// A 29 February without its year, where the year that would be meant has none.
  case leapDayWithoutYear(String)
  /// A date of which the hour was given too: no date here keeps one.
  case hourNotKept(String)
  /// A day was needed, and only a month or a year was given.
  case wholeDayNeeded(String)
  /// A birth after today, or longer ago than people live.
  case implausibleBirth(CalendarDate)
  /// A death of a day to come.
  case deathToCome(CalendarDate)
  /// A death, and the birth that it would come before.
  case deathBeforeBirth(CalendarDate, born: CalendarDate)
  /// A consent or a refusal of a day to come.
  case signedInFuture(CalendarDate)
  /// No day and hour: what it needs is `YYYY-MM-DDTHH:MM` with the zone.
  case invalidMoment(String)
  /// A day, and an hour or a minute that no clock shows.
  case noSuchHour(String)
  /// No whole number of that range.
  case invalidNumber(FieldName, String, ClosedRange<Int64>)
  /// Neither yes nor no.
  case invalidFlag(String)
  /// No id of a record: thirty-two hexadecimal digits.
  ///
  /// - Parameter of: the kind that was meant, where it is one of the whole service.
  case invalidReference(String, of: RecordType? = nil)
  /// A field that holds one value was given several.
  case severalValues(FieldName)
  /// A kind of record that does not live in that volet.
  case kindNotInVolet(RecordType, Volet)
  /// What tells of a prison or a court, in a volet that may be shared and is not that of justice; `code` when a code tells
  /// it, and not the field itself.
  case penalElsewhere(FieldName, code: String?, Volet)
  /// A field was given what reads as a number that a state gives to everybody.
  case nationalNumber(FieldName)
  case roleMayNotRead(Role, Volet)
  case roleMayNotWrite(Role, Volet)
  /// In a volet where the role reads and writes what one began oneself: somebody else began this.
  case recordOfColleague(Role, Volet)
  /// In a volet where the role writes with a co-signature: it writes notes, changes its own, and does nothing else.
  case coSignedOnly(Role, Volet)
  /// Words of her own, which a colleague co-signs.
  case ownCoSignature
  /// A kind that holds for the whole service, and that others write.
  case roleMayNotWriteKind(Role, RecordType)
  /// Who reads nothing that people wrote lets nobody read it.
  case roleMayNotAdmit(Role)
  /// Letting in somebody of a role that is given more is for others: these.
  case roleAboveOwn(Role, Role, others: [Role])
  /// Deciding on a case file (opening and closing it, its card, releases, refusals) is for others: these.
  case roleMayNotAct(Role, others: [Role])
  /// Recording a consent for a volet is.
  case roleMayNotConsent(Role, Volet, others: [Role])
  case voletNotShareable(Volet)
  case empty(FieldName)
  /// `maximum` and `found` in the unit of the limit.
  case tooLong(LimitedField, maximum: Int, found: Int)
  /// More lines or codes than a field holds.
  case tooMany(FieldName, maximum: Int, found: Int)
  /// A note that was deleted is not edited further.
  case noteDeleted
  /// Nor is a record of another kind.
  case recordDeleted
  /// The card of a person comes with her case file, and is corrected instead of being deleted or erased.
  case cardStays
}
