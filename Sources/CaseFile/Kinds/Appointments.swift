extension RecordType {
  /// A day and an hour that were agreed on; it lives in the volet of its purpose.
  public static let appointment = RecordType(
    code: "appointment", version: 1,
    volets: [
      .agenda, .projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie,
    ],
    fields: [
      RecordField("when", .moment, isRequired: true),
      RecordField("minutes", .integer(1...Int64(Limits.appointmentMinutes))),
      RecordField("place", .line(.line)),
      RecordField("with", .line(.line)),
      RecordField("purpose", .line(.line)),
      RecordField("status", .code(.appointmentStatus), initial: "prevu"),
      RecordField("reminder", .code(.reminder)),
      RecordField("moved_by", .code(.askedBy)),
      RecordField("reason", .line(.line)),
      RecordField("slip_given", .flag),
      RecordField("about", .references([])),
    ])
}
