public import CaseFile

/// A day that can be meant, and is more often a slip: it was accepted, and a person is told.
public enum OddDate: Hashable, Sendable {
  /// A day and a month as they were typed, and the day that was taken for them.
  case yearTaken(String, CalendarDate)
  /// A field of what happened says a day to come.
  case toCome(RecordType, RecordField, CalendarDate)
  /// Written on paper before what it tells happened.
  case writtenBeforeEvent(written: CalendarDate, happened: CalendarDate)
  /// A note of what happened before the person was born.
  case beforeBirth(happened: CalendarDate, born: CalendarDate)
  /// A release far from now.
  case releaseFarAway(CalendarDate)
  /// A consent that lasts for very long.
  case untilFarAway(CalendarDate)

  var wording: Wording {
    func day(_ date: CalendarDate, _ language: Language) -> String {
      Phrasebook(language).date(date)
    }
    switch self {
    case .yearTaken(let typed, let date):
      let typed = Visible.line(Spoken.trimmed(typed))
      func whole(_ language: Language) -> String { Phrasebook(language).weekday(date) }
      return Wording(
        "yearTaken", .success,
        "« \(typed) » ne dit pas l’année : c’est pris pour le \(whole(.french)). Si c’est une autre année, écrivez-la.",
        "“\(typed)” does not say the year: it is taken for \(whole(.english)). If it is another year, write it.",
        "“\(typed)” noemt het jaar niet: het is opgevat als \(whole(.dutch)). Is het een ander jaar, schrijf het dan."
      )
    case .toCome(let type, let field, let date):
      func name(_ language: Language) -> String { Phrasebook(language).name(of: field, in: type) }
      func option(_ language: Language) -> String {
        "--" + (type.optionNames(of: field, in: Phrasebook(language)).first ?? field.code)
      }
      let edit = "carnet \(type.commandNames.first ?? type.code) edit"
      return Wording(
        "dayToCome", .success,
        "« \(name(.french)) » dit un jour à venir : \(day(date, .french)). C’est enregistré ainsi ; « \(command: edit) » et \(option(.french)) corrigent la date.",
        "“\(name(.english))” says a day to come: \(day(date, .english)). It is saved like that; “\(edit)” and \(option(.english)) correct the date.",
        "“\(name(.dutch))” zegt een dag die nog komt: \(day(date, .dutch)). Het is zo bewaard; “\(edit)” en \(option(.dutch)) verbeteren de datum."
      )
    case .writtenBeforeEvent(let written, let happened):
      return Wording(
        "writtenBeforeEvent", .success,
        "Écrite sur papier avant ce qu’elle raconte : \(day(written, .french)), puis \(day(happened, .french)). Elle est enregistrée ainsi ; vérifiez les deux dates.",
        "Written on paper on \(day(written, .english)), before what it tells (\(day(happened, .english))). It is saved like that; check both dates.",
        "Op papier geschreven op \(day(written, .dutch)), voor wat ze vertelt (\(day(happened, .dutch))). Ze is zo bewaard; ga beide datums na."
      )
    case .beforeBirth(let happened, let born):
      return Wording(
        "beforeBirth", .success,
        "La note parle d’avant la naissance de la personne : \(day(happened, .french)), puis \(day(born, .french)). Elle est enregistrée ainsi ; vérifiez les deux dates.",
        "The note tells of \(day(happened, .english)), before the person was born (\(day(born, .english))). It is saved like that; check both dates.",
        "De notitie gaat over \(day(happened, .dutch)), voor de geboorte van de persoon (\(day(born, .dutch))). Ze is zo bewaard; ga beide datums na."
      )
    case .releaseFarAway(let date):
      return Wording(
        "releaseFarAway", .success,
        "Cette sortie est loin d’aujourd’hui : \(day(date, .french)). Elle est enregistrée ainsi ; vérifiez l’année, et au besoin notez-la de nouveau.",
        "This release is far from today: \(day(date, .english)). It is recorded like that; check the year, and record it again if need be.",
        "Deze vrijlating is ver van vandaag: \(day(date, .dutch)). Ze is zo vastgelegd; ga het jaar na en leg ze zo nodig opnieuw vast."
      )
    case .untilFarAway(let date):
      return Wording(
        "untilFarAway", .success,
        "Cet accord dure très longtemps : jusqu’au \(day(date, .french)). Est-ce bien ce que la personne a dit ? Elle peut le retirer à tout moment.",
        "This consent lasts for very long: until \(day(date, .english)). Is that what the person said? She may withdraw it at any time.",
        "Deze toestemming duurt heel lang: tot \(day(date, .dutch)). Zei de persoon dat zo? Zij kan ze op elk moment intrekken."
      )
    }
  }
}
