extension RecordType {
  /// One right of hers, and how far it is.
  public static let right = RecordType(
    code: "right", version: 1, volets: [.droits, .logement, .emploi, .sejour, .justice, .sante],
    fields: [
      RecordField("right", .code(.rightKind)),
      RecordField("state", .code(.rightState), initial: "non_aborde"),
      RecordField("state_since", .date),
      RecordField("who", .code(.whoActs)),
      RecordField("lead_days", .integer(0...Int64(Limits.leadDays)), apart: .justice),
      RecordField("valid_until", .date),
      RecordField("renew_from", .date),
      RecordField("blocked_because", .line(.line)),
      RecordField("suspended_because", .codes(.suspensionCause), apart: .justice),
      RecordField("non_take_up", .line(.line)),
      RecordField("appeal", .line(.line)),
      RecordField("proofs", .lines(.line)),
      RecordField("request", .reference(["request"])),
      RecordField("appointments", .references(["appointment"])),
    ])
}
