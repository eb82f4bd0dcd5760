// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let consentPurpose = Vocabulary(
    "consent-purpose",
    [
      Code("continuite_accompagnement", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("acces_droits", from: "2026-11-30"),
      Code("recherche_logement", from: "2026-11-30"),
    ])
}
