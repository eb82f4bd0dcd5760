// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, actKind, agreement, appointmentStatus, askedBy, beganBy, closureReason, consentPurpose,
    contactFact, contactKind, contactModality, contactOutcome, contactPurpose, contactSafety,
    contributionForm, field, framePoint, handing, identifierKind, indicatedBy, informed,
    interpreterKind, interventionFrame, kind, knowsDetention, language, nonTakeUp, noteKind,
    outreachKind, paperKind, paperOriginal, paperReader, participant, partnerFees, partnerKind,
    partnerPublic, partnerReach, partnerTheme, periodOrigin, periodOutcome, periodPhase,
    periodStatus, permanenceQuestion, permanenceStatus, placeKind, preventedBy, referralKind,
    referralSource, referralStatus, reminder, requestAnswer, requestChannel, requestStatus,
    requestTheme, rightKind, rightState, role, serviceKind, suspensionCause, unmetCriterion, volet,
    whoActs,
  ]
}
