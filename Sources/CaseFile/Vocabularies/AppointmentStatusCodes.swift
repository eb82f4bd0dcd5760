// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  public static let appointmentStatus = Vocabulary(
    "appointment-status",
    [
      Code("prevu", from: "2026-11-30"),
      Code("honore", from: "2026-11-30"),
      Code("absent", from: "2026-11-30"),
      Code("excuse", from: "2026-11-30"),
      Code("annule", from: "2026-11-30"),
      Code("reporte", from: "2026-11-30"),
    ])
}
