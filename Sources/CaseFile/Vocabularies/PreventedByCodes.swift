// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let preventedBy = Vocabulary(
    "prevented-by",
    [
      Code("parloir", from: "2026-11-30", isPenal: true),
      Code("promenade", from: "2026-11-30", isPenal: true),
      Code("extraction", from: "2026-11-30", isPenal: true),
      Code("blocage", from: "2026-11-30", isPenal: true),
      Code("mouvement", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
