/// How long a text that people give may be.
public struct TextLimit: Hashable, Sendable {
  /// What a bound counts.
  public enum Unit: Hashable, Sendable {
    /// Unicode scalars.
    case scalars
    /// UTF-8 bytes.
    case bytes
  }

  public let unit: Unit
  /// In ``unit``.
  public let maximum: Int

  public init(_ maximum: Int, _ unit: Unit) { (self.maximum, self.unit) = (maximum, unit) }

  /// A title, or another line of a record.
  public static let line = TextLimit(Limits.titleScalars, .scalars)
  /// A name.
  public static let name = TextLimit(Limits.nameBytes, .bytes)
  /// A prose.
  public static let prose = TextLimit(Limits.noteTextBytes, .bytes)
}

/// What a text that people give is called, for the sentence that refuses it: a field of a kind of record, such as
/// `right.appeal`, or something else.
public struct FieldName: Hashable, Sendable {
  public let name: String

  public init(_ name: String) { self.name = name }

  public static let noteTitle = FieldName("note.title")
  public static let noteText = FieldName("note.text")
  public static let personName = FieldName("person.name")
  public static let serviceName = FieldName("service-name")
  public static let workerName = FieldName("worker-name")
  public static let witnessName = FieldName("witness-name")
  public static let explainerName = FieldName("explainer-name")
  public static let interpreterName = FieldName("interpreter-name")
  public static let guardianName = FieldName("guardian-name")
  public static let noticeVersion = FieldName("notice-version")
  public static let readerReason = FieldName("reader-reason")
}

/// A text that a person gives, and that has a bound.
public struct LimitedField: Hashable, Sendable {
  public let name: FieldName
  public let limit: TextLimit

  public init(_ name: FieldName, _ limit: TextLimit) { (self.name, self.limit) = (name, limit) }

  public static let noteTitle = LimitedField(.noteTitle, .line)
  public static let noteText = LimitedField(.noteText, .prose)
  public static let personName = LimitedField(.personName, .name)
  public static let serviceName = LimitedField(.serviceName, .name)
  public static let workerName = LimitedField(.workerName, .name)
  public static let witnessName = LimitedField(.witnessName, .name)
  public static let explainerName = LimitedField(.explainerName, .name)
  public static let interpreterName = LimitedField(.interpreterName, .name)
  public static let guardianName = LimitedField(.guardianName, .name)
  public static let noticeVersion = LimitedField(.noticeVersion, .name)
  public static let readerReason = LimitedField(.readerReason, .line)
}

/// Bounds on what people give.
public enum Limits {
  /// Unicode scalars of a title, and of any other line of a record.
  public static let titleScalars = 500
  /// UTF-8 bytes of a prose: 256 KiB.
  public static let noteTextBytes = 256 * 1024
  /// UTF-8 bytes of the name of a person, a service, a worker or a witness.
  public static let nameBytes = 200
  /// Lines of a field that holds several.
  public static let lines = 32
  /// Codes, or references, of a field that holds several.
  public static let members = 64
  /// Minutes of an appointment.
  public static let appointmentMinutes = 1440
  /// Whoever is younger is not of age, in years: a service is for adults, and a person decides about others.
  public static let yearsOfMajority = 18
  /// People met at once without a case file.
  public static let outreachPeople = 500
  /// People whom a convention may ask a service to meet.
  public static let conventionPeople = 100_000
  /// Records that are named of those that tell of a prison in what a consent shares.
  public static let tellingRecords = 9
  /// People who may be on the list of one permanence, and people whom it has room for.
  public static let permanencePlaces = 99
  /// Sheets that may be printed for one permanence.
  public static let permanencePapers = 999
  /// Days that a follow-up may rest and be counted as active.
  public static let daysPaused = 90
  /// Days within which what is due is urgent.
  public static let daysUrgent = 7
  /// Days from today to the last day of somebody who works here for a time.
  public static let daysOfTerm = 366
  /// Days before the end of a term from which it is told.
  public static let daysBeforeTerm = 14
  /// Days after which a way to reach somebody is to be verified again.
  public static let daysVerified = 365
  /// Scalars without a digit that may stand between two digits of a number that is not to be used.
  public static let cutScalars = 40
  /// Scalars that may stand between two words of an address that is not to be used, and between it and its number.
  public static let besideScalars = 12
  /// Days before a release from which a right is prepared.
  public static let leadDays = 3650
  /// Hours after which a change of a note is a rectification.
  public static let hoursUntilRectified = 24
  /// Months after which it is told how long ago a partner was verified.
  public static let staleMonths = 6
  /// Years that a person may have been born before today.
  public static let yearsOfLife = 130
  /// Years from now beyond which a day that somebody names is asked about: the end of a consent, a release.
  public static let yearsAhead = 5
  /// A consent for which nobody named its last day ends after as many months.
  public static let consentMonths = 12

  /// Unicode scalars shown of what stands where a date should, and of a kind that this version does not know.
  public static let oddWordScalars = 64

  /// Versions of one sentence that are shown apart; all of them stand in the text.
  public static let sidesApart = 16

  /// Throws ``RuleBroken/tooLong(_:maximum:found:)``.
  public static func check(_ text: String, _ field: LimitedField) throws(RuleBroken) {
    let found =
      switch field.limit.unit {
      case .scalars: text.unicodeScalars.count
      case .bytes: text.utf8.count
      }
    guard found <= field.limit.maximum else {
      throw .tooLong(field, maximum: field.limit.maximum, found: found)
    }
  }

  /// Also throws ``RuleBroken/empty(_:)`` for a text of which nothing is seen: blanks, line ends, a byte order mark.
  public static func check(visible text: String, _ field: LimitedField) throws(RuleBroken) {
    guard !Folding.isInvisible(text) else { throw .empty(field.name) }
    try check(text, field)
  }

  /// Also throws ``RuleBroken/empty(_:)`` for a name without a single visible character.
  public static func check(name: String, _ field: LimitedField) throws(RuleBroken) {
    guard name.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty(field.name)
    }
    try check(name, field)
  }
}
