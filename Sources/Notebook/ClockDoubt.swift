public import Envelope
import Store

/// What this machine's clock is worth beside what the ledger has seen. Protocol/vault.md, "Clock".
public enum ClockState: Hashable, Sendable {
  case plausible
  /// Earlier than a moment at which something was done here.
  case wentBack
  /// So much later than the last time that a human being should say whether it is right.
  case farAhead
}

extension Notebook {
  /// Compares the clock with the last moment that the ledger saw, and remembers a plausible one. While a clock far ahead is
  /// not confirmed, nothing that waits for a date is issued by this notebook.
  ///
  /// - Parameter confirmed: somebody says that the clock is right, whatever was seen before.
  public func checkClock(at now: Instant, confirmed: Bool = false) throws -> ClockState {
    let seen = try read { try $0.counter(Meta.moment) }
    let moment = UInt64(clamping: now.milliseconds)
    isClockDoubted = false
    if !confirmed, seen > 0 {
      guard moment + NotebookLimits.clockStep >= seen else { return .wentBack }
      guard moment <= seen + NotebookLimits.clockLeap else {
        isClockDoubted = true
        return .farAhead
      }
      guard moment > seen + NotebookLimits.clockStep else { return .plausible }
    }
    guard ledger.writeRefusal == nil else { return .plausible }
    do {
      try write { try $0.set(counter: Meta.moment, to: moment) }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // Remembered at a later opening.
    }
    return .plausible
  }
}
