// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let permanenceStatus = Vocabulary(
    "permanence-status",
    [
      Code("prevue", from: "2026-11-30"),
      Code("tenue", from: "2026-11-30"),
      Code("annulee", from: "2026-11-30"),
    ])
}
