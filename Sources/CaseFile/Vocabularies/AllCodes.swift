// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, appointmentStatus, askedBy, contactKind, contactSafety, field, kind, language, noteKind,
    paperOriginal, partnerFees, partnerKind, partnerPublic, partnerReach, partnerTheme, placeKind,
    reminder, requestAnswer, requestChannel, requestStatus, requestTheme, rightKind, rightState,
    role, serviceKind, volet, whoActs,
  ]
}
