/// Of a name of the access log that is asked for.
extension HelpOptions.Row {
  static let line = Self(
    "LINE", "Ligne du journal d’un suivi, par son numéro",
    "Line of the log of a case file, by its number",
    "Regel van het logboek van een dossier, met het nummer")
  static let why = Self(
    "REASON", "Demande le nom, pour cette raison", "Ask for the name, for this reason",
    "Vraag de naam, om deze reden")
  static let agree = Self(
    nil, "Accepte que le nom demandé soit dit", "Agree that the name asked for is told",
    "Stem ermee in dat de gevraagde naam gezegd wordt")
}

/// Of what becomes of a paper for the person.
extension HelpOptions.Row {
  static let handing = Self(
    "HANDING", "Ce que devient le papier, noté dans le suivi",
    "What becomes of the paper, recorded in the case file",
    "Wat er met het papier gebeurt, vastgelegd in het dossier")
  static let inside = Self(
    nil, "Pour être gardé en détention : sans santé, justice, volet confié ni autres services",
    "To be kept in prison: without health, justice, what is confided and other services",
    "Om in de gevangenis te bewaren: zonder gezondheid, justitie, wat toevertrouwd is en andere diensten"
  )
}
