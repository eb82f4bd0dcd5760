import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What closing a case file did.
public struct ClosingReport: Sendable {
  public let caseFile: CaseID
  /// It was closed before: nothing was changed.
  public let wasClosed: Bool
  /// Consents that the person withdrew on the same occasion.
  public let withdrawn: [ConsentSummary]
  /// Consents under which something was sent until now.
  public let ended: [ConsentSummary]
  /// Consents that were waiting for a day or a release.
  public let cancelled: [ConsentSummary]
  /// Periods that go on all the same: nobody said why they end. Of those that may be read.
  public internal(set) var goingOn: [StructuredRecord] = []
  /// Periods that ended with it, for the reasons that were given.
  public internal(set) var over: [RecordWritten] = []
}

/// What opening a closed case file again did.
public struct ReopeningReport: Sendable {
  public let caseFile: CaseID
  /// It was open already: nothing was changed.
  public let wasOpen: Bool
  /// The period that says why; nil where no reason was given.
  public let period: RecordWritten?
}

/// Ending a follow-up, and resuming it. A service that closes a case file ends what it shares of it; only the person
/// withdraws. Protocol/consent.md, "Ceasing".
extension WorkerSession {
  /// Closes a case file: nothing new leaves it, what was sent stays where it is, a consent that was planned is
  /// cancelled, and what is to come leaves the agenda. Closing twice is no error.
  ///
  /// - Parameters:
  ///   - withdrawing: the person also takes back everything that was shared, or was to be.
  ///   - reasons: codes of why it ends: each period that goes on ends with it, and where none does, one is written that
  ///     says so. None: they go on, and the report names them.
  /// - Throws: with reasons that are not written yet, `.caseClosed` where the case file was closed before.
  public func closeCase(
    _ typed: String, withdrawing: Bool = false, because reasons: [String] = [], zone: Int = 0,
    at now: Instant
  ) throws -> ClosingReport {
    try checkActing()
    var fresh = FreshRecords()
    let report = try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      let going = try periods(in: id, over: false, &fresh, ledger, at: now)
      var over: [RecordWritten] = []
      if !reasons.isEmpty {
        over = try going.map { try end($0, because: reasons, zone: zone, into: ledger, at: now) }
        if going.isEmpty {
          over = try keep(reasons, in: id, &fresh, zone: zone, into: ledger, at: now)
        }
      }
      let shared = withdrawing ? try consents(of: id, ledger, at: now).filter(\.isWithdrawable) : []
      for consent in shared {
        _ = try withdraw(consent.consent, volets: nil, in: id, into: ledger, at: now)
      }
      var report = try close(id, withdrawn: shared, into: ledger, at: now)
      report.goingOn = reasons.isEmpty ? going : []
      report.over = over
      return report
    }
    keep(fresh, at: now)
    return report
  }

  /// The same within a transaction.
  ///
  /// - Parameters:
  ///   - death: her death is recorded in the same transaction.
  ///   - shared: what she took back just before.
  func close(
    _ id: CaseID, death: Bool = false, withdrawn shared: [ConsentSummary] = [],
    into ledger: LedgerWriter, at now: Instant
  ) throws -> ClosingReport {
    let wasClosed = try isClosed(id, ledger)
    var ended: [ConsentSummary] = []
    var cancelled: [ConsentSummary] = []
    if !wasClosed {
      for consent in try consents(of: id, ledger, at: now) {
        switch consent.status {
        case .given, .suspended:
          // What took the place of another ends: it is told once.
          if !consent.isReplaced { ended.append(consent) }
        case .planned: cancelled.append(consent)
        case .refused, .withdrawn, .expired, .ceased, .unlinked: break
        }
      }
      let record = WireOwnSealed.with {
        $0.close = .with {
          $0.at = UInt64(clamping: now.milliseconds)
          $0.death = death
        }
      }
      try self.record(record, about: id.bytes, in: id, turn: .closed, into: ledger, at: now)
      try ceaseEnded(in: id, into: ledger, at: now)
      try log(.close, case: id, volets: [], into: ledger, at: now)
    }
    return ClosingReport(
      caseFile: id, wasClosed: wasClosed, withdrawn: shared, ended: ended, cancelled: cancelled)
  }

  /// Opens a closed case file again. What ended with the closing stays ended: it takes a new consent.
  ///
  /// - Parameter reason: why, as a period says it: one that goes on and says no reason yet takes it, and else another one
  ///   begins. Nothing of those before is taken away.
  public func reopenCase(
    _ typed: String, because reason: String? = nil, zone: Int = 0, at now: Instant
  ) throws -> ReopeningReport {
    try checkActing()
    var fresh = FreshRecords()
    let report = try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      guard try isClosed(id, ledger) else {
        return ReopeningReport(caseFile: id, wasOpen: true, period: nil)
      }
      let going = reason == nil ? [] : try periods(in: id, over: false, &fresh, ledger, at: now)
      try reopen(id, into: ledger, at: now)
      let period = try reason.flatMap {
        try resume(going, because: $0, in: id, zone: zone, into: ledger, at: now)
      }
      return ReopeningReport(caseFile: id, wasOpen: false, period: period)
    }
    keep(fresh, at: now)
    return report
  }

  // MARK: What periods say of it

  /// Those of a case file that ended, or that have not, of what this worker may read.
  private func periods(
    in id: CaseID, over: Bool, _ fresh: inout FreshRecords, _ ledger: LedgerReader, at now: Instant
  ) throws -> [StructuredRecord] {
    try structured(
      where: { $0.followUp != nil },
      keeping: { $0.caseFile == id && $0.type.followUp?.isOver($0.values) == over }, &fresh,
      ledger, at: now)
  }

  /// Writes why a follow-up ends of which no period goes on: in one that ended and does not say it yet, and else in one that
  /// begins and ends with this. It says no day of beginning, which nobody gave.
  ///
  /// - Returns: none where the case file was closed for these reasons.
  private func keep(
    _ reasons: [String], in id: CaseID, _ fresh: inout FreshRecords, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> [RecordWritten] {
    let ended = try periods(in: id, over: true, &fresh, ledger, at: now)
    func said(_ period: StructuredRecord) -> [String] {
      period.type.followUp.flatMap { period.values[$0.overBecause] } ?? []
    }
    if try isClosed(id, ledger), ended.contains(where: { Set(said($0)).isSuperset(of: reasons) }) {
      return []
    }
    if let silent = ended.last(where: { said($0).isEmpty }) {
      return [try end(silent, because: reasons, zone: zone, into: ledger, at: now)]
    }
    guard let kind = kinds.first(where: { $0.followUp != nil }), let followUp = kind.followUp
    else { return [] }
    var values = [followUp.state: [followUp.ended], followUp.overBecause: reasons]
    values[followUp.overOn] = Self.today(zone, at: now).map { [$0.description] }
    return try addPeriod(kind, values, in: id, zone: zone, into: ledger, at: now).map { [$0] } ?? []
  }

  private func addPeriod(
    _ kind: RecordType, _ values: [String: [String]], in id: CaseID, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten? {
    guard let volet = kind.usualVolet else { return nil }
    let draft = RecordDraft(kind, in: volet, values)
    try checkAdding(draft, by: try rules(ledger))
    return try add(draft, in: id, zone: zone, into: ledger, at: now)
  }

  private func end(
    _ period: StructuredRecord, because reasons: [String], zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> RecordWritten {
    var values: [String: [String]] = [:]
    if let followUp = period.type.followUp {
      values = [followUp.state: [followUp.ended], followUp.overBecause: reasons]
      if period.values[followUp.overOn]?.isEmpty != false {
        values[followUp.overOn] = Self.today(zone, at: now).map { [$0.description] }
      }
    }
    return try edit(period, values, zone: zone, into: ledger, at: now)
  }

  private func resume(
    _ going: [StructuredRecord], because reason: String, in id: CaseID, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten? {
    for period in going {
      guard let field = period.type.followUp?.begunAgain,
        period.values[field]?.isEmpty != false
      else { continue }
      return try edit(period, [field: [reason]], zone: zone, into: ledger, at: now)
    }
    guard let kind = kinds.first(where: { $0.followUp != nil }), let followUp = kind.followUp
    else { return nil }
    var values = [followUp.state: [followUp.open], followUp.begunAgain: [reason]]
    values[followUp.begunOn] = Self.today(zone, at: now).map { [$0.description] }
    return try addPeriod(kind, values, in: id, zone: zone, into: ledger, at: now)
  }

  /// What was just read is what is replaced, whatever this worker saw last.
  private func edit(
    _ period: StructuredRecord, _ values: [String: [String]], zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten {
    let base = period.version.heads.isEmpty ? nil : period.version.description
    return try edit(
      period.record.description, of: period.type, values, from: base, zone: zone, into: ledger,
      at: now)
  }

  /// The same within a transaction, of one that is closed.
  func reopen(_ id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    try record(
      .with { $0.reopen = .with { $0.at = UInt64(clamping: now.milliseconds) } },
      about: id.bytes, in: id, turn: .reopened, into: ledger, at: now)
    try log(.reopen, case: id, volets: [], into: ledger, at: now)
  }

  /// What a closed case file does not take: notes and edits, consents, releases, links.
  func checkOpen(_ id: CaseID, _ ledger: LedgerReader) throws {
    if try isClosed(id, ledger) { throw NotebookError.caseClosed }
  }

  /// Whether a case file of ours takes what is new.
  public func isOpen(_ id: CaseID) throws -> Bool {
    try read { ledger in
      try checkReadingNames(ledger)
      return try !isClosed(id, ledger)
    }
  }

  /// See ``OwnView/isFileClosed``.
  func isClosed(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try replica.ownView(id, ledger).isFileClosed
  }

  /// States in the shares that consents have ended, here or where they are answered, if something is sent under them
  /// still: a node may have put them into effect without knowing. A consent that is in force goes on under a grant that
  /// has seen it.
  func ceaseEnded(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    let consents = try consents(of: id, ledger, at: now)
    if try !replica.ownView(id, ledger).closings.isEmpty {
      // Also where another node gave what it did not know to be stopped, and its record has not come: opened again, only
      // what is known to have been recorded after the closing goes on.
      let isClosed = try isClosed(id, ledger)
      let known = isClosed ? [] : Set(consents.map(\.consent))
      for volet in try replica.ownView(id, ledger).volets {
        for share in try replica.shares(of: volet.tag, ledger) where share.owner == service {
          // An answer goes by its link, and those made before the closing went with it.
          guard isClosed || share.cites == nil else { continue }
          for consent in share.view.consents where !known.contains(consent) {
            guard let current = try replica.share(share.id, ledger) else { continue }
            try cease(consent, in: current, into: ledger, at: now)
          }
        }
      }
    }
    for consent in consents where consent.status == .ceased {
      for share in try replica.shares(giving: consent.consent, in: id, ledger) {
        try cease(consent.consent, in: share, into: ledger, at: now)
      }
    }
    let device = try worker().keys.signing.publicKey
    // An older self gives nothing before it has read what it forgot.
    guard try !isClosed(id, ledger), try !replica.isRestoring(ledger) else { return }
    for consent in consents where consent.status == .given {
      // Where this device has granted it again already, another grant would say nothing more.
      let isStopped = try replica.shares(giving: consent.consent, in: id, ledger).contains {
        $0.cites == nil && !$0.view.stoppedTags(of: consent.consent).isEmpty
          && !$0.hasGranted(consent.consent, by: device)
      }
      guard isStopped, let record = try lastRecord(of: consent.consent, in: id, ledger)
      else { continue }
      _ = try issue(record, consent.consent, case: id, into: ledger, at: now)
    }
  }

  /// Nothing further is sent in a share under a consent.
  func cease(
    _ consent: ConsentID, in share: Share, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let tags = share.view.sendingTags(of: consent)
    guard !tags.isEmpty else { return }
    try state(
      .ceased(consent: consent, volets: tags), in: .share(share.id), as: .worker, into: ledger,
      at: now)
  }
}
