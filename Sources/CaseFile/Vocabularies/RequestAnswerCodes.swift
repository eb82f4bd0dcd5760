// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let requestAnswer = Vocabulary(
    "request-answer",
    [
      Code("de_vive_voix", from: "2026-11-30"),
      Code("telephone", from: "2026-11-30"),
      Code("courrier", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("rendez_vous", from: "2026-11-30"),
      Code("autre_service", from: "2026-11-30"),
      Code("sans_reponse", from: "2026-11-30"),
    ])
}
