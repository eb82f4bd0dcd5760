// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let partnerKind = Vocabulary(
    "partner-kind",
    [
      Code("spip", from: "2026-11-30", isPenal: true),
      Code("jap_tap", from: "2026-11-30", isPenal: true),
      Code("ccas_cpas", from: "2026-11-30"),
      Code("siao", from: "2026-11-30"),
      Code("bailleur", from: "2026-11-30"),
      Code("maison_accueil", from: "2026-11-30"),
      Code("mission_locale", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("securite_sociale_mutuelle", from: "2026-11-30"),
      Code("structure_soins", from: "2026-11-30"),
      Code("empp", from: "2026-11-30"),
      Code("csapa", from: "2026-11-30"),
      Code("equipe_juridique", from: "2026-11-30"),
      Code("defenseur_des_droits", from: "2026-11-30"),
      Code("avocat", from: "2026-11-30"),
      Code("maison_justice", from: "2026-11-30", isPenal: true),
      Code("departement", from: "2026-11-30"),
      Code("association", from: "2026-11-30"),
      Code("ecole", from: "2026-11-30"),
      Code("federation", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
