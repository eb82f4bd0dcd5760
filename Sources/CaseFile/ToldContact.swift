/// How the records of a kind say that somebody had to do with the person, and when. Protocol/records.md, "Who is followed".
public struct ToldContact: Hashable, Sendable {
  /// The field of the day.
  public let day: String
  /// The field of what came of it, and the codes of those that met.
  let outcome: String
  let met: [String]
  /// The field of the list that it stands on: as long as nobody said what came of it, nobody met.
  let listedIn: String

  init(day: String, outcome: String, met: [String], listedIn: String) {
    (self.day, self.outcome, self.met, self.listedIn) = (day, outcome, met, listedIn)
  }

  /// Whether anybody met, as far as a record says. Of several outcomes that people left apart, one is enough.
  public func tookPlace(_ values: RecordValues) -> Bool {
    guard let held = values[outcome], !held.isEmpty else {
      return values[listedIn]?.isEmpty ?? true
    }
    return held.contains(where: met.contains)
  }
}
