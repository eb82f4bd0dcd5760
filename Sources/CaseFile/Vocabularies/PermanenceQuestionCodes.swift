// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let permanenceQuestion = Vocabulary(
    "permanence-question",
    [
      Code("papiers", from: "2026-11-30"),
      Code("ressources", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("travail_formation", from: "2026-11-30"),
      Code("rendez_vous", from: "2026-11-30"),
      Code("premiere_rencontre", from: "2026-11-30"),
      Code("suite", from: "2026-11-30"),
    ])
}
