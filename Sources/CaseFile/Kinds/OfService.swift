extension RecordType {
  /// What a role may do in a volet, where the service says otherwise than the field proposes.
  public static let roleAccess = RecordType(
    code: "role_access", version: 1, home: .service(writers: [.referent, .chefService]),
    onePer: ["role", "volet"],
    fields: [
      RecordField("role", .code(.role), isRequired: true),
      RecordField("volet", .code(.volet), isRequired: true),
      RecordField("access", .code(.access), isRequired: true),
    ])

  /// The kind whose records are the matrix of a service.
  static let ofMatrix = roleAccess

  /// Where people are met, for whoever writes an appointment or a slip: a paper that others may see bears the neutral name.
  public static let meetingPlace = RecordType(
    code: "meeting_place", version: 1,
    home: .service(writers: [.referent, .intervenant, .chefService, .secretariat]),
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("kind", .code(.placeKind)),
      RecordField("address", .line(.line)),
      RecordField("neutral_name", .name).instead(of: "name"),
      RecordField("remark", .line(.line)),
    ])
}
