// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let rightState = Vocabulary(
    "right-state",
    [
      Code("non_aborde", from: "2026-11-30"),
      Code("non_concerne", from: "2026-11-30"),
      Code("ne_souhaite_pas", from: "2026-11-30"),
      Code("a_ouvrir", from: "2026-11-30"),
      Code("pieces_a_reunir", from: "2026-11-30"),
      Code("demande_deposee", from: "2026-11-30"),
      Code("en_cours", from: "2026-11-30"),
      Code("accorde", from: "2026-11-30"),
      Code("refuse", from: "2026-11-30"),
      Code("suspendu", from: "2026-11-30"),
      Code("a_renouveler", from: "2026-11-30"),
      Code("recours", from: "2026-11-30"),
      Code("saisine_ddd", from: "2026-11-30", in: .france),
      Code("saisine_mediateur", from: "2026-11-30", in: .belgium),
      Code("clos", from: "2026-11-30"),
    ])
}
