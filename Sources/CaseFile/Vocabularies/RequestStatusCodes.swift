// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let requestStatus = Vocabulary(
    "request-status",
    [
      Code("recue", from: "2026-11-30"),
      Code("a_clarifier", from: "2026-11-30"),
      Code("clarifiee", from: "2026-11-30"),
      Code("suivi_ouvert", from: "2026-11-30"),
      Code("ponctuelle_traitee", from: "2026-11-30"),
      Code("reorientee", from: "2026-11-30"),
      Code("sans_suite", from: "2026-11-30"),
    ])
}
