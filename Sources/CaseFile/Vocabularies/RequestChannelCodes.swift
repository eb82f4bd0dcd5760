// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let requestChannel = Vocabulary(
    "request-channel",
    [
      Code("telephone", from: "2026-11-30"),
      Code("billet_rapport", from: "2026-11-30", isPenal: true),
      Code("courrier", from: "2026-11-30"),
      Code("courrier_interne", from: "2026-11-30", isPenal: true),
      Code("via_spip", from: "2026-11-30", isPenal: true),
      Code("via_sps", from: "2026-11-30", isPenal: true),
      Code("via_aumonier_visiteur", from: "2026-11-30", isPenal: true),
      Code("via_proche", from: "2026-11-30"),
      Code("via_avocat", from: "2026-11-30"),
      Code("permanence_bureau", from: "2026-11-30"),
      Code("rencontre_permanence_prison", from: "2026-11-30", isPenal: true),
      Code("tablette", from: "2026-11-30", isPenal: true),
      Code("courriel", from: "2026-11-30"),
      Code("aller_vers", from: "2026-11-30"),
    ])
}
