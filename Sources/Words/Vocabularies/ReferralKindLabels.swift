// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let referralKind = """
     | type d’orientation |  | soort doorverwijzing | kind of referral
    orientation_entrante | orientation reçue |  | binnenkomende doorverwijzing | referral received
    reorientation | réorientation |  | heroriëntering | referral elsewhere
    passage_de_relais | passage de relais |  | overdracht | hand-over
    candidature | candidature |  | aanmelding | application
    """
}
