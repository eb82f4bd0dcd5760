// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let referralSource = """
     | source de l’orientation |  | bron van de doorverwijzing | source of the referral
    spip | SPIP |  | SPIP | SPIP
    sps | service psychosocial |  | psychosociale dienst | psychosocial service
    partenaire | partenaire |  | partner | partner
    service | notre service |  | onze dienst | our service
    proche | proche |  | naaste | somebody close
    avocat | avocat·e |  | advocaat | lawyer
    autre | autre |  | andere | other
    """
}
