// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let informed = Vocabulary(
    "informed",
    [
      Code("oui", from: "2026-11-30"),
      Code("non", from: "2026-11-30"),
      Code("plus_tard", from: "2026-11-30"),
    ])
}
