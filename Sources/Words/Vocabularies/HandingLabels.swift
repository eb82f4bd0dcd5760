// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let handing = """
     | remise d’un papier |  | overhandiging van een papier | handing of a paper
    avec_elle | remis et gardé par la personne |  | meegegeven en bij de persoon | handed over and kept by the person
    garde_ici | gardé ici jusqu’à la sortie |  | hier bewaard tot de vrijlating | kept here until the release
    lu_seulement | lu à voix haute seulement |  | enkel voorgelezen | read aloud only
    """
}
