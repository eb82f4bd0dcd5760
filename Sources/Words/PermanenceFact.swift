/// What is told of the list of a permanence.
extension RecordFact {
  static func notOnListRow(_ given: String) -> Wording {
    Wording(
      "notOnList", .notFound,
      "Personne de cette liste n’est « \(given) ». Rien n’a été changé. « carnet permanence show » montre les numéros.",
      "Nobody on this list is “\(given)”. Nothing was changed. “carnet permanence show” shows the numbers.",
      "Niemand op deze lijst is “\(given)”. Er is niets gewijzigd. “carnet permanence show” toont de nummers."
    )
  }

  /// - Parameter entries: the shortened id of each, with who it is.
  static func severalOnListRow(_ given: String, _ entries: [String]) -> Wording {
    let told = entries.map { Visible.line($0) }.joined(separator: ", ")
    return Wording(
      "severalOnList", .usage,
      "« \(given) » est donné plusieurs fois sur cette liste : \(told). Rien n’a été changé. Tapez à sa place l’un de ces identifiants, ou le numéro du suivi.",
      "“\(given)” stands several times on this list: \(told). Nothing was changed. Type one of these ids in its place, or the number of the case file.",
      "“\(given)” staat meermaals op deze lijst: \(told). Er is niets gewijzigd. Typ in de plaats ervan een van deze nummers, of het nummer van het dossier."
    )
  }

  static func outcomeStandsRow(_ number: String) -> Wording {
    Wording(
      "outcomeStands", .refused,
      "Ce que le n° \(number) est devenu est déjà noté : il reste sur la liste. Rien n’a été changé. Pour le corriger : « carnet permanence record ».",
      "What became of no. \(number) is recorded already: it stays on the list. Nothing was changed. To correct it: “carnet permanence record”.",
      "Wat er van nr. \(number) kwam, is al genoteerd: het blijft op de lijst. Er is niets gewijzigd. Om het te verbeteren: “carnet permanence record”."
    )
  }

  static func outsideRow(_ year: Int) -> Wording {
    Wording(
      "yearOutsideConvention", .usage,
      "Cette convention n’a pas d’année \(year). Rien n’a été compté. « carnet convention list » montre quand elle commence et finit.",
      "This convention has no year \(year). Nothing was counted. “carnet convention list” shows when it begins and ends.",
      "Deze overeenkomst heeft geen jaar \(year). Er is niets geteld. “carnet convention list” toont wanneer ze begint en eindigt."
    )
  }

  static func linesUnwrittenRow(_ count: Int) -> Wording {
    Wording(
      "linesUnwritten", .badData,
      "Lignes qui n’ont pas été écrites : \(count). Elles sont redites ci-dessus, mot pour mot, avec ce qui manque ; les autres sont enregistrées. Corrigez-les, puis donnez-les seules à « carnet permanence record ».",
      "Lines that were not written: \(count). They are repeated above, word for word, with what is missing; the others are saved. Correct them, then give them alone to “carnet permanence record”.",
      "Regels die niet geschreven zijn: \(count). Ze staan hierboven, woord voor woord, met wat ontbreekt; de andere zijn bewaard. Verbeter ze en geef ze dan alleen aan “carnet permanence record”."
    )
  }
}
