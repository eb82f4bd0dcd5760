/// How the records of a kind say who follows somebody, and how that stands. It is declared with the kind, so that a view of
/// those who are followed names no kind. Protocol/records.md, "Who is followed".
public struct FollowUp: Hashable, Sendable {
  /// The fields of who follows, the first one first.
  public let workers: [String]
  /// The field of how it stands, with the codes of one that goes on, that rests and that ended.
  public let state: String
  public let open: String
  let paused: String
  public let ended: String
  /// The day since which it stands so.
  public let since: String
  /// The field of what the person does not meet of whom the service is for, and the one of who admitted her all the same.
  public let unmet: String
  public let admittedBy: String
  /// The fields of the day on which it began and of why it did again, and of the day on which it ended and of why.
  public let begunOn: String
  public let begunAgain: String
  public let overOn: String
  public let overBecause: String

  public init(
    _ workers: [String], state: String, open: String, paused: String, ended: String, since: String,
    unmet: String, admittedBy: String, begun: (on: String, again: String),
    over: (on: String, because: String)
  ) {
    (begunOn, begunAgain) = (begun.on, begun.again)
    (overOn, overBecause) = (over.on, over.because)
    (self.unmet, self.admittedBy) = (unmet, admittedBy)
    (self.workers, self.state, self.since) = (workers, state, since)
    (self.open, self.paused, self.ended) = (open, paused, ended)
  }

  /// Whether it ended. While people left several values, it did not.
  public func isOver(_ values: RecordValues) -> Bool {
    guard let held = values[state], !held.isEmpty else { return false }
    return held.allSatisfy { $0 == ended }
  }

  /// Whether it is counted as active at the end of a day: it goes on, or rests since ``Limits/daysPaused`` days at most. One
  /// that rests since nobody knows when is.
  public func isActive(_ values: RecordValues, on day: CalendarDate) -> Bool {
    let held = values[state] ?? []
    if held.contains(open) { return true }
    guard held.contains(paused) else { return false }
    let days = (values[since] ?? []).compactMap(Self.day)
    guard let last = days.map(\.daysSince1970).max() else { return true }
    return day.daysSince1970 - last <= Limits.daysPaused
  }

  private static func day(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      let date = try CalendarDate(parsing: text)
      return CalendarDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    } catch {
      return nil
    }
  }

  /// Who follows, as it is written; several while nobody chose.
  public func workers(_ values: RecordValues) -> [String] { workers.flatMap { values[$0] ?? [] } }
}

extension RecordType {
  /// The kind that says who follows somebody, and how that stands; nil where none does.
  public static var ofFollowUp: RecordType? { all.first { $0.followUp != nil } }
}
