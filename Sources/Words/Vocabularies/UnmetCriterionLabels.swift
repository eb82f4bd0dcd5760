// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let unmetCriterion = """
     | critère non rempli |  | niet vervuld criterium | criterion not met
    age | âge |  | leeftijd | age
    isolement | isolement |  | isolement | isolation
    statut | statut |  | statuut | status
    territoire | territoire |  | werkgebied | area
    autre | autre |  | andere | other
    """
}
