extension RecordType {
  /// Who the followed person is, as she wants to be called.
  public static let person = RecordType(
    code: "person", version: 1, volets: [.contact],
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("birth_name", .name),
      RecordField("first_names", .lines(.name)),
      RecordField("aliases", .lines(.name)),
      RecordField("born", .date, isPast: true).meaning(nil),
      RecordField("born_estimated", .flag),
      RecordField("birth_place", .line(.line)),
      RecordField("gender", .line(.line)),
      RecordField("address_form", .line(.line)),
      RecordField("languages", .codes(.language)),
      RecordField("interpreter", .flag),
      RecordField("contact_language", .code(.language)),
      RecordField("literacy", .line(.line)),
      RecordField("no_contact_before", .date).meaning(.next),
      RecordField("deceased", .date, isPast: true, apart: .interne),
      RecordField("deceased_source", .line(.line), apart: .interne),
    ])

  /// One way to reach her, and how to use it. One through a prison lives in the volet of justice, or in the one that is
  /// never shared.
  public static let contactPoint = RecordType(
    code: "contact_point", version: 1, home: .caseFile([.contact, .justice, .interne]),
    reach: Reach(
      "value", rule: "safe", free: "oui", ask: "demander", never: "non", quiet: "no_message",
      masked: "hide_origin", knows: "knows_detention", known: "oui", holder: "holder",
      remark: "remark", verified: "verified", moment: "best_moment", kind: "kind",
      messaged: ["telephone"]),
    fields: [
      RecordField("kind", .code(.contactKind)),
      RecordField("safe", .code(.contactSafety), initial: "demander"),
      RecordField("no_message", .flag),
      RecordField("hide_origin", .flag),
      RecordField("knows_detention", .code(.knowsDetention), apart: .interne),
      RecordField("value", .line(.line)),
      RecordField("holder", .line(.line)),
      RecordField("best_moment", .line(.line)),
      RecordField("verified", .date, isPast: true),
      RecordField("remark", .line(.line)),
    ])
}
