/// A text that a person gives, and that has a bound.
public enum LimitedField: Hashable, CaseIterable, Sendable {
  case noteTitle
  case noteText
  case personName
  case serviceName
  case workerName
  case witnessName

  /// What a bound counts.
  public enum Unit: Hashable, Sendable {
    /// Unicode scalars.
    case scalars
    /// UTF-8 bytes.
    case bytes
  }

  public var unit: Unit {
    switch self {
    case .noteTitle: .scalars
    case .noteText, .personName, .serviceName, .workerName, .witnessName: .bytes
    }
  }

  /// In ``unit``.
  public var maximum: Int {
    switch self {
    case .noteTitle: Limits.titleScalars
    case .noteText: Limits.noteTextBytes
    case .personName, .serviceName, .workerName, .witnessName: Limits.nameBytes
    }
  }
}

/// Bounds on what people give.
public enum Limits {
  /// Unicode scalars of a title.
  public static let titleScalars = 500
  /// UTF-8 bytes of the text of a note: 256 KiB.
  public static let noteTextBytes = 256 * 1024
  /// UTF-8 bytes of the name of a person, a service, a worker or a witness.
  public static let nameBytes = 200
  /// Years that a person may have been born before today.
  public static let yearsOfLife = 130
  /// Years from now beyond which a day that somebody names is asked about: the end of a consent, a release.
  public static let yearsAhead = 5

  /// Unicode scalars shown of what stands where a date should, and of a kind that this version does not know.
  public static let oddWordScalars = 64

  /// Versions of one sentence that are shown apart; all of them stand in the text.
  public static let sidesApart = 16

  /// Throws ``RuleBroken/tooLong(_:maximum:found:)``.
  public static func check(_ text: String, _ field: LimitedField) throws(RuleBroken) {
    let found =
      switch field.unit {
      case .scalars: text.unicodeScalars.count
      case .bytes: text.utf8.count
      }
    guard found <= field.maximum else {
      throw .tooLong(field, maximum: field.maximum, found: found)
    }
  }

  /// Also throws ``RuleBroken/empty(_:)`` for a text of which nothing is seen: blanks, line ends, a byte order mark.
  public static func check(visible text: String, _ field: LimitedField) throws(RuleBroken) {
    guard !Folding.isInvisible(text) else { throw .empty(field) }
    try check(text, field)
  }

  /// Also throws ``RuleBroken/empty(_:)`` for a name without a single visible character.
  public static func check(name: String, _ field: LimitedField) throws(RuleBroken) {
    guard name.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty(field)
    }
    try check(name, field)
  }
}
