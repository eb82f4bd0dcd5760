// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let identifierKind = Vocabulary(
    "identifier-kind",
    [
      Code("numero_allocataire", from: "2026-11-30"),
      Code("numero_unique_logement", from: "2026-11-30"),
      Code("numero_siao", from: "2026-11-30"),
      Code("numero_ecrou", from: "2026-11-30", isPenal: true),
      Code("appi", from: "2026-11-30", isPenal: true),
      Code("nir", from: "2026-11-30", in: .france, isOff: true),
      Code("niss", from: "2026-11-30", in: .belgium, isOff: true),
      Code("autre", from: "2026-11-30"),
    ])
}
