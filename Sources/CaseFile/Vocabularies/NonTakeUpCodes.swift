// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let nonTakeUp = Vocabulary(
    "non-take-up",
    [
      Code("non_connaissance", from: "2026-11-30"),
      Code("non_demande", from: "2026-11-30"),
      Code("non_reception", from: "2026-11-30"),
      Code("non_proposition", from: "2026-11-30"),
    ])
}
