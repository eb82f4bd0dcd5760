// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let paperReader = Vocabulary(
    "paper-reader",
    [
      Code("worker", from: "2026-11-30"),
      Code("staff", from: "2026-11-30", isPenal: true),
    ])
}
