extension RecordType {
  /// What was explained to her of how the service works, by whom, in which language, and what she asked.
  public static let frameSet = RecordType(
    code: "frame_set", version: 1, volets: [.projet], tookPlace: ["date"],
    fields: [
      RecordField("date", .date, isPast: true),
      RecordField("explained_by", .line(.line)),
      RecordField("language", .code(.language)),
      RecordField("points", .codes(.framePoint)),
      RecordField("questions", .line(.line), isOwnWords: true),
    ])

  /// Where she stands: what she says beside what the worker saw. A later one is a record of its own.
  public static let assessment = RecordType(
    code: "assessment", version: 1, volets: [.projet], tookPlace: ["date"],
    fields: [
      RecordField("date", .date, isPast: true),
      RecordField("needs", .prose(.prose), isOwnWords: true),
      RecordField("needs_seen", .prose(.prose)),
      RecordField("wishes", .prose(.prose), isOwnWords: true),
      RecordField("wishes_seen", .prose(.prose)),
      RecordField("motivation", .prose(.prose), isOwnWords: true),
      RecordField("motivation_seen", .prose(.prose)),
      RecordField("abilities", .prose(.prose), isOwnWords: true),
      RecordField("abilities_seen", .prose(.prose)),
      RecordField("sources", .lines(.line)),
    ])

  /// What she adds herself, in her words.
  public static let contribution = RecordType(
    code: "contribution", version: 1,
    volets: [
      .projet, .contact, .droits, .logement, .emploi, .proches, .agenda, .sejour, .justice, .sante,
    ],
    tookPlace: ["date"],
    fields: [
      RecordField("words", .prose(.prose), isOwnWords: true, isAsked: true),
      RecordField("date", .date, isPast: true),
      RecordField("form", .code(.contributionForm)),
    ])
}
