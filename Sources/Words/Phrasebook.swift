public import CaseFile
import Notebook
import Replica

/// Every sentence that a person reads, in her language. Texts for a screen end with a newline.
///
///     Phrasebook(.french, of: .belgium).label("saisine_ddd", of: .rightState)
public struct Phrasebook: Hashable, Sendable {
  public let language: Language
  /// Whose words codes and fields are called by, where countries that speak the language say them otherwise. Sentences are
  /// the same in all of them. Nil: France's in French.
  public let country: Country?

  public init(_ language: Language, of country: Country? = nil) {
    (self.language, self.country) = (language, country)
  }

  /// The sentences of a fact, on one line, without a newline.
  public func sentence(_ fact: Fact) -> String {
    fact.wording.sentence(in: language)
  }

  /// The one of three that is in the language.
  func say(_ french: French, _ english: Told, _ dutch: Told) -> String {
    switch language {
    case .french: french.text
    case .english: english.text
    case .dutch: dutch.dutch
    }
  }

  /// A number with its noun.
  func count(
    _ number: Int, _ french: (French, French), _ english: (String, String),
    _ dutch: (String, String)
  ) -> String {
    // French counts zero as one.
    let noun =
      switch language {
      case .french: number < 2 ? french.0.text : french.1.text
      case .english: number == 1 ? english.0 : english.1
      case .dutch: number == 1 ? dutch.0 : dutch.1
      }
    return "\(number) \(noun)"
  }

  /// What may be notes or records of other kinds: `3 notes ou fiches`.
  func notesOrRecords(_ number: Int) -> String {
    count(
      number, ("note ou fiche", "notes ou fiches"), ("note or record", "notes or records"),
      ("notitie of fiche", "notities of fiches"))
  }

  func notes(_ number: Int) -> String {
    count(number, ("note", "notes"), ("note", "notes"), ("notitie", "notities"))
  }

  /// Notes, and records of other kinds where there are any: `2 notes et 1 fiche`.
  func counted(notes: Int, records: Int) -> String {
    guard records > 0 else { return self.notes(notes) }
    guard notes > 0 else { return self.records(records) }
    let (first, second) = (self.notes(notes), self.records(records))
    return say("\(first) et \(second)", "\(first) and \(second)", "\(first) en \(second)")
  }

  /// A number with a French participle that agrees with it: `1 envoyé`, `2 envoyés`.
  func agreed(_ number: Int, _ participle: String) -> String {
    "\(number) \(participle)\(number < 2 ? "" : "s")"
  }

  /// A label and what it labels; French puts a space before the colon.
  func labelled(_ label: String, _ value: String) -> String {
    say("\(label) : \(value)", "\(label): \(value)", "\(label): \(value)")
  }

  /// A value that a person gave, between quotation marks.
  func quoted(_ text: String) -> String {
    say("« \(Visible.line(text)) »", "“\(Visible.line(text))”", "“\(Visible.line(text))”")
  }
}

extension Phrasebook {
  /// A date as people write it: `14/11/2026` in French.
  ///
  ///     Phrasebook(.dutch).date(try CalendarDate(parsing: "2026-11-14"))  // 14/11/2026
  public func date(_ date: CalendarDate) -> String {
    let year = Self.digits(date.year, 4)
    guard let month = date.month else { return year }
    guard let day = date.day else {
      return say(
        "\(Self.digits(month, 2))/\(year)", "\(Self.englishMonths[month - 1]) \(year)",
        "\(Self.digits(month, 2))/\(year)")
    }
    let numbers = "\(Self.digits(day, 2))/\(Self.digits(month, 2))/\(year)"
    return say(
      French(verbatim: numbers), "\(day) \(Self.englishMonths[month - 1]) \(year)",
      Told(verbatim: numbers))
  }

