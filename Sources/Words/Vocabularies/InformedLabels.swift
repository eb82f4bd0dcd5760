// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let informed = """
     | personne informée |  | persoon ingelicht | person informed
    oui | oui |  | ja | yes
    non | non |  | nee | no
    plus_tard | plus tard |  | later | later
    """
}
