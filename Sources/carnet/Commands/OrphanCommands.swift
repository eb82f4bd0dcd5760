import CaseFile
import Envelope
import Notebook
import Words

/// What is decided with the person about a note that was meant for a share that closed, or came from somebody whose access
/// had ended.
extension CommandContext {
  /// Those about which whoever works here decides.
  func showOrphans() throws {
    let notebook = try openAsWorker()
    try notebook.maintainIfPossible(at: now)
    let found = try notebook.orphans(at: now)
    let rows = found.records.map(clock.row)
    let apart = found.apart.map(clock.row)
    try show(
      .object([
        ("orphans", .array(rows.map(\.json))), ("decidedApart", .array(apart.map(\.json))),
      ]), words.orphans(rows, apart: apart), of: notebook)
  }

  /// That it was decided to keep one.
  func keepOrphan(_ typed: String, agreedOn: String) async throws {
    let day = try Spoken.date(agreedOn, today: today)
    if today.isWhole(before: day) { throw CommandFailure(.record(.agreedToCome(day))) }
    let notebook = try openAsWorker()
    let kept = try notebook.keepOrphan(typed, agreedOn: day, at: now)
    let row = clock.row(kept.decision)
    try await telling {
      await ring()
      try report(
        .object([
          ("record", .string(kept.record.description)), ("kept", row.json),
          ("unchanged", .flag(kept.isUnchanged)),
        ]), words.orphanKept(row, isUnchanged: kept.isUnchanged))
    }
  }
}
