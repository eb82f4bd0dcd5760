// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let consentPurpose = """
     | but du partage |  | doel van het delen | purpose of sharing
    continuite_accompagnement | continuité de l’accompagnement |  | voortzetting van de begeleiding | going on with the follow-up
    hebergement | hébergement |  | opvang | somewhere to stay
    acces_droits | accès aux droits |  | toegang tot rechten | access to rights
    recherche_logement | recherche de logement |  | zoeken naar een woning | looking for housing
    """
}
