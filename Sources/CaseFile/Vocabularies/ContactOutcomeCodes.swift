// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactOutcome = Vocabulary(
    "contact-outcome",
    [
      Code("vu", from: "2026-11-30"),
      Code("absent_prevenu", from: "2026-11-30"),
      Code("absent", from: "2026-11-30"),
      Code("empeche_prison", from: "2026-11-30", isPenal: true),
      Code("refuse", from: "2026-11-30"),
      Code("transfere", from: "2026-11-30", isPenal: true),
      Code("libere", from: "2026-11-30", isPenal: true),
      Code("reporte", from: "2026-11-30"),
      Code("non_appele", from: "2026-11-30", isPenal: true),
    ])
}
