// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let serviceKind = Vocabulary(
    "service-kind",
    [
      Code("permanence_prison", from: "2026-11-30"),
      Code("intra_muros", from: "2026-11-30"),
      Code("extra_muros", from: "2026-11-30"),
      Code("accompagnement", from: "2026-11-30"),
      Code("hebergement_chrs", from: "2026-11-30"),
      Code("logement_diffus", from: "2026-11-30"),
      Code("accueil_bureau", from: "2026-11-30"),
    ])
}
