// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let handing = Vocabulary(
    "handing",
    [
      Code("avec_elle", from: "2026-11-30"),
      Code("garde_ici", from: "2026-11-30"),
      Code("lu_seulement", from: "2026-11-30"),
    ])
}