  /// The hour of a moment: `15 h 02` in French.
  public func hour(_ moment: ZonedMoment) -> String {
    guard let local = moment.local else { return say("heure inconnue", "unknown hour", "onbekend") }
    let hour = Self.digits(local.hour, 2)
    let minute = Self.digits(local.minute, 2)
    return say("\(hour) h \(minute)", "\(hour):\(minute)", "\(hour).\(minute) uur")
  }

  /// The day of a moment.
  public func day(_ moment: ZonedMoment) -> String {
    guard moment.isBelieved, let local = moment.local else {
      return say("date inconnue", "unknown date", "onbekende datum")
    }
    return date(local.date)
  }

  /// The day and the hour of a moment.
  public func moment(_ moment: ZonedMoment) -> String {
    guard let local = moment.local else { return day(moment) }
    guard moment.isBelieved else {
      let told = date(local.date)
      return say(
        "date inconnue (l’horloge de l’appareil disait \(told))",
        "unknown date (the clock of the device said \(told))",
        "onbekende datum (de klok van het toestel zei \(told))")
    }
    return say(
      "\(day(moment)) à \(hour(moment))", "\(day(moment)) at \(hour(moment))",
      "\(day(moment)) om \(hour(moment))")
  }

  /// A date as it stands in a document; as it was written if this version cannot read it.
  func date(written text: String) -> String {
    // Not a date of this notebook: another service's word, no longer than it needs to be told.
    dateIfOne(text) ?? bounded(text, Limits.oddWordScalars, .scalars)
  }

  /// The same with the word that goes before it: a day has another one than a month or a year alone.
  func on(written text: String) -> String {
    let told = date(written: text)
    let isWide = dateIfOne(text) != nil && text.split(separator: "-").count < 3
    return isWide
      ? say("en \(told)", "in \(told)", "in \(told)")
      : say("le \(told)", "on \(told)", "op \(told)")
  }

  func dateIfOne(_ text: String) -> String? {
    do throws(RuleBroken) {
      return date(try CalendarDate(parsing: text))
    } catch {
      return nil
    }
  }

  /// A line of somebody else's, no longer than one of ours may be; said where it is cut. Nothing is lost: the note and JSON
  /// have it whole. Protocol/limits.md, "What people give".
  func bounded(_ text: String, _ maximum: Int, _ unit: TextLimit.Unit) -> String {
    let (beginning, isCut) = Visible.beginning(of: text, maximum, unit)
    guard isCut else { return beginning }
    return beginning + say("… (coupé ici)", "… (cut here)", "… (hier afgekort)")
  }

  /// Titles of one note in a list: several while nobody chose.
  func titles(_ titles: [String]) -> String {
    bounded(titles.joined(separator: " / "), Limits.titleScalars, TextLimit.line.unit)
  }

  /// The name of a followed person, ours or another service's.
  func person(_ name: String) -> String {
    guard !Folding.isInvisible(name) else {
      return say("(sans nom)", "(unnamed)", "(zonder naam)")
    }
    return bounded(name, Limits.nameBytes, TextLimit.name.unit)
  }

  static func digits(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static let englishMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

/// A moment and the zone in which to show it.
public struct ZonedMoment: Hashable, Sendable {
  /// Since 1970, in UTC.
  public var milliseconds: Int64
  /// Minutes east of UTC.
  public var offset: Int

  /// Whether somebody may believe it: a clock at its first day, or in the year 9999, tells no date.
  public var isBelieved = true

  public init(milliseconds: Int64, offset: Int) {
    self.milliseconds = milliseconds
    self.offset = offset
  }

  /// The same moment, told by a clock that somebody else keeps: not believed before 2020, nor more than a year after
  /// `now`, in milliseconds since 1970.
  public func judged(at now: Int64) -> ZonedMoment {
    var judged = self
    judged.isBelieved = ClockState.isBelievable(milliseconds, at: now)
    return judged
  }

  var local: LocalMoment? { LocalMoment(milliseconds: milliseconds, offset: offset) }
}
