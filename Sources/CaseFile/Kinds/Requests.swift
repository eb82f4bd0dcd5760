extension RecordType {
  /// What she asks for, in her words, and what became of it.
  public static let request = RecordType(
    code: "request", version: 1,
    volets: [.projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie],
    expects: [RecordExpectation("keep_until", when: .says("punctual", ["true"]))],
    fields: [
      RecordField("words", .prose(.prose), isOwnWords: true),
      RecordField("channel", .code(.requestChannel)),
      RecordField("written", .date),
      RecordField("received", .date),
      RecordField("themes", .codes(.requestTheme)),
      RecordField("status", .code(.requestStatus), initial: "recue"),
      RecordField("answered", .date),
      RecordField("answer", .code(.requestAnswer)),
      RecordField("original", .code(.paperOriginal)),
      RecordField("punctual", .flag),
      RecordField("keep_until", .date),
    ])
}
