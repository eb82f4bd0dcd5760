// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let periodStatus = Vocabulary(
    "period-status",
    [
      Code("prise_de_contact", from: "2026-11-30"),
      Code("ouvert", from: "2026-11-30"),
      Code("en_pause", from: "2026-11-30"),
      Code("clos", from: "2026-11-30"),
    ])
}
