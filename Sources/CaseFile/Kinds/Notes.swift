extension RecordType {
  /// What somebody saw, heard or did, in prose.
  public static let note = RecordType(
    code: "note", version: 1, volets: Volet.allCases, rectified: "rectified_because",
    isCoSigned: true, tookPlace: ["happened", "written"],
    fields: [
      RecordField("kind", .code(.noteKind), isRequired: true, initial: "entretien"),
      RecordField("title", .line(.line)),
      RecordField("happened", .date, isPast: true),
      RecordField("written", .date, isPast: true),
      RecordField("text", .prose(.prose), isAsked: true),
      RecordField("rectified_because", .line(.line)),
    ])
}
