// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let permanenceStatus = """
     | état de la permanence |  | stand van de permanentie | state of the drop-in
    prevue | prévue |  | gepland | planned
    tenue | tenue |  | gehouden | held
    annulee | annulée |  | geannuleerd | cancelled
    """
}
