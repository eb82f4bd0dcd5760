// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let suspensionCause = Vocabulary(
    "suspension-cause",
    [
      Code("detention", from: "2026-11-30", isPenal: true),
      Code("dossier_incomplet", from: "2026-11-30"),
      Code("radiation", from: "2026-11-30"),
      Code("absence_reponse", from: "2026-11-30"),
      Code("perte_adresse", from: "2026-11-30"),
      Code("ressources", from: "2026-11-30"),
      Code("controle", from: "2026-11-30"),
      Code("titre_expire", from: "2026-11-30"),
      Code("inconnue", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
