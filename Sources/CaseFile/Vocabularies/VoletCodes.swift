// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let volet = Vocabulary(
    "volet",
    [
      Code("contact", from: "2026-11-30"),
      Code("projet", from: "2026-11-30"),
      Code("droits", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("proches", from: "2026-11-30"),
      Code("agenda", from: "2026-11-30"),
      Code("sejour", from: "2026-11-30"),
      Code("justice", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("confie", from: "2026-11-30"),
      Code("equipe", from: "2026-11-30"),
      Code("interne", from: "2026-11-30"),
    ])
}
