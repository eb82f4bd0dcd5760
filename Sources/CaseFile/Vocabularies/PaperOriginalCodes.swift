// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let paperOriginal = Vocabulary(
    "paper-original",
    [
      Code("rendu", from: "2026-11-30"),
      Code("detruit", from: "2026-11-30"),
      Code("classe", from: "2026-11-30"),
      Code("aucun", from: "2026-11-30"),
    ])
}
