// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let periodOrigin = Vocabulary(
    "period-origin",
    [
      Code("demande_personne", from: "2026-11-30"),
      Code("orientation_spip", from: "2026-11-30", isPenal: true),
      Code("orientation_partenaire", from: "2026-11-30"),
      Code("demande_proche", from: "2026-11-30"),
      Code("aller_vers", from: "2026-11-30"),
      Code("passage_de_relais", from: "2026-11-30"),
    ])
}
