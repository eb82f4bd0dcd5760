// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let beganBy = Vocabulary(
    "began-by",
    [
      Code("la_personne", from: "2026-11-30"),
      Code("le_service", from: "2026-11-30"),
      Code("tiers", from: "2026-11-30"),
    ])
}
