public import Envelope
package import Store

/// What this machine's clock is worth beside what the ledger has seen. Protocol/vault.md, "Clock".
public enum ClockState: Hashable, Sendable {
  case plausible
  /// Earlier than a moment at which something was done here.
  case wentBack
  /// So much later than the last time that a human being should say whether it is right.
  case farAhead
}

extension Replica {
  /// Compares the clock with the last moment that the ledger saw, and remembers a plausible one. While a clock far ahead is
  /// not confirmed, nothing that waits for a date is issued by this notebook.
  ///
  /// - Parameters:
  ///   - confirmed: somebody says that the clock is right, whatever was seen before.
  ///   - forTerms: whoever says so may say it of somebody's last day too; else what was seen before goes on closing a door.
  public func checkClock(
    at now: Instant, confirmed: Bool = false, forTerms: Bool = false
  ) throws -> ClockState {
    let seen = try read { try $0.counter(Meta.moment) }
    let moment = UInt64(clamping: now.milliseconds)
    let before = clock
    clock = confirmed ? .plausible : Self.compare(moment, with: seen)
    // What was judged by another clock is judged anew.
    if clock != before || confirmed { forgetViews() }
    guard clock == .plausible,
      confirmed || seen == 0 || moment > seen + ReplicaLimits.clockStep,
      ledger.writeRefusal == nil
    else { return clock }
    do {
      try write(at: now) { ledger in
        if confirmed {
          let kept = forTerms ? 0 : max(seen, try ledger.counter(Meta.term))
          try ledger.set(counter: Meta.term, to: kept)
        }
        try ledger.set(counter: Meta.moment, to: moment)
      }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // Remembered at a later opening.
    }
    return clock
  }

  /// Whether somebody should say first that a clock is right. Nothing is remembered by asking.
  package func isFarAhead(_ now: Instant, _ ledger: LedgerReader) throws -> Bool {
    Self.compare(UInt64(clamping: now.milliseconds), with: try ledger.counter(Meta.moment))
      == .farAhead
  }

  private static func compare(_ moment: UInt64, with seen: UInt64) -> ClockState {
    if seen == 0 { return .plausible }
    if moment + ReplicaLimits.clockStep < seen { return .wentBack }
    return moment <= seen + ReplicaLimits.clockLeap ? .plausible : .farAhead
  }

  /// The moment by which ends are judged: a clock that went back makes nothing last longer. What is to begin waits for the
  /// clock itself, so that neither comes too late or too soon for the person.
  package func latest(_ now: Instant, _ ledger: LedgerReader) throws -> Instant {
    max(now, Instant(milliseconds: Int64(clamping: try ledger.counter(Meta.moment))))
  }

  /// The moment by which a last day is judged: the latest that this node knows of, doubted or not.
  package func latestForTerms(_ now: Instant, _ ledger: LedgerReader) throws -> Instant {
    max(
      try latest(now, ledger),
      Instant(milliseconds: Int64(clamping: try ledger.counter(Meta.term))))
  }

  /// Remembers when somebody was refused whose term was over, so that no clock put back lets them in. Of a disk that takes
  /// nothing, nothing is remembered.
  package func noteTermOver(at now: Instant) throws {
    guard ledger.writeRefusal == nil else { return }
    do {
      try write(at: now) { ledger in
        let seen = UInt64(clamping: now.milliseconds)
        try ledger.set(counter: Meta.term, to: max(seen, try ledger.counter(Meta.term)))
      }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // The next refusal is remembered.
    }
  }
}

extension Instant {
  /// Whether somebody may believe it of a clock that nobody checked.
  package func isBelievable(at now: Instant) -> Bool {
    ClockState.isBelievable(milliseconds, at: now.milliseconds)
  }
}

extension ClockState {
  /// Whether somebody may believe a moment, in milliseconds since 1970, of a clock that nobody checked: not before 2020, nor
  /// more than a year after `now`.
  public static func isBelievable(_ moment: Int64, at now: Int64) -> Bool {
    moment >= year2020 && moment <= now.addingReportingOverflow(year).partialValue
  }

  private static let year2020: Int64 = 1_577_836_800_000
  private static let year: Int64 = 366 * 86_400_000
}
