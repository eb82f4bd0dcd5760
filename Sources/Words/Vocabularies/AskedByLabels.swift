// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let askedBy = """
     | demandé par |  | gevraagd door | asked by
    la_personne | la personne |  | de persoon | the person
    le_service | le service |  | de dienst | the service
    le_partenaire | le partenaire |  | de partner | the partner
    """
}
