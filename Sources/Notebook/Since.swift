import CaseFile
import Consent
import Envelope
import Replica
import Store
import Wire

/// Consents for the past since a date: by whole months. Protocol/consent.md, 8.5.2.
extension WorkerSession {
  /// The same terms with the day from which on they can be kept: that on which the case file was opened, or the first of a
  /// later month. Where none is left before today they go from now on: without a past when they begin now, and else since
  /// today.
  func rounded(
    _ terms: ConsentTerms, in id: CaseID, zone: Int, _ ledger: LedgerReader, at now: Instant
  ) throws -> ConsentTerms {
    guard case .since(let day) = terms.past,
      let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    else { return terms }
    // A slip in the year would take back what an earlier consent gave.
    guard (day.firstDay ?? day).daysSince1970 <= today.daysSince1970 else {
      throw NotebookError.sinceToCome(day)
    }
    let opening = try firstDay(of: id, ledger)
    var terms = terms
    let first = min(opening.map { day <= $0 ? $0 : day.monthFromHere ?? today } ?? today, today)
    let isNow = try terms.effective == .now && beginning(since: first, in: id, ledger) == nil
    terms.past = isNow ? .none : .since(first)
    return terms
  }

  /// The day on which a case file was opened: that of all its volets.
  private func firstDay(of id: CaseID, _ ledger: LedgerReader) throws -> CalendarDate? {
    let own = try replica.ownView(id, ledger)
    return own.volets.compactMap { own.firstDay(of: $0.tag) }.max()
  }

  /// Where a run begins for the past since a day, which is rounded: nil of today, where it begins now.
  private func beginning(
    since day: CalendarDate, in id: CaseID, _ ledger: LedgerReader
  ) throws -> Instant? {
    guard try day.day == 1 || day == firstDay(of: id, ledger) else { return nil }
    return Instant(milliseconds: day.beginning(offset: 0))
  }

  /// Where the past of a consent begins, in each of its volets: the run of that day, which begins now where there is none.
  func beginPast(
    _ record: inout WireConsentRecord, in id: CaseID, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    guard let day = record.reach?.firstDay else { return }
    let beginning = try beginning(since: day, in: id, ledger)
    record.strata = try record.volets.compactMap(Volet.init(code:)).map { volet in
      let tag = try tag(of: volet, in: id, ledger)
      guard let from = beginning else {
        return .init(try beginRun(of: tag, case: id, zone: zone, into: ledger, at: now).bytes)
      }
      let own = try replica.ownView(id, ledger)
      let strata = own.strata(of: tag)
      if let known = strata.filter({ own.from(of: $0) == from }).min() {
        return .init(known.bytes)
      }
      // A month that is over has runs before and after it already.
      let isLast = strata.allSatisfy { own.from(of: $0) < from }
      return .init(
        try openRun(
          of: tag, from: from, closing: isLast ? own.openStrata(of: tag) : [], case: id,
          into: ledger, at: now
        ).bytes)
    }
  }

  /// What a consent that is about to be recorded leaves of what earlier ones let be read; nil when it leaves all.
  ///
  /// - Parameter terms: rounded.
  func bound(
    of terms: ConsentTerms, in id: CaseID, _ ledger: LedgerReader
  ) throws -> EarlierBound? {
    switch terms.past {
    case .none: .nothing
    case .since(let day): try beginning(since: day, in: id, ledger).map { .from($0) } ?? .nothing
    case .kept, .sinceKept, .all: nil
    }
  }
}

/// What a later consent leaves of what an earlier one lets be read.
enum EarlierBound: Hashable {
  /// Nothing.
  case nothing
  /// What stands in runs that begin no earlier than the earliest of these.
  case runs(Set<StratumID>)
  /// What stands in runs that begin no earlier than this.
  case from(Instant)

  /// The day with which it begins, in UTC, where only that is known of it.
  var day: CalendarDate? {
    switch self {
    case .from(let beginning):
      LocalMoment(milliseconds: beginning.milliseconds, offset: 0)?.date
    case .nothing, .runs: nil
    }
  }

  /// Whether a stratum of a volet is beyond it.
  func leavesOut(_ stratum: StratumID, of tag: VoletTag, _ own: OwnView) -> Bool {
    switch self {
    case .nothing: true
    case .runs(let strata): !own.heirs(of: strata, in: tag).contains(stratum)
    case .from(let beginning): own.from(of: stratum) < beginning
    }
  }
}

extension WireConsentRecord {
  var isSince: Bool { reach?.firstDay != nil }

  /// What earlier consents let be read goes on by it.
  var keepsEarlier: Bool { reach.map { $0 == $0.withEarlier } ?? false }

  /// What it leaves of what earlier consents let be read; nil when it leaves all.
  var earlierBound: EarlierBound? {
    switch reach {
    case Past.none?: .nothing
    case .since?: .runs(Set(strata.compactMap { StratumID($0) }))
    case .kept?, .sinceKept?, .all?, nil: nil
    }
  }
}
