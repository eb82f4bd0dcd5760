// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let partnerFees = """
     | coût |  | kosten | cost
    gratuit | gratuit |  | gratis | free
    sous_conditions | gratuit sous conditions |  | gratis onder voorwaarden | free on conditions
    selon_ressources | selon les ressources |  | volgens het inkomen | according to income
    adhesion | adhésion |  | lidmaatschap | membership fee
    payant | payant |  | betalend | to be paid
    """
}
