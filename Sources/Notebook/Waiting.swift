import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// Something to which nobody has answered.
public struct WaitingAnswer: Sendable {
  public let record: StructuredRecord
  /// The day since which it waits; nil where nothing tells it.
  public let since: CalendarDate?
  /// Whole days until today.
  public let days: Int?
}

/// What waits for an answer, in all case files. Protocol/records.md, "Who is followed".
extension WorkerSession {
  /// What nobody has answered in case files that are open, of what this worker may read, the oldest first. Who looked is
  /// logged.
  ///
  /// - Parameter day: the day here that holds a moment.
  public func unanswered(
    today: CalendarDate, day: (Instant) -> CalendarDate?, at now: Instant
  ) throws -> [WaitingAnswer] {
    var fresh = FreshRecords()
    let found = try looks(at: now) { ledger in
      let records = try structured(
        where: { $0.answerDue != nil }, keeping: { $0.isUnanswered }, &fresh, ledger, at: now)
      let touches = ledger.touchesWhenAsked()
      var closed: [CaseID: Bool] = [:]
      for id in Set(records.map(\.caseFile)) {
        closed[id] = try replica.ifSound {
          try summary(of: id, since: touches, ledger, at: now).isClosed
        }
      }
      let open = records.filter { closed[$0.caseFile] != true }
      return (open.map { $0.waiting(today, day) }, looks(at: open))
    }
    keep(fresh, at: now)
    return found.enumerated().sorted { left, right in
      let (first, second) = (left.element.days ?? .max, right.element.days ?? .max)
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }
}

extension StructuredRecord {
  /// Whether somebody waits for an answer.
  var isUnanswered: Bool {
    guard let due = type.answerDue?.due else { return false }
    return !due.isOver(values)
  }

  /// Counted from the day on which it came, else the one on which it was written, else that of its entry.
  func waiting(_ today: CalendarDate, _ day: (Instant) -> CalendarDate?) -> WaitingAnswer {
    let since = type.askedOn(values.byField) ?? creation.entered.flatMap(day)
    let days = since?.firstDay.map { max(0, today.daysSince1970 - $0.daysSince1970) }
    return WaitingAnswer(record: self, since: since, days: days)
  }
}

extension CalendarDate {
  /// What a field holds; nil for what a newer version wrote in its own way.
  init?(recorded text: String) {
    do throws(RuleBroken) { self = try CalendarDate(parsing: text) } catch { return nil }
  }
}
