// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let knowsDetention = """
     | ce que sait qui répond |  | wat weet wie opneemt | what whoever answers knows
    oui | sait où est la personne |  | weet waar de persoon is | knows where the person is
    non | ne sait pas où est la personne |  | weet niet waar de persoon is | does not know where the person is
    inconnu | on ne sait pas |  | niet geweten | not known
    """
}
