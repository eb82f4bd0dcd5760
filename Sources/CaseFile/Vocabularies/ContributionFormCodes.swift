// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contributionForm = Vocabulary(
    "contribution-form",
    [
      Code("ecrite", from: "2026-11-30"),
      Code("dictee", from: "2026-11-30"),
      Code("dite", from: "2026-11-30"),
      Code("interprete", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
