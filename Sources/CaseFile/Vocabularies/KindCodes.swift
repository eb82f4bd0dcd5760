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
      Code("right_proof", from: "2026-11-30"),
      Code("contact", from: "2026-11-30"),
      Code("period", from: "2026-11-30"),
      Code("referral", from: "2026-11-30"),
      Code("frame_set", from: "2026-11-30"),
      Code("assessment", from: "2026-11-30"),
      Code("contribution", from: "2026-11-30"),
      Code("act", from: "2026-11-30"),
      Code("identifier", from: "2026-11-30"),
      Code("outreach", from: "2026-11-30"),
      Code("partner", from: "2026-11-30"),
      Code("service_sheet", from: "2026-11-30"),
      Code("convention", from: "2026-11-30"),
      Code("permanence", from: "2026-11-30"),
      Code("permanence_paper", from: "2026-11-30"),
    ])
}
