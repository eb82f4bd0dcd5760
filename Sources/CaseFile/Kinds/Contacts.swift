extension RecordType {
  /// A fact that is counted: somebody met her, called her, wrote to her or did not reach her. What was said stands in notes,
  /// in the volet of each; the fact itself never leaves the service, so that it may say where it was and what stood in the way.
  public static let contact = RecordType(
    code: "contact", version: 1, home: .caseFile([.interne]),
    // It began on the day on which it happened.
    expectations: [
      .ordered("happened", "started"), .ordered("started", "happened"),
      .said("prevented_by", where: "outcome", is: ["empeche_prison"]),
    ],
    contact: .init(
      day: "happened", outcome: "outcome", met: ["vu"], listedIn: "permanence", kind: "kind",
      listed: "place_liste", meeting: "entretien", modality: "modality", present: "presence"),
    tookPlace: ["happened", "started", "written"],
    fields: [
      RecordField("kind", .code(.contactFact), isRequired: true),
      RecordField("happened", .date, isPast: true),
      RecordField("started", .moment).meaning(.last),
      RecordField("minutes", .integer(1...Int64(Limits.appointmentMinutes))),
      RecordField("modality", .code(.contactModality)),
      RecordField("outcome", .code(.contactOutcome)),
      RecordField("purposes", .codes(.contactPurpose)),
      RecordField("began_by", .code(.beganBy)),
      RecordField("participants", .codes(.participant)),
      RecordField("place", .line(.line), isPenal: true),
      RecordField("written", .date, isPast: true),
      RecordField("notes", .references(["note"])),
      RecordField("permanence", .reference(["permanence"]), isPenal: true),
      RecordField("number", .integer(1...Int64(Limits.permanencePlaces)), isPenal: true),
      RecordField("question", .code(.permanenceQuestion), isPenal: true),
      RecordField("prevented_by", .code(.preventedBy), isPenal: true),
    ])
}
