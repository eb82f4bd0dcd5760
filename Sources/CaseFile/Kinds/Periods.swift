extension RecordType {
  /// One stretch of follow-up. Who comes back begins another, and nothing of the one before is taken away.
  public static let period = RecordType(
    code: "period", version: 1, home: .caseFile([.interne]),
    expectations: [
      .saidAgain("reopened_because"),
      .aged(Limits.yearsOfMajority, on: "opened", unless: "unmet", holds: "age"),
      .said("unmet_because", where: "unmet", is: Vocabulary.unmetCriterion.known),
      .said("unmet_decided_by", where: "unmet", is: Vocabulary.unmetCriterion.known),
      .said("closure_reasons", where: "status", is: ["clos"]),
      .ordered("opened", "closed"),
    ],
    followUp: FollowUp(
      ["referent", "co_referent"], state: "status", open: "ouvert", paused: "en_pause",
      ended: "clos", since: "status_since", unmet: "unmet",
      admittedBy: "unmet_decided_by", begun: (on: "opened", again: "reopened_because"),
      over: (on: "closed", because: "closure_reasons")),
    fields: [
      RecordField("status", .code(.periodStatus), initial: "prise_de_contact"),
      RecordField("status_since", .date, isPast: true),
      RecordField("opened", .date, isPast: true),
      RecordField("origin", .code(.periodOrigin)),
      RecordField("phase", .code(.periodPhase)),
      RecordField("referent", .line(.line)),
      RecordField("co_referent", .line(.line)),
      RecordField("frame", .code(.interventionFrame)),
      RecordField("unmet", .codes(.unmetCriterion)),
      RecordField("unmet_decided_by", .line(.line)),
      RecordField("unmet_because", .line(.line)),
      RecordField("reopened_because", .line(.line)),
      RecordField("next_review", .date).meaning(.next).due(
        Due(.review, until: [.init("status", ["clos"]), .init("closed")])),
      RecordField("closed", .date, isPast: true),
      RecordField("closure_reasons", .codes(.closureReason)),
      RecordField("outcomes", .codes(.periodOutcome)),
    ])
}
