// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let periodOutcome = Vocabulary(
    "period-outcome",
    [
      Code("droits_ouverts", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("formation", from: "2026-11-30"),
      Code("soins_engages", from: "2026-11-30"),
      Code("liens_retablis", from: "2026-11-30"),
      Code("relais_en_place", from: "2026-11-30"),
      Code("sans_solution", from: "2026-11-30"),
      Code("inconnu", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
