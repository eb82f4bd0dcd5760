extension RecordType {
  /// Somebody whom people of the service are sent to, and how to ask: nothing of it is about a person.
  public static let partner = RecordType(
    code: "partner", version: 1,
    home: .service(writers: [.referent, .intervenant, .chefService, .secretariat]),
    isPublished: true,
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("kind", .code(.partnerKind)),
      RecordField("themes", .codes(.partnerTheme)),
      RecordField("publics", .codes(.partnerPublic)),
      RecordField("reach", .codes(.partnerReach)),
      RecordField("zone", .line(.line)),
      RecordField("fees", .code(.partnerFees)),
      RecordField("languages", .codes(.language)),
      RecordField("conditions", .line(.line)),
      RecordField("address", .line(.line)),
      RecordField("phone", .line(.line)),
      RecordField("email", .line(.line)),
      RecordField("opening_hours", .line(.line)),
      RecordField("full", .flag),
      RecordField("full_since", .date, isPast: true),
      RecordField("source", .line(.line), staysHere: true),
      RecordField("verified_on", .date, isPast: true, staleAfter: Limits.staleMonths),
      RecordField("verified_by", .line(.line), staysHere: true),
    ])

  /// What the service says of itself to whoever may ask it, on paper and to paired services.
  public static let serviceSheet = RecordType(
    code: "service_sheet", version: 1,
    home: .service(writers: [.referent, .intervenant, .chefService, .secretariat]),
    isSingle: true, isPublished: true,
    fields: [
      RecordField("does", .lines(.line)),
      RecordField("audience", .lines(.line)),
      RecordField("where", .line(.line)),
      RecordField("opening_hours", .line(.line)),
      RecordField("phone", .line(.line)),
      RecordField("languages", .codes(.language)),
      RecordField("how_to_ask", .lines(.line)),
      RecordField("never_told", .lines(.line)),
      RecordField("full", .flag),
      RecordField("full_since", .date, isPast: true),
    ])
}
