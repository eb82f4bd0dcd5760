// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let agreement = Vocabulary(
    "agreement",
    [
      Code("oui", from: "2026-11-30"),
      Code("non", from: "2026-11-30"),
      Code("pas_encore_demande", from: "2026-11-30"),
    ])
}
