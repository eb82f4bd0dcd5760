// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactKind = Vocabulary(
    "contact-kind",
    [
      Code("telephone", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("adresse", from: "2026-11-30"),
      Code("via_proche", from: "2026-11-30"),
      Code("via_service", from: "2026-11-30"),
      Code("via_prison", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
