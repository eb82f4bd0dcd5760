extension RecordType {
  /// What was done outside without her asking for it: an order that came, an alert, a call in danger. It is recorded, and
  /// nothing of it is sent or printed for those who asked.
  public static let act = RecordType(
    code: "act", version: 1, volets: [.interne],
    expectations: [
      .said("informed", where: "kind", is: Vocabulary.actKind.known),
      .said("not_informed_because", where: "informed", is: ["non"]),
    ]
      + ["party", "paper", "legal_basis", "given"].map {
        .said($0, where: "kind", is: ["requisition"])
      },
    tookPlace: ["date"],
    fields: [
      RecordField("kind", .code(.actKind), isRequired: true),
      RecordField("date", .date, isPast: true),
      RecordField("party", .line(.line), isPenal: true),
      RecordField("paper", .line(.line), isPenal: true),
      RecordField("legal_basis", .line(.line), isPenal: true),
      RecordField("informed", .code(.informed)),
      RecordField("not_informed_because", .line(.line)),
      RecordField("given", .prose(.prose)),
    ])

  /// A number by which others know her. The numbers that a state gives to everybody are none of them, and no field holds one.
  public static let identifier = RecordType(
    code: "identifier", version: 1, volets: [.interne],
    fields: [
      RecordField("kind", .code(.identifierKind), isRequired: true),
      RecordField("value", .line(.line), isRequired: true),
      RecordField("remark", .line(.line)),
    ])

  /// The kind whose records hold the numbers by which others know her.
  public static let ofNumbers = identifier
}
