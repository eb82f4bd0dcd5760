// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let paperOriginal = """
     | sort de l’original |  | bestemming van het origineel | fate of the original
    rendu | rendu à la personne |  | teruggegeven aan de persoon | given back to the person
    detruit | détruit |  | vernietigd | destroyed
    classe | classé sur papier |  | op papier bewaard | filed on paper
    aucun | il n’y en a pas |  | er is er geen | there is none
    """
}
