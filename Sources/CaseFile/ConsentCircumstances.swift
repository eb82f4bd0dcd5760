/// How a consent or a refusal came about, beside what it allows: for the own service alone. Nothing of it is required, and
/// what is nil or empty was not recorded. Protocol/consent.md, 13.7.
public struct ConsentCircumstances: Hashable, Sendable {
  /// The local day on which she said so; another one than that of the record where it was written down later.
  public var signed: CalendarDate?
  /// The name of whoever explained it, where that is not the worker who records it.
  public var explainedBy: String?
  public var isReadAloud: Bool
  /// She was told that she may refuse.
  public var isRefusalOffered: Bool
  /// She was told that refusing changes nothing in her situation.
  public var isSaidWithoutConsequence: Bool
  /// She is in a place that she cannot leave, or under a measure.
  public var isConstrained: Bool
  /// Codes of ``Vocabulary/consentPurpose``, or of a newer version.
  public var purposes: [String]
  /// A code of ``Vocabulary/interpreterKind``, or of a newer version.
  public var interpreter: String?
  public var interpreterName: String?
  /// The name of a guardian who was there: beside her words, and never instead of them.
  public var guardian: String?
  /// A code of ``Vocabulary/indicatedBy``, or of a newer version.
  public var indicatedBy: String?
  /// Which version of the text was read to her, as the service calls it.
  public var notice: String?

  /// Nothing was recorded.
  public init() {
    (isReadAloud, isRefusalOffered, isSaidWithoutConsequence) = (false, false, false)
    (isConstrained, purposes) = (false, [])
  }

  /// Nothing was.
  public static let unrecorded = ConsentCircumstances()

  /// As it is recorded: each name tidied, each purpose once and in the order of the vocabulary.
  ///
  /// - Parameter today: the local day of whoever records it; nil where nobody knows it, and any day may be the one.
  /// - Throws: ``RuleBroken/signedInFuture(_:)``, ``RuleBroken/wholeDayNeeded(_:)``, ``RuleBroken/unknownCode(_:_:)``, and
  ///   what ``Names/tidy(_:_:)`` throws.
  public func tidied(today: CalendarDate?) throws(RuleBroken) -> ConsentCircumstances {
    if let signed {
      guard signed.isWholeDay else { throw .wholeDayNeeded(signed.description) }
      if let today, signed.daysSince1970 > today.daysSince1970 { throw .signedInFuture(signed) }
    }
    for purpose in purposes { try Vocabulary.consentPurpose.check(purpose) }
    if let interpreter { try Vocabulary.interpreterKind.check(interpreter) }
    if let indicatedBy { try Vocabulary.indicatedBy.check(indicatedBy) }
    var tidy = self
    tidy.purposes = Vocabulary.consentPurpose.codes.map(\.code).filter(purposes.contains)
    tidy.explainedBy = try Self.tidied(explainedBy, .explainerName)
    tidy.interpreterName = try Self.tidied(interpreterName, .interpreterName)
    tidy.guardian = try Self.tidied(guardian, .guardianName)
    tidy.notice = try Self.tidied(notice, .noticeVersion)
    return tidy
  }

  private static func tidied(
    _ name: String?, _ field: LimitedField
  ) throws(RuleBroken) -> String? {
    guard let name else { return nil }
    return try Names.tidy(name, field)
  }

  /// She may have had to say yes before somebody on whom she depends: the question is asked again after the release.
  public var isAskedAgain: Bool {
    interpreter.map { ["codetenu", "proche"].contains($0) } ?? false
  }
}
