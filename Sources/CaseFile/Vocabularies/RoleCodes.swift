// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let role = Vocabulary(
    "role",
    [
      Code("referent", from: "2026-11-30"),
      Code("intervenant", from: "2026-11-30"),
      Code("psychologue", from: "2026-11-30"),
      Code("juriste", from: "2026-11-30"),
      Code("criminologue", from: "2026-11-30"),
      Code("chef_service", from: "2026-11-30"),
      Code("secretariat", from: "2026-11-30"),
      Code("stagiaire", from: "2026-11-30"),
      Code("benevole", from: "2026-11-30"),
    ])
}
