extension RecordType {
  /// One right of hers, and how far it is.
  public static let right = RecordType(
    code: "right", version: 1, home: .caseFile(voletsOfRights),
    checklist: RecordChecklist(
      "right", telling: ["state", "state_since", "who", "renew_from", "valid_until", "her_words"],
      because: [
        "who_reason", "blocked_because", "refusal_reason", "non_take_up", "non_take_up_words",
      ],
      until: Due.Ending("state", Self.settledRights.union(["non_aborde", "accorde"])),
      ages: ["cej": 18...25]),
    expectations: [
      .said("refusal_reason", where: "state", is: ["refuse"]),
      .said("suspended_because", where: "state", is: ["suspendu"]),
      .said("who_reason", where: "who", is: ["le_service"]),
      .said("non_take_up", where: "state", is: ["ne_souhaite_pas"]),
      .said("appeal", where: "state", is: ["recours", "saisine_ddd", "saisine_mediateur"]),
      .ordered("state_since", "valid_until"), .ordered("renew_from", "valid_until"),
    ],
    fields: [
      RecordField("right", .code(.rightKind)),
      RecordField("state", .code(.rightState), initial: "non_aborde"),
      RecordField("state_since", .date, isPast: true),
      RecordField("who", .code(.whoActs)),
      RecordField("who_reason", .line(.line)),
      RecordField("lead_days", .integer(0...Int64(Limits.leadDays)), apart: .justice),
      RecordField("valid_until", .date).meaning(.next).due(
        Due(.expiry, until: [.init("state", Self.settledRights)])),
      RecordField("renew_from", .date).meaning(.next).due(
        Due(.renewal, until: [.init("state", Self.settledRights.union(Self.askedRights))])),
      RecordField("blocked_because", .line(.line)),
      RecordField("suspended_because", .codes(.suspensionCause), apart: .justice),
      RecordField("refusal_reason", .line(.line)),
      RecordField("non_take_up", .code(.nonTakeUp)),
      RecordField("non_take_up_words", .line(.line)),
      RecordField("appeal", .line(.line)),
      RecordField("appeal_on", .date, isPast: true),
      RecordField("missing_papers", .lines(.line)),
      RecordField("her_words", .line(.line), isOwnWords: true),
      RecordField("request", .reference(["request"]), apart: .interne),
      RecordField("appointments", .references(["appointment"]), apart: .interne),
    ])

  /// A paper that somebody saw, for a right: what it was, who saw it and when. No image of it is kept.
  public static let rightProof = RecordType(
    code: "right_proof", version: 1, volets: voletsOfRights,
    fields: [
      RecordField("paper", .code(.paperKind)),
      RecordField("right", .reference(["right"]), apart: .interne),
      RecordField("seen_by", .line(.line)),
      RecordField("seen_on", .date, isPast: true),
      RecordField("remark", .line(.line)),
    ])

  /// The kind of what somebody saw for records of this one, and its field that names the record; nil for a kind for which
  /// nothing is seen.
  public var proof: (type: RecordType, field: RecordField)? {
    self == .right ? Self.rightProof["right"].map { (.rightProof, $0) } : nil
  }

  /// Nobody is to do anything about them.
  private static let settledRights: Set<String> = [
    "non_concerne", "ne_souhaite_pas", "refuse", "clos",
  ]
  /// Somebody has asked already.
  private static let askedRights: Set<String> = [
    "demande_deposee", "en_cours", "recours", "saisine_ddd", "saisine_mediateur",
  ]

  private static let voletsOfRights: [Volet] = [
    .droits, .logement, .emploi, .sejour, .justice, .sante,
  ]
}
