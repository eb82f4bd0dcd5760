extension RecordType {
  /// Sending her on to somebody else, or receiving her from there, and what became of it: only people say so. Where it comes
  /// from may be a service of a prison, and stands apart.
  public static let referral = RecordType(
    code: "referral", version: 1, volets: [.projet, .interne, .justice],
    expectations: [
      .said("refusal_reason", where: "status", is: ["refusee"]),
      .said("agreed_how", where: "agreement", is: ["oui"]),
    ],
    fields: [
      RecordField("kind", .code(.referralKind)),
      RecordField("to_party", .line(.line)),
      RecordField("reason", .line(.line)),
      RecordField("status", .code(.referralStatus), initial: "proposee"),
      RecordField("status_since", .date, isPast: true),
      RecordField("refusal_reason", .line(.line)),
      RecordField("agreement", .code(.agreement), initial: "pas_encore_demande"),
      RecordField("agreed_on", .date, isPast: true),
      RecordField("agreed_how", .line(.line)),
      RecordField("transmitted", .lines(.line)),
      RecordField("source", .code(.referralSource), apart: .interne),
      RecordField("from_party", .line(.line), apart: .interne),
      RecordField("permanence", .reference(["permanence"]), apart: .interne),
    ])
}
