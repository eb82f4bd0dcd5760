// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let periodPhase = """
     | phase du suivi |  | fase van de begeleiding | phase of the follow-up
    intra_muros | intra-muros |  | intramuraal | inside
    preparation_sortie | préparation de la sortie |  | voorbereiding van de vrijlating | preparing the release
    sortie | sortie |  | vrijlating | release
    extra_muros | extra-muros |  | extramuraal | outside
    hebergement | hébergement |  | huisvesting | housing
    suivi_leger | suivi léger |  | lichte begeleiding | light follow-up
    """
}
