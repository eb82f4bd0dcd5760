extension RecordType {
  /// What she asks for, in her words, and what became of it.
  public static let request = RecordType(
    code: "request", version: 1,
    volets: [.projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie],
    fields: [
      RecordField("words", .prose(.prose), isOwnWords: true),
      RecordField("channel", .code(.requestChannel)),
      RecordField("written", .date),
      RecordField("received", .date).due(
        Due(
          .answer,
          until: [
            .init("answered"),
            .init("status", ["suivi_ouvert", "ponctuelle_traitee", "reorientee", "sans_suite"]),
          ])),
      RecordField("themes", .codes(.requestTheme)),
      RecordField("status", .code(.requestStatus), initial: "recue"),
      RecordField("answered", .date),
      RecordField("answer", .code(.requestAnswer)),
      RecordField("original", .code(.paperOriginal)),
    ])
}
