extension RecordType {
  /// People who were met without a case file: where, when, how many. It names nobody.
  public static let outreach = RecordType(
    code: "outreach", version: 1,
    home: .service(writers: [.referent, .intervenant, .chefService, .benevole]),
    namesNobody: true, tally: RecordTally(of: "people", by: "kind"),
    fields: [
      RecordField("kind", .code(.outreachKind), isRequired: true),
      RecordField("date", .date, isPast: true),
      RecordField("people", .integer(0...Int64(Limits.outreachPeople))),
      RecordField("place", .line(.line)),
      RecordField("theme", .line(.line)),
      RecordField("remark", .line(.line)),
    ])
}
