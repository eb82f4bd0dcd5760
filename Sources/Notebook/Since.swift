import CaseFile
import Consent
import Envelope
import Replica
import Store
import Wire

/// Consents for the past since a date: by whole months. Protocol/consent.md, 8.5.2.
extension WorkerSession {
  /// The same terms with the day from which on they can be kept: the first of a month, of one after that in which the case
  /// file was opened, or, where none is left before today, today.
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
    let own = try replica.ownView(id, ledger)
    let opened = own.volets.compactMap { own.began($0.tag) }
    let last = opened.map { CalendarDate.month(of: $0.milliseconds, offset: 0) ?? today }.max()
    var terms = terms
    let first = max(day.monthFromHere ?? today, last?.followingMonth ?? day)
    terms.past = .since(min(first, today))
    return terms
  }

  /// Where the past of a consent begins, in each of its volets: the run of that day, which begins now where there is none.
  func beginPast(
    _ record: inout WireConsentRecord, in id: CaseID, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    guard case .since(let day)? = record.reach else { return }
    record.strata = try record.volets.compactMap(Volet.init(code:)).map { volet in
      let tag = try tag(of: volet, in: id, ledger)
      guard day.day == 1 else {
        return .init(try beginRun(of: tag, case: id, zone: zone, into: ledger, at: now).bytes)
      }
      let own = try replica.ownView(id, ledger)
      let from = Instant(milliseconds: day.beginning(offset: 0))
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
}

/// What a later consent leaves of what an earlier one lets be read.
enum EarlierBound {
  /// Nothing.
  case nothing
  /// What stands in runs that begin no earlier than the earliest of these.
  case runs(Set<StratumID>)

  /// Whether a stratum of a volet is beyond it.
  func leavesOut(_ stratum: StratumID, of tag: VoletTag, _ own: OwnView) -> Bool {
    switch self {
    case .nothing: true
    case .runs(let strata): !own.heirs(of: strata, in: tag).contains(stratum)
    }
  }
}

extension WireConsentRecord {
  var isSince: Bool {
    if case .since? = reach { true } else { false }
  }

  /// What it leaves of what earlier consents let be read; nil when it leaves all.
  var earlierBound: EarlierBound? {
    switch reach {
    case Past.none?: .nothing
    case .since?: .runs(Set(strata.compactMap { StratumID($0) }))
    case .kept?, .all?, nil: nil
    }
  }
}
