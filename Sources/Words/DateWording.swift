import CaseFile

/// Why a date was refused: each way has a reason of its own. Protocol/records.md, "Fields".
extension RuleBroken {
  static func invalidDateRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "invalidDate", .usage,
      "« \(text) » n’est pas compris comme une date. Rien n’a été enregistré. Écrivez jour/mois/année, par exemple 14/11/2026, ou « hier ».",
      "“\(text)” is not understood as a date. Nothing was saved. Write day/month/year, for example 14/11/2026, or “yesterday”.",
      "“\(text)” is niet begrepen als datum. Er is niets bewaard. Schrijf dag/maand/jaar, bijvoorbeeld 14/11/2026, of “gisteren”."
    )
  }

  static func centuryMissingRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "centuryMissing", .usage,
      "« \(text) » ne dit pas le siècle. Rien n’a été enregistré. Écrivez l’année avec ses quatre chiffres, par exemple 1/4/1980.",
      "“\(text)” does not say the century. Nothing was saved. Write the year with its four digits, for example 1/4/1980.",
      "“\(text)” noemt de eeuw niet. Er is niets bewaard. Schrijf het jaar met zijn vier cijfers, bijvoorbeeld 1/4/1980."
    )
  }

  static func leapDayWithoutYearRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "leapDayWithoutYear", .usage,
      "« \(text) » n’est pas un jour de toutes les années. Rien n’a été enregistré. Écrivez l’année aussi, par exemple 29/2/2028.",
      "“\(text)” is not a day of every year. Nothing was saved. Write the year too, for example 29/2/2028.",
      "“\(text)” is niet elk jaar een dag. Er is niets bewaard. Schrijf ook het jaar, bijvoorbeeld 29/2/2028."
    )
  }

  static func wholeDayNeededRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "wholeDayNeeded", .usage,
      "« \(text) » ne dit pas le jour. Rien n’a été enregistré. Écrivez jour/mois/année, par exemple 14/11/2026.",
      "“\(text)” does not say the day. Nothing was saved. Write day/month/year, for example 14/11/2026.",
      "“\(text)” noemt geen dag. Er is niets bewaard. Schrijf dag/maand/jaar, bijvoorbeeld 14/11/2026."
    )
  }

  static func hourNotKeptRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "hourNotKept", .usage,
      "« \(text) » donne aussi une heure, et une date n’en garde pas. Rien n’a été enregistré. Donnez le jour seul, et écrivez l’heure dans le texte.",
      "“\(text)” gives an hour too, and a date keeps none. Nothing was saved. Give the day alone, and write the hour in the text.",
      "“\(text)” geeft ook een uur, en een datum bewaart er geen. Er is niets bewaard. Geef enkel de dag en schrijf het uur in de tekst."
    )
  }

  static func noSuchDayRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "noSuchDay", .usage,
      "« \(text) » n’est dans aucun calendrier. Rien n’a été enregistré. Vérifiez le jour et le mois : le jour vient en premier, par exemple 14/11/2026.",
      "“\(text)” is in no calendar. Nothing was saved. Check the day and the month: the day comes first, for example 14/11/2026.",
      "“\(text)” staat in geen kalender. Er is niets bewaard. Ga de dag en de maand na: de dag komt eerst, bijvoorbeeld 14/11/2026."
    )
  }

  static func yearMissingRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "yearMissing", .usage,
      "« \(text) » ne dit pas l’année, et rien ici ne permet de la deviner. Rien n’a été enregistré. Écrivez jour/mois/année, par exemple 14/11/2026.",
      "“\(text)” does not say the year, and nothing here tells which one is meant. Nothing was saved. Write day/month/year, for example 14/11/2026.",
      "“\(text)” noemt geen jaar, en niets zegt hier welk bedoeld is. Er is niets bewaard. Schrijf dag/maand/jaar, bijvoorbeeld 14/11/2026."
    )
  }

  static func invalidYearRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "invalidYear", .usage,
      "« \(text) » n’est pas une année. Rien n’a été changé. Écrivez-la avec ses quatre chiffres, par exemple 2026.",
      "“\(text)” is not a year. Nothing was changed. Write it with its four digits, for example 2026.",
      "“\(text)” is geen jaar. Er is niets gewijzigd. Schrijf het met zijn vier cijfers, bijvoorbeeld 2026."
    )
  }

  static func noSuchHourRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "noSuchHour", .usage,
      "« \(text) » donne une heure qui n’existe pas. Rien n’a été enregistré. Les heures vont de 0:00 à 23:59, par exemple 3/12/2026 10:30.",
      "“\(text)” gives an hour that does not exist. Nothing was saved. Hours go from 0:00 to 23:59, for example 3/12/2026 10:30.",
      "“\(text)” geeft een uur dat niet bestaat. Er is niets bewaard. Uren gaan van 0:00 tot 23:59, bijvoorbeeld 3/12/2026 10:30."
    )
  }
}
