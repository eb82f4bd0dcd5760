// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let outreachKind = Vocabulary(
    "outreach-kind",
    [
      Code("aller_vers", from: "2026-11-30"),
      Code("information", from: "2026-11-30"),
      Code("collectif", from: "2026-11-30"),
    ])
}
