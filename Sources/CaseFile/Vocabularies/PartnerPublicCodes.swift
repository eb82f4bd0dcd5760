// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let partnerPublic = Vocabulary(
    "partner-public",
    [
      Code("tout_public", from: "2026-11-30"),
      Code("adultes", from: "2026-11-30"),
      Code("jeunes", from: "2026-11-30"),
      Code("mineurs", from: "2026-11-30"),
      Code("femmes", from: "2026-11-30"),
      Code("hommes", from: "2026-11-30"),
      Code("familles", from: "2026-11-30"),
      Code("personnes_agees", from: "2026-11-30"),
      Code("handicap", from: "2026-11-30"),
      Code("etrangers", from: "2026-11-30"),
      Code("asile", from: "2026-11-30"),
      Code("sans_domicile", from: "2026-11-30"),
      Code("faibles_ressources", from: "2026-11-30"),
      Code("demandeurs_emploi", from: "2026-11-30"),
      Code("victimes", from: "2026-11-30"),
      Code("usagers_drogues", from: "2026-11-30"),
      Code("sous_main_de_justice", from: "2026-11-30", isPenal: true),
      Code("sortants", from: "2026-11-30", isPenal: true),
      Code("proches_detenus", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
