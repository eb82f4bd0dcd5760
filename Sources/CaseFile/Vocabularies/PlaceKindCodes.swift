// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let placeKind = Vocabulary(
    "place-kind",
    [
      Code("bureau_service", from: "2026-11-30"),
      Code("permanence", from: "2026-11-30"),
      Code("prison", from: "2026-11-30", isPenal: true),
      Code("justice", from: "2026-11-30", isPenal: true),
      Code("administration", from: "2026-11-30"),
      Code("association", from: "2026-11-30"),
      Code("soins", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("formation_travail", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])
}
