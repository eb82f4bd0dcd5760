// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactFact = Vocabulary(
    "contact-fact",
    [
      Code("accueil", from: "2026-11-30"),
      Code("information", from: "2026-11-30"),
      Code("entretien", from: "2026-11-30"),
      Code("entretien_telephonique", from: "2026-11-30"),
      Code("visite_domicile", from: "2026-11-30"),
      Code("accompagnement_exterieur", from: "2026-11-30"),
      Code("accompagnement_sortie", from: "2026-11-30", isPenal: true),
      Code("permission_sortie", from: "2026-11-30", isPenal: true),
      Code("visite_hopital", from: "2026-11-30"),
      Code("mediation", from: "2026-11-30"),
      Code("rencontre_reseau", from: "2026-11-30"),
      Code("synthese_partenaires", from: "2026-11-30"),
      Code("ecoute", from: "2026-11-30"),
      Code("courrier", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("sms", from: "2026-11-30"),
      Code("tentative", from: "2026-11-30"),
      Code("collectif", from: "2026-11-30"),
      Code("place_liste", from: "2026-11-30"),
      Code("aller_vers", from: "2026-11-30"),
    ])
}
