extension RecordType {
  /// What she asks for, in her words, and what became of it.
  public static let request = RecordType(
    code: "request", version: 1,
    volets: [.projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie],
    expectations: [
      .written("words"),
      .said("keep_until", where: "punctual", is: ["true"]), .ordered("written", "received"),
      .ordered("received", "answered"),
    ],
    tookPlace: ["written", "received"],
    fields: [
      RecordField("words", .prose(.prose), isOwnWords: true),
      RecordField("channel", .code(.requestChannel), apart: .interne),
      RecordField("written", .date, isPast: true),
      RecordField("received", .date, isPast: true).due(
        Due(
          .answer,
          until: [
            .init("answered"),
            .init("status", ["suivi_ouvert", "ponctuelle_traitee", "reorientee", "sans_suite"]),
          ])),
      RecordField("themes", .codes(.requestTheme), apart: .justice, isApartWherePenal: true),
      RecordField("status", .code(.requestStatus), initial: "recue"),
      RecordField("answered", .date, isPast: true),
      RecordField("answer", .code(.requestAnswer)),
      RecordField("original", .code(.paperOriginal)),
      RecordField("punctual", .flag),
      RecordField("keep_until", .date, apart: .interne, staysHere: true).meaning(.next)
        .due(Due(.erasure, until: [])),
    ])
}
