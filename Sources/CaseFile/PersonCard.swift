/// A record of the kind `person`, by the fields that rules need: who the followed person is, as she wants to be called.
public struct PersonCard: Sendable {
  public let name: Field
  public let born: Field
  /// As they were written; none where nobody did.
  public let firstNames: [String]

  /// `nil` for a record of another kind.
  public init?(_ record: Record) {
    guard record.type == .person else { return nil }
    (name, born) = (record["name"], record["born"])
    firstNames = record.texts("first_names")
  }

  /// Nobody is born after `today`, nor longer before it than people live.
  public static func check(born: CalendarDate, today: CalendarDate) throws(RuleBroken) {
    let first = (born.year, born.month ?? 1, born.day ?? 1)
    guard first <= (today.year, today.month ?? 12, today.day ?? 31),
      today.year - born.year <= Limits.yearsOfLife
    else { throw .implausibleBirth(born) }
  }
}
