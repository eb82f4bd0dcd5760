// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let referralStatus = Vocabulary(
    "referral-status",
    [
      Code("proposee", from: "2026-11-30"),
      Code("en_attente", from: "2026-11-30"),
      Code("acceptee", from: "2026-11-30"),
      Code("refusee", from: "2026-11-30"),
      Code("complet_liste_attente", from: "2026-11-30"),
      Code("sans_reponse", from: "2026-11-30"),
      Code("retiree_par_la_personne", from: "2026-11-30"),
    ])
}
