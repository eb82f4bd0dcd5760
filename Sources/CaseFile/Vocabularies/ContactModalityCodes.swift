// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let contactModality = Vocabulary(
    "contact-modality",
    [
      Code("presence", from: "2026-11-30"),
      Code("telephone", from: "2026-11-30"),
      Code("visio", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("courrier", from: "2026-11-30"),
      Code("sms", from: "2026-11-30"),
      Code("intermediaire", from: "2026-11-30"),
    ])
}
