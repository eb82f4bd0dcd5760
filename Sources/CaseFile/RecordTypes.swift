/// The kinds of record that this version knows. Protocol/records.md holds the same table.
extension RecordType {
  public static let all = [note, person]

  /// What somebody saw, heard or did, in prose.
  public static let note = RecordType(
    code: "note", version: 1,
    fields: [
      RecordField("kind", .code(.noteKind), isRequired: true),
      RecordField("title", .line(.noteTitle)),
      RecordField("happened", .date),
      RecordField("written", .date),
      RecordField("text", .prose(.noteText)),
    ])

  /// Who the followed person is, as she wants to be called.
  public static let person = RecordType(
    code: "person", version: 1,
    fields: [
      RecordField("name", .name(.personName), isRequired: true),
      RecordField("born", .date),
    ])
}
