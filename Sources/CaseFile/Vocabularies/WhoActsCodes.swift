// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let whoActs = Vocabulary(
    "who-acts",
    [
      Code("la_personne", from: "2026-11-30"),
      Code("ensemble", from: "2026-11-30"),
      Code("le_service", from: "2026-11-30"),
      Code("un_tiers", from: "2026-11-30"),
    ])
}
