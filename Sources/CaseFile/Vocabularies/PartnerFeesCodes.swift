// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let partnerFees = Vocabulary(
    "partner-fees",
    [
      Code("gratuit", from: "2026-11-30"),
      Code("sous_conditions", from: "2026-11-30"),
      Code("selon_ressources", from: "2026-11-30"),
      Code("adhesion", from: "2026-11-30"),
      Code("payant", from: "2026-11-30"),
    ])
}
