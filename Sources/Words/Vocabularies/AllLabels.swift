// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  /// The table of each vocabulary: first its own name, then its codes, each in French, in French of Belgium where
  /// that differs, in Dutch and in English.
  static let tables: [String: String] = [
    "access": access,
    "appointment-status": appointmentStatus,
    "asked-by": askedBy,
    "contact-kind": contactKind,
    "contact-safety": contactSafety,
    "field": field,
    "kind": kind,
    "language": language,
    "non-take-up": nonTakeUp,
    "note-kind": noteKind,
    "paper-kind": paperKind,
    "paper-original": paperOriginal,
    "place-kind": placeKind,
    "reminder": reminder,
    "request-answer": requestAnswer,
    "request-channel": requestChannel,
    "request-status": requestStatus,
    "request-theme": requestTheme,
    "right-kind": rightKind,
    "right-state": rightState,
    "role": role,
    "service-kind": serviceKind,
    "suspension-cause": suspensionCause,
    "volet": volet,
    "who-acts": whoActs,
  ]

  /// Vocabularies of which no practitioner has read the labels yet.
  static let drafts: Set<String> = [
    "access",
    "appointment-status",
    "asked-by",
    "contact-kind",
    "contact-safety",
    "field",
    "kind",
    "language",
    "non-take-up",
    "note-kind",
    "paper-kind",
    "paper-original",
    "place-kind",
    "reminder",
    "request-answer",
    "request-channel",
    "request-status",
    "request-theme",
    "right-kind",
    "right-state",
    "role",
    "service-kind",
    "suspension-cause",
    "volet",
    "who-acts",
  ]
}
