public import Envelope
import Store

/// Bringing what may be searched into step before anybody searches. Protocol/agent.md, "The words are prepared".
extension WorkerSession {
  /// Records of one transaction: nobody who empties the log waits for more.
  private static let slice = 1024

  /// Prepares the words of a search, so that it waits for none. What comes meanwhile is taken in at the end; where words are
  /// destroyed meanwhile nothing is prepared.
  ///
  /// - Parameters:
  ///   - now: by which it is judged what is open.
  ///   - report: told, where they are made anew, how much of them was looked at, from 0 to 1. What it throws ends it, and
  ///     nothing is prepared.
  public func prepareWords(at now: Instant, _ report: (_ share: Double) throws -> Void) throws {
    let stands = try read { try checkedStanding($0, at: now) }
    if !stands, let made = try roomInSlices(at: now, report) { memory.room = made }
    try keepRoomIfDue()
  }

  private func checkedStanding(_ ledger: LedgerReader, at now: Instant) throws -> Bool {
    try checkReadingSome(ledger)
    return try roomStanding(ledger, at: now) != nil
  }

  /// As ``roomAnew(_:at:)`` in several transactions; nil where words were destroyed between two of them.
  private func roomInSlices(
    at now: Instant, _ report: (_ share: Double) throws -> Void
  ) throws -> SessionRoom? {
    var (open, pass, documents) = try read { ledger in
      let (open, pass) = try roomBegun(ledger, at: now)
      return (open, pass, try ledger.allDocuments())
    }
    for start in stride(from: 0, to: documents.count, by: Self.slice) {
      try report(Double(start) / Double(documents.count))
      let slice = Array(documents[start..<min(start + Self.slice, documents.count)])
      let isGood = try read { ledger in
        guard try isWhole(open, ledger) else { return false }
        try take(slice, into: &open, &pass, ledger, at: now)
        return true
      }
      guard isGood else { return nil }
    }
    try report(1)
    return try read { ledger in
      guard try isWhole(open, ledger) else { return nil }
      try lookForDamagedPlaces(&open, &pass, ledger, at: now)
      try step(&open, ledger, at: now)
      return open
    }
  }

  private func isWhole(_ open: SessionRoom, _ ledger: LedgerReader) throws -> Bool {
    try open.basis.position.removals == ledger.position().removals
  }
}
