// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let unmetCriterion = Vocabulary(
    "unmet-criterion",
    [
      Code("age", from: "2026-11-30"),
      Code("isolement", from: "2026-11-30"),
      Code("statut", from: "2026-11-30"),
      Code("territoire", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
