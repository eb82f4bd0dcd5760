import CaseFile

/// Why no number of a state is kept, in words: the number itself is not repeated.
extension RuleBroken {
  static func codeOffRow(_ vocabulary: Vocabulary, _ code: String) -> Wording {
    let names = (Labels.of(code, in: vocabulary) ?? Labels(unlabelled: code)).three
    return Wording(
      "codeOff", .refused,
      "« \(names.0) » : Carnet n’en garde aucun ; la loi le réserve à d’autres. Rien n’a été enregistré. Les autres numéros (allocataire, logement, SIAO) ont leur fiche ; notez « connu de la CAF » ou « connu de la mutuelle » plutôt que le numéro.",
      "“\(names.1)”: Carnet keeps none; the law leaves it to others. Nothing was saved. Other numbers (family fund, housing, SIAO) have a record; write “known to the fund” rather than the number.",
      "“\(names.2)”: Carnet bewaart er geen; de wet laat het aan anderen. Er is niets bewaard. Andere nummers (rechthebbende, huisvesting, SIAO) hebben een fiche; schrijf “bekend bij het fonds” in plaats van het nummer."
    )
  }

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
