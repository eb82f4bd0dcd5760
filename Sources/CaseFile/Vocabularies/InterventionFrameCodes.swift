// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let interventionFrame = Vocabulary(
    "intervention-frame",
    [
      Code("demande", from: "2026-11-30"),
      Code("convention", from: "2026-11-30"),
      Code("mesure_hebergement", from: "2026-11-30"),
      Code("placement_exterieur", from: "2026-11-30", isPenal: true),
    ])
}
