// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let noteKind = Vocabulary(
    "note-kind",
    [
      Code("accueil", from: "2026-11-30"),
      Code("entretien", from: "2026-11-30"),
      Code("bilan", from: "2026-11-30"),
      Code("ecoute", from: "2026-11-30"),
      Code("soutien_moral", from: "2026-11-30"),
      Code("sens_de_la_peine", from: "2026-11-30", isPenal: true),
      Code("demarche", from: "2026-11-30"),
      Code("synthese", from: "2026-11-30"),
      Code("transmission", from: "2026-11-30"),
      Code("compte_rendu_sortie", from: "2026-11-30", isPenal: true),
      Code("hebergement", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("incident", from: "2026-11-30"),
      Code("signalement", from: "2026-11-30"),
      Code("contribution_personne", from: "2026-11-30"),
      Code("desaccord", from: "2026-11-30"),
      Code("observation_travail", from: "2026-11-30"),
    ])
}
