extension RecordType {
  /// One right of hers, and how far it is.
  public static let right = RecordType(
    code: "right", version: 1, volets: [.droits, .logement, .emploi, .sejour, .justice, .sante],
    fields: [
      RecordField("right", .code(.rightKind)),
      RecordField("state", .code(.rightState), initial: "non_aborde"),
      RecordField("state_since", .date),
      RecordField("who", .code(.whoActs)),
      RecordField("lead_days", .integer(0...Int64(Limits.leadDays)), isPenal: true),
      RecordField("valid_until", .date).due(
        Due(.expiry, until: [.init("state", Self.settledRights)])),
      RecordField("renew_from", .date).due(
        Due(.renewal, until: [.init("state", Self.settledRights.union(Self.askedRights))])),
      RecordField("blocked_because", .line(.line)),
      RecordField("non_take_up", .line(.line)),
      RecordField("appeal", .line(.line)),
      RecordField("proofs", .lines(.line)),
      RecordField("request", .reference(["request"])),
      RecordField("appointments", .references(["appointment"])),
    ])

  /// Nobody is to do anything about them.
  private static let settledRights: Set<String> = [
    "non_concerne", "ne_souhaite_pas", "refuse", "clos",
  ]
  /// Somebody has asked already.
  private static let askedRights: Set<String> = [
    "demande_deposee", "en_cours", "recours", "saisine_ddd", "saisine_mediateur",
  ]
}
