// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let actKind = Vocabulary(
    "act-kind",
    [
      Code("requisition", from: "2026-11-30", isPenal: true),
      Code("signalement", from: "2026-11-30"),
      Code("danger", from: "2026-11-30"),
      Code("fiche_liaison", from: "2026-11-30"),
    ])
}
