// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let kind = Vocabulary(
    "kind",
    [
      Code("note", from: "2026-11-30"),
      Code("person", from: "2026-11-30"),
      Code("contact_point", from: "2026-11-30"),
      Code("request", from: "2026-11-30"),
      Code("right", from: "2026-11-30"),
      Code("appointment", from: "2026-11-30"),
      Code("role_access", from: "2026-11-30"),
      Code("meeting_place", from: "2026-11-30"),
      Code("partner", from: "2026-11-30"),
      Code("service_sheet", from: "2026-11-30"),
    ])
}
