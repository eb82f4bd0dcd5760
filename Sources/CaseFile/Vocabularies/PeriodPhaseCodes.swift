// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let periodPhase = Vocabulary(
    "period-phase",
    [
      Code("intra_muros", from: "2026-11-30", isPenal: true),
      Code("preparation_sortie", from: "2026-11-30", isPenal: true),
      Code("sortie", from: "2026-11-30", isPenal: true),
      Code("extra_muros", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("suivi_leger", from: "2026-11-30"),
    ])
}
