// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let indicatedBy = Vocabulary(
    "indicated-by",
    [
      Code("elle_meme", from: "2026-11-30"),
      Code("representant_legal", from: "2026-11-30"),
    ])
}
