// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let knowsDetention = Vocabulary(
    "knows-detention",
    [
      Code("oui", from: "2026-11-30"),
      Code("non", from: "2026-11-30"),
      Code("inconnu", from: "2026-11-30"),
    ])
}
