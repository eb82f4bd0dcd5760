// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let requestTheme = Vocabulary(
    "request-theme",
    [
      Code("papiers", from: "2026-11-30"),
      Code("ressources", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("liens_familiaux", from: "2026-11-30"),
      Code("formation", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("plan_detention", from: "2026-11-30", isPenal: true),
      Code("plan_reclassement", from: "2026-11-30", isPenal: true),
      Code("permission_sortie", from: "2026-11-30", isPenal: true),
      Code("dettes_amendes", from: "2026-11-30"),
      Code("sejour", from: "2026-11-30"),
      Code("acces_au_droit", from: "2026-11-30"),
      Code("soutien_moral", from: "2026-11-30"),
      Code("mediation", from: "2026-11-30"),
      Code("effets_personnels", from: "2026-11-30"),
      Code("citoyennete", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
