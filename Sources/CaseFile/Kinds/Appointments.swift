extension RecordType {
  /// A day and an hour that were agreed on; it lives in the volet of its purpose.
  public static let appointment = RecordType(
    code: "appointment", version: 1,
    volets: [
      .agenda, .projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie,
    ],
    tookPlace: ["when"],
    fields: [
      RecordField("when", .moment, isRequired: true).meaning(.next).due(
        Due(
          .appointment,
          until: [.init("status", ["honore", "absent", "excuse", "annule", "reporte"])],
          happened: ["honore", "absent"], minutes: "minutes", mover: "moved_by", reason: "reason",
          slip: "slip_given", reminder: "reminder", messages: ["sms"])),
      RecordField("minutes", .integer(1...Int64(Limits.appointmentMinutes))),
      RecordField("place", .line(.line)),
      RecordField("with", .line(.line), apart: .interne),
      RecordField("purpose", .line(.line), apart: .interne),
      RecordField(
        "status", .code(.appointmentStatus), initial: "prevu", apart: .interne,
        openCodes: ["prevu", "annule"]),
      RecordField("reminder", .code(.reminder), apart: .interne),
      RecordField("moved_by", .code(.askedBy), apart: .interne),
      RecordField("reason", .line(.line), apart: .interne),
      RecordField("slip_given", .flag, apart: .interne),
      RecordField("about", .references([]), apart: .interne),
      RecordField("site", .reference(["meeting_place"]), apart: .interne).filling("place"),
      RecordField("ask_for", .line(.line), apart: .interne),
    ])
}
