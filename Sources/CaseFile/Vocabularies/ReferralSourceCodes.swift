// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let referralSource = Vocabulary(
    "referral-source",
    [
      Code("spip", from: "2026-11-30", isPenal: true),
      Code("sps", from: "2026-11-30", isPenal: true),
      Code("partenaire", from: "2026-11-30"),
      Code("service", from: "2026-11-30"),
      Code("proche", from: "2026-11-30"),
      Code("avocat", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
