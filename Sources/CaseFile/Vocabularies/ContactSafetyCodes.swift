// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactSafety = Vocabulary(
    "contact-safety",
    [
      Code("oui", from: "2026-11-30"),
      Code("non", from: "2026-11-30"),
      Code("demander", from: "2026-11-30"),
    ])
}
