import CaseFile

/// Why no number of a state is kept, in words: the number itself is not repeated.
extension RuleBroken {
  static func nationalNumberRow(_ field: FieldName) -> Wording {
    let words = field.words
    return Wording(
      "nationalNumber", .refused,
      "\(words.0) : cela ressemble à un numéro national ou de sécurité sociale, et Carnet n’en garde aucun. Rien n’a été enregistré. Retirez-le ; les autres numéros (allocataire, logement, SIAO) ont leur fiche : « carnet identifier add ».",
      "\(words.1): this reads as a national number or one of social security, and Carnet keeps none. Nothing was saved. Take it out; other numbers (family fund, housing, SIAO) have a record: “carnet identifier add”.",
      "\(words.2): dit lijkt op een rijksregisternummer of een nummer van sociale zekerheid, en Carnet bewaart er geen. Er is niets bewaard. Haal het weg; andere nummers (rechthebbende, huisvesting, SIAO) hebben een fiche: “carnet identifier add”."
    )
  }
}
