// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let access = Vocabulary(
    "access",
    [
      Code("rien", from: "2026-11-30"),
      Code("lecture", from: "2026-11-30"),
      Code("lecture_ecriture", from: "2026-11-30"),
      Code("ses_notes", from: "2026-11-30"),
      Code("lecture_cosignee", from: "2026-11-30"),
      Code("sur_mandat", from: "2026-11-30", to: "2026-11-30", then: "rien"),
      Code("sur_motif", from: "2026-11-30", to: "2026-11-30", then: "rien"),
    ])
}
