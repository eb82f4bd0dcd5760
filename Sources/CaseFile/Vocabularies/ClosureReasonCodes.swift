// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let closureReason = Vocabulary(
    "closure-reason",
    [
      Code("a_sa_demande", from: "2026-11-30"),
      Code("objectifs_atteints", from: "2026-11-30"),
      Code("relais_autre_structure", from: "2026-11-30"),
      Code("logement_trouve", from: "2026-11-30"),
      Code("depart_autre_region", from: "2026-11-30"),
      Code("perdu_de_vue", from: "2026-11-30"),
      Code("incarceration", from: "2026-11-30", isPenal: true),
      Code("transfert_etablissement", from: "2026-11-30", isPenal: true),
      Code("hospitalisation", from: "2026-11-30"),
      Code("eloignement_du_territoire", from: "2026-11-30"),
      Code("rupture_relation", from: "2026-11-30"),
      Code("desaccord", from: "2026-11-30"),
      Code("hors_criteres", from: "2026-11-30"),
      Code("fin_de_mesure", from: "2026-11-30", isPenal: true),
      Code("deces", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
