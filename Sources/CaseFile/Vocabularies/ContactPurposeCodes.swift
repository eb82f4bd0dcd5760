// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactPurpose = Vocabulary(
    "contact-purpose",
    [
      Code("droits_sociaux", from: "2026-11-30"),
      Code("lieu_de_vie", from: "2026-11-30"),
      Code("demarches_administratives", from: "2026-11-30"),
      Code("mediation", from: "2026-11-30"),
      Code("reseau", from: "2026-11-30"),
      Code("hopital", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("emploi_formation", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("justice", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
