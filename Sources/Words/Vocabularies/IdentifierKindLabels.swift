// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let identifierKind = """
     | type d’identifiant |  | soort identificatie | kind of identifier
    numero_allocataire | n° allocataire |  | rechthebbendenummer | number of the family fund
    numero_unique_logement | n° unique logement |  | uniek huisvestingsnummer | housing number
    numero_siao | n° SIAO |  | SIAO-nummer | SIAO number
    numero_ecrou | n° d’écrou |  | opsluitingsnummer | prison number
    appi | n° APPI |  | APPI-nummer | APPI number
    nir | n° de sécurité sociale (NIR) |  | Frans socialezekerheidsnummer (NIR) | French social security number (NIR)
    niss | numéro national (NISS) |  | rijksregisternummer (INSZ) | Belgian national number (NISS)
    autre | autre |  | andere | other
    """
}
