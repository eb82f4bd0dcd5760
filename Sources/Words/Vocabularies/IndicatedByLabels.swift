// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let indicatedBy = """
     | accord dit par |  | toestemming gezegd door | consent said by
    elle_meme | elle-même |  | de persoon zelf | herself
    representant_legal | représentant légal |  | wettelijke vertegenwoordiger | legal representative
    """
}
