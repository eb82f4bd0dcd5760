// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let partnerTheme = Vocabulary(
    "partner-theme",
    [
      Code("acces_aux_droits", from: "2026-11-30"),
      Code("papiers", from: "2026-11-30"),
      Code("domiciliation", from: "2026-11-30"),
      Code("ressources", from: "2026-11-30"),
      Code("dettes", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("sante_mentale", from: "2026-11-30"),
      Code("addictions", from: "2026-11-30"),
      Code("handicap", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("formation", from: "2026-11-30"),
      Code("langue", from: "2026-11-30"),
      Code("numerique", from: "2026-11-30"),
      Code("mobilite", from: "2026-11-30"),
      Code("famille", from: "2026-11-30"),
      Code("garde_enfants", from: "2026-11-30"),
      Code("alimentation", from: "2026-11-30"),
      Code("vetements", from: "2026-11-30"),
      Code("hygiene", from: "2026-11-30"),
      Code("sejour", from: "2026-11-30"),
      Code("droit", from: "2026-11-30"),
      Code("victimes", from: "2026-11-30"),
      Code("violences", from: "2026-11-30"),
      Code("mediation", from: "2026-11-30"),
      Code("culture_sport", from: "2026-11-30"),
      Code("citoyennete", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
