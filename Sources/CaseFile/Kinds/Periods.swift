extension RecordType {
  /// One stretch of follow-up. Who comes back begins another, and nothing of the one before is taken away.
  public static let period = RecordType(
    code: "period", version: 1, volets: [.interne],
    expects: [
      RecordExpectation("reopened_because", when: .another),
      RecordExpectation("unmet_because", when: .says("unmet", Vocabulary.unmetCriterion.known)),
      RecordExpectation("unmet_decided_by", when: .says("unmet", Vocabulary.unmetCriterion.known)),
      RecordExpectation("closure_reasons", when: .says("status", ["clos"])),
    ],
    fields: [
      RecordField("status", .code(.periodStatus), initial: "prise_de_contact"),
      RecordField("opened", .date),
      RecordField("origin", .code(.periodOrigin)),
      RecordField("phase", .code(.periodPhase)),
      RecordField("referent", .line(.line)),
      RecordField("co_referent", .line(.line)),
      RecordField("frame", .code(.interventionFrame)),
      RecordField("unmet", .codes(.unmetCriterion)),
      RecordField("unmet_decided_by", .line(.line)),
      RecordField("unmet_because", .line(.line)),
      RecordField("reopened_because", .line(.line)),
      RecordField("next_review", .date),
      RecordField("closed", .date),
      RecordField("closure_reasons", .codes(.closureReason)),
      RecordField("outcomes", .codes(.periodOutcome)),
    ])
}
