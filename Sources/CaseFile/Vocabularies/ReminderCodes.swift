// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let reminder = Vocabulary(
    "reminder",
    [
      Code("papier", from: "2026-11-30"),
      Code("sms", from: "2026-11-30"),
      Code("aucun", from: "2026-11-30"),
    ])
}
