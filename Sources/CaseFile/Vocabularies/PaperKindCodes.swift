// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let paperKind = Vocabulary(
    "paper-kind",
    [
      Code("carte_identite", from: "2026-11-30"),
      Code("passeport", from: "2026-11-30"),
      Code("titre_sejour", from: "2026-11-30"),
      Code("acte_naissance", from: "2026-11-30"),
      Code("livret_famille", from: "2026-11-30"),
      Code("composition_menage", from: "2026-11-30"),
      Code("attestation_droits", from: "2026-11-30"),
      Code("attestation_domiciliation", from: "2026-11-30"),
      Code("justificatif_domicile", from: "2026-11-30"),
      Code("bail", from: "2026-11-30"),
      Code("avis_impot", from: "2026-11-30"),
      Code("releve_compte", from: "2026-11-30"),
      Code("fiche_paie", from: "2026-11-30"),
      Code("courrier_decision", from: "2026-11-30"),
      Code("recepisse", from: "2026-11-30"),
      Code("certificat_medical", from: "2026-11-30"),
      Code("certificat_presence", from: "2026-11-30", isPenal: true),
      Code("billet_sortie", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
