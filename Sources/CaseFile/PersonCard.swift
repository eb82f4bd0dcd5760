/// What a person is called beside the name that she wants, as it was written; none where nobody did.
public struct OtherNames: Hashable, Sendable {
  /// Of her birth: several while nobody chose.
  public let births: [String]
  /// First names, the usual one first.
  public let firsts: [String]
  public let aliases: [String]

  public init(births: [String] = [], firsts: [String] = [], aliases: [String] = []) {
    (self.births, self.firsts, self.aliases) = (births, firsts, aliases)
  }

  /// All of them, as they are told.
  public var all: [String] { births + firsts + aliases }
}

/// A record of the kind `person`, by the fields that rules need: who the followed person is, as she wants to be called.
public struct PersonCard: Sendable {
  public let name: Field
  public let born: Field
  public let otherNames: OtherNames

  /// `nil` for a record of another kind.
  public init?(_ record: Record) {
    guard record.type == .person else { return nil }
    (name, born) = (record["name"], record["born"])
    otherNames = OtherNames(
      births: record.texts("birth_name"), firsts: record.texts("first_names"),
      aliases: record.texts("aliases"))
  }

  /// Nobody is born after `today`, nor longer before it than people live.
  public static func check(born: CalendarDate, today: CalendarDate) throws(RuleBroken) {
    let first = (born.year, born.month ?? 1, born.day ?? 1)
    guard first <= (today.year, today.month ?? 12, today.day ?? 31),
      today.year - born.year <= Limits.yearsOfLife
    else { throw .implausibleBirth(born) }
  }

  /// Nobody has died after `today`.
  public static func check(deceased: CalendarDate, today: CalendarDate) throws(RuleBroken) {
    if today.isWhole(before: deceased) { throw .deathToCome(deceased) }
  }

  /// Nobody has died before any of the days that are given for her birth.
  public static func check(
    deceased: [CalendarDate], born: [CalendarDate]
  ) throws(RuleBroken) {
    for death in deceased {
      for birth in born where death.isWhole(before: birth) {
        throw .deathBeforeBirth(death, born: birth)
      }
    }
  }
}
