// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, appointmentStatus, askedBy, beganBy, closureReason, contactFact, contactKind,
    contactModality, contactOutcome, contactPurpose, contactSafety, field, interventionFrame, kind,
    language, noteKind, paperOriginal, participant, periodOrigin, periodOutcome, periodPhase,
    periodStatus, placeKind, reminder, requestAnswer, requestChannel, requestStatus, requestTheme,
    rightKind, rightState, role, serviceKind, unmetCriterion, volet, whoActs,
  ]
}
