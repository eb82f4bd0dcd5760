// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let agreement = """
     | accord de la personne |  | akkoord van de persoon | agreement of the person
    oui | oui |  | ja | yes
    non | non |  | nee | no
    pas_encore_demande | pas encore demandé |  | nog niet gevraagd | not asked yet
    """
}
