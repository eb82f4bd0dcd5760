// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let interpreterKind = Vocabulary(
    "interpreter-kind",
    [
      Code("professionnel", from: "2026-11-30"),
      Code("telephone", from: "2026-11-30"),
      Code("collegue", from: "2026-11-30"),
      Code("codetenu", from: "2026-11-30", isPenal: true),
      Code("proche", from: "2026-11-30"),
    ])
}
