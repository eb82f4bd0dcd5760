extension HelpOptions {
  /// Of a name of the access log that is asked for.
  static func ofReader(_ option: OptionName) -> Row {
    switch option {
    case .line:
      Row(
        "LINE", "Ligne du journal d’un suivi, par son numéro",
        "Line of the log of a case file, by its number",
        "Regel van het logboek van een dossier, met het nummer")
    case .why:
      Row(
        "REASON", "Demande le nom, pour cette raison", "Ask for the name, for this reason",
        "Vraag de naam, om deze reden")
    case _:
      Row(
        nil, "Accepte que le nom demandé soit dit", "Agree that the name asked for is told",
        "Stem ermee in dat de gevraagde naam gezegd wordt")
    }
  }

  /// Of what becomes of a paper for the person.
  static func ofHanding(_ option: OptionName) -> Row {
    switch option {
    case .handing:
      Row(
        "HANDING", "Ce que devient le papier, noté dans le suivi",
        "What becomes of the paper, recorded in the case file",
        "Wat er met het papier gebeurt, vastgelegd in het dossier")
    case _:
      Row(
        nil, "Pour être gardé en détention : sans santé, justice ni autres services",
        "To be kept in prison: without health, justice and other services",
        "Om in de gevangenis te bewaren: zonder gezondheid, justitie en andere diensten")
    }
  }
}
