// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, appointmentStatus, askedBy, contactKind, contactSafety, field, kind, language,
    nonTakeUp, noteKind, paperKind, paperOriginal, placeKind, reminder, requestAnswer,
    requestChannel, requestStatus, requestTheme, rightKind, rightState, role, serviceKind,
    suspensionCause, volet, whoActs,
  ]
}
