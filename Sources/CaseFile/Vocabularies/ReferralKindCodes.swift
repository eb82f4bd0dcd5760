// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let referralKind = Vocabulary(
    "referral-kind",
    [
      Code("orientation_entrante", from: "2026-11-30"),
      Code("reorientation", from: "2026-11-30"),
      Code("passage_de_relais", from: "2026-11-30"),
      Code("candidature", from: "2026-11-30"),
    ])
}
