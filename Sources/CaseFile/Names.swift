import Foundation

/// One rule for the names of people and services. Protocol/conventions.md, "Names".
public enum Names {
  /// A name as it is kept: composed (NFC), one blank between words and none at the ends, nothing in it that nobody sees.
  ///
  /// - Throws: ``RuleBroken/empty(_:)`` when nothing of it can be seen, ``RuleBroken/tooLong(_:maximum:found:)``.
  public static func tidy(_ typed: String, _ field: LimitedField) throws(RuleBroken) -> String {
    guard !Folding.isInvisible(typed) else { throw .empty(field.name) }
    let typed = Array(typed.precomposedStringWithCanonicalMapping.unicodeScalars)
    var name = String.UnicodeScalarView()
    var blank = false
    for (position, scalar) in typed.enumerated() {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        blank = !name.isEmpty
      } else if !isHidden(scalar) || joins(position, in: typed) {
        if blank { name.append(" ") }
        blank = false
        name.append(scalar)
      }
    }
    let tidy = String(name)
    guard !Folding.isInvisible(tidy) else { throw .empty(field.name) }
    try Limits.check(tidy, field)
    return tidy
  }

  /// Whether two names are read as the same one.
  public static func areAlike(_ left: String, _ right: String) -> Bool {
    Folding.fold(left).utf8.elementsEqual(Folding.fold(right).utf8)
  }

  /// Whether two names are taken for one another by who sees them: alike, or with letters of Greek or Cyrillic in the place of
  /// Latin ones.
  public static func lookAlike(_ left: String, _ right: String) -> Bool {
    areAlike(left, right) || shape(left) == shape(right)
  }

  /// A name as it looks: small and large letters by themselves, since each may look like another.
  private static func shape(_ name: String) -> String {
    let drawn = String(
      String.UnicodeScalarView(name.unicodeScalars.map { lookAlikes[$0] ?? $0 }))
    return Folding.fold(drawn)
  }

  /// Letters of Greek and Cyrillic that are drawn as a Latin one, with that one.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(
      "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρυχ".unicodeScalars,
      "ABESIJKMHOPCTXYaesijopcxydqwhABEZHIKMNOPTYXovaikpux".unicodeScalars),
    uniquingKeysWith: { first, _ in first })

  /// Joins nothing, directs the reading of others, or fills without a trace.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .format
      || scalar == "\u{2800}"
  }

  /// The joiners change how letters of some scripts are written; between those they stay.
  private static func joins(_ position: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard [0x200C, 0x200D].contains(scalars[position].value), position > 0,
      position + 1 < scalars.count
    else { return false }
    return [scalars[position - 1], scalars[position + 1]].allSatisfy {
      $0.value >= 0x0600 && $0.properties.isAlphabetic
    }
  }
}
