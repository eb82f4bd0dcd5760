// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let partnerReach = Vocabulary(
    "partner-reach",
    [
      Code("se_presenter", from: "2026-11-30"),
      Code("telephoner", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("courrier", from: "2026-11-30"),
      Code("rendez_vous", from: "2026-11-30"),
      Code("en_ligne", from: "2026-11-30"),
      Code("par_un_professionnel", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
