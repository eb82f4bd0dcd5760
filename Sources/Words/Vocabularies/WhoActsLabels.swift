// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let whoActs = """
     | qui agit |  | wie handelt | who acts
    la_personne | la personne |  | de persoon | the person
    ensemble | ensemble |  | samen | together
    le_service | le service |  | de dienst | the service
    un_tiers | un tiers |  | een derde | a third party
    """
}
