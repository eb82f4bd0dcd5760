import CaseFile
import Consent
import Envelope
import Replica
import Store

extension OwnView {
  /// When the first run of a volet began to be written, by the clock of who opened it; a turnover of it says nothing.
  func began(_ tag: VoletTag) -> Instant? {
    strata(of: tag).filter { from(of: $0).milliseconds == 0 }.compactMap(opened).min()
  }

  /// The day on which a volet was opened, in UTC by that clock: where its second run begins.
  func firstDay(of tag: VoletTag) -> CalendarDate? {
    began(tag).flatMap { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }
  }
}

/// Which run of a volet a document is born in, and where runs begin. Protocol/consent.md, 5.3 to 5.3.3.
extension WorkerSession {
  /// The stratum that a new document belongs to. Another one begins with a new month; when two nodes began one apart; and,
  /// where somebody may read, whenever the key has to change: whatever the reason, it looks the same. Protocol/consent.md,
  /// 6.5.2.
  ///
  /// - Parameter day: the first that it tells of; nil when it says none.
  func writingStratum(
    of volet: VoletTag, about day: CalendarDate?, case id: CaseID, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> StratumID {
    let shares = try replica.shares(of: volet, ledger)
    if !shares.isEmpty { try closeWithdrawn(in: id, into: ledger, at: now) }
    let own = try replica.ownView(id, ledger)
    let moment = WorkerSession.moment(about: day, zone: zone, at: now)
    let run = own.run(of: volet, at: moment)
    guard let stratum = run.first else { throw NotebookError.noContentKey }
    if let month = try monthToBegin(after: stratum, moment, of: volet, case: id, zone, ledger, now)
    {
      // A month that is over has runs before and after it already.
      let closes = moment == nil ? own.openStrata(of: volet) : []
      return try openRun(
        of: volet, from: month, closing: closes, case: id, into: ledger, at: now)
    }
    guard
      try run.count > 1
        || isTurned(stratum, of: volet, case: id, own, ledger, at: now)
    else { return stratum }
    let closes = moment == nil ? Set(own.openStrata(of: volet)).union(run) : Set(run)
    return try openRun(
      of: volet, from: own.from(of: stratum), closing: Array(closes), case: id, into: ledger,
      at: now)
  }

  /// The moment that tells the run of what is written now: the beginning of the first day that it tells of, in UTC, so that
  /// it is the same wherever it is written. Nil for the present: that day is not over, or is none.
  static func moment(about day: CalendarDate?, zone: Int, at now: Instant) -> Instant? {
    guard let day, let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date,
      day < today
    else { return nil }
    return Instant(milliseconds: day.beginning(offset: 0))
  }

  /// Where the run of a month begins that is to begin now: the volet may be shared, and the run that holds the moment is of
  /// an earlier month. That of the month in which the volet was opened begins with the day of that.
  private func monthToBegin(
    after stratum: StratumID, _ moment: Instant?, of volet: VoletTag, case id: CaseID, _ zone: Int,
    _ ledger: LedgerReader, _ now: Instant
  ) throws -> Instant? {
    let own = try replica.ownView(id, ledger)
    let from = own.from(of: stratum)
    guard
      let month = moment.map({ CalendarDate.month(of: $0.milliseconds, offset: 0) })
        ?? CalendarDate.month(of: now.milliseconds, offset: zone),
      let beginning = WorkerSession.beginning(
        of: month, after: from, openedOn: own.firstDay(of: volet)),
      moment.map({ beginning <= $0 }) ?? true,
      try voletCodes(of: id, ledger)[volet]?.isShareable == true
    else { return nil }
    return beginning
  }

  /// Where the run of a month begins in a volet, after the run that holds it; nil when that is of the month, or of a later
  /// one.
  private static func beginning(
    of month: CalendarDate, after from: Instant, openedOn opening: CalendarDate?
  ) -> Instant? {
    guard from.milliseconds == 0 else {
      guard let last = CalendarDate.month(of: from.milliseconds, offset: 0), last < month else {
        return nil
      }
      return Instant(milliseconds: month.beginning(offset: 0))
    }
    guard let opening, let first = CalendarDate(year: opening.year, month: opening.month),
      first <= month
    else { return nil }
    return Instant(milliseconds: (first == month ? opening : month).beginning(offset: 0))
  }

  /// Whether the next new document of a stratum is to stand in another one of the same run.
  private func isTurned(
    _ stratum: StratumID, of volet: VoletTag, case id: CaseID, _ own: OwnView,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    guard try isSent(volet, ledger, at: now), let epoch = own.currentEpoch(of: stratum) else {
      return false
    }
    // What was planned for somebody and taken back left a key that nobody wrote with.
    let isBegun = try own.epochs(of: stratum).count > 1 && !ledger.holdsChanges(under: epoch)
    return try isBegun || mustRotate(epoch, of: volet, case: id, ledger, at: now)
  }

  /// Whether something of a volet goes to somebody.
  private func isSent(_ volet: VoletTag, _ ledger: LedgerReader, at now: Instant) throws -> Bool {
    try replica.shares(of: volet, ledger).contains { $0.sending(volet, at: now) != nil }
  }

  /// A run begins with this moment, for a consent that goes from now on: what is of before, and the day itself for whoever
  /// tells of it later, stays in the runs that there are. Those already entitled get its key with the first change under it:
  /// that somebody else was given the volet is nothing they learn.
  func beginRun(
    of tag: VoletTag, case id: CaseID, zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> StratumID {
    let own = try replica.ownView(id, ledger)
    let latest = own.strata(of: tag).map { own.from(of: $0).milliseconds }.max() ?? 0
    let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    let midnight = today?.beginning(offset: 0) ?? 0
    // Later than all that is known: no run of before begins with it or after it, whatever the clock says.
    let from = max(now.milliseconds, midnight + 1, latest == .max ? latest : latest + 1)
    return try openRun(
      of: tag, from: Instant(milliseconds: from), closing: own.openStrata(of: tag), case: id,
      into: ledger, at: now)
  }

  /// States a stratum with its first epoch.
  func openRun(
    of tag: VoletTag, from: Instant, closing closes: [StratumID], case id: CaseID,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> StratumID {
    let (start, row) = try startEpoch(of: tag, in: StratumID(using: &chance), ledger)
    try state(
      .stratumOpened(start, closes: closes.sorted(), from: from), in: .own(id), as: .worker,
      attachments: [row], into: ledger, at: now)
    return start.stratum
  }
}
