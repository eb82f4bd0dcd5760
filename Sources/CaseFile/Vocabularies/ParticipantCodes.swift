// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let participant = Vocabulary(
    "participant",
    [
      Code("la_personne", from: "2026-11-30"),
      Code("referent", from: "2026-11-30"),
      Code("intervenant", from: "2026-11-30"),
      Code("psychologue", from: "2026-11-30"),
      Code("juriste", from: "2026-11-30"),
      Code("criminologue", from: "2026-11-30"),
      Code("chef_service", from: "2026-11-30"),
      Code("secretariat", from: "2026-11-30"),
      Code("stagiaire", from: "2026-11-30"),
      Code("benevole", from: "2026-11-30"),
      Code("interprete", from: "2026-11-30"),
      Code("proche", from: "2026-11-30"),
      Code("avocat", from: "2026-11-30"),
      Code("soignant", from: "2026-11-30"),
      Code("partenaire", from: "2026-11-30"),
      Code("spip", from: "2026-11-30", isPenal: true),
      Code("sps", from: "2026-11-30", isPenal: true),
      Code("surveillant", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])
}
