// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, appointmentStatus, askedBy, beganBy, contactFact, contactKind, contactModality,
    contactOutcome, contactPurpose, contactSafety, field, kind, language, noteKind, paperOriginal,
    participant, placeKind, reminder, requestAnswer, requestChannel, requestStatus, requestTheme,
    rightKind, rightState, role, serviceKind, volet, whoActs,
  ]
}
