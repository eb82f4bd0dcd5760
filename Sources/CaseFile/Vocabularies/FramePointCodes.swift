// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let framePoint = Vocabulary(
    "frame-point",
    [
      Code("secret", from: "2026-11-30"),
      Code("volontariat", from: "2026-11-30"),
      Code("gratuite", from: "2026-11-30"),
      Code("limites", from: "2026-11-30"),
      Code("droits", from: "2026-11-30"),
      Code("refus_sans_consequence", from: "2026-11-30"),
    ])
}
