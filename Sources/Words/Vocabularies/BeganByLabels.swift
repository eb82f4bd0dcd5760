// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let beganBy = """
     | initiative du contact |  | initiatief van het contact | initiative of the contact
    la_personne | la personne |  | de persoon | the person
    le_service | le service |  | de dienst | the service
    tiers | un tiers |  | een derde | a third party
    """
}
