import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What becomes of each share when the person changes place.
public struct ShareDecisions: Hashable, Sendable {
  public var keeping: Set<ConsentID>
  public var stopping: Set<ConsentID>

  public init(keeping: Set<ConsentID> = [], stopping: Set<ConsentID> = []) {
    (self.keeping, self.stopping) = (keeping, stopping)
  }
}

/// What was decided when the person changed place.
public struct TurnReport: Sendable {
  public let caseFile: CaseID
  public let kept: [ConsentSummary]
  public let stopped: [ConsentSummary]
}

/// A return to prison, a transfer and a second release ask of each share whether it goes on. What is stopped is not
/// withdrawn: nothing further is sent by it. Protocol/consent.md, "Ceasing".
extension WorkerSession {
  /// Consents in force or planned, each of which is asked about when the person goes back to prison or is moved.
  public func consentsAtReturn(of typed: String, at now: Instant) throws -> [ConsentSummary] {
    try read { ledger in
      try checkReadingNames(ledger)
      return try consentsAtReturn(in: try caseID(typed, ledger), ledger, at: now)
    }
  }

  /// Consents in force that another release began or found, each of which is asked about at this one.
  ///
  /// - Parameter begins: when the day of the release begins.
  public func consentsAtRelease(
    of typed: String, begins: Instant, at now: Instant
  ) throws -> [ConsentSummary] {
    try checkActing()
    return try read { ledger in
      try checkReadingNames(ledger)
      return try consents(ofRelease: begins, in: try caseID(typed, ledger), ledger, at: now)
    }
  }

  /// Consents of which something may be said as the person changes place, asked about or not: those in force or planned, and
  /// those that the service stopped alone and that no word brings back.
  public func consentsToName(
    of typed: String, at now: Instant
  ) throws -> (open: [ConsentSummary], stopped: [ConsentSummary]) {
    try read { ledger in
      try checkReadingNames(ledger)
      let id = try caseID(typed, ledger)
      let stopped = try consents(of: id, ledger, at: now).filter { $0.told == .stopped }
      return (try consentsAtReturn(in: id, ledger, at: now), stopped)
    }
  }

  /// Carries out what was decided of each share as the person goes back to prison or is moved. Where she is stands in the
  /// records of the case file: this writes none.
  ///
  /// - Throws: `NotebookError.consentsToDecide` when something was not decided.
  public func decideAtReturn(
    _ typed: String, _ decided: ShareDecisions, at now: Instant
  ) throws -> TurnReport {
    try checkActing()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      try checkOpen(id, ledger)
      let asked = try consentsAtReturn(in: id, ledger, at: now)
      let stopped = try carryOut(decided, among: asked, in: id, into: ledger, at: now)
      let gone = Set(stopped.map(\.consent))
      return TurnReport(
        caseFile: id, kept: asked.filter { !gone.contains($0.consent) }, stopped: stopped)
    }
  }

  func consentsAtReturn(
    in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    // An answer goes by the consent of the other service, which asks.
    try consents(of: id, ledger, at: now).filter {
      $0.isLive && !$0.isReplaced && !$0.proof.isEmpty
    }
  }

  /// A release follows another one for a consent which that one was not before, when the day of that one is over and
  /// before the day of this one. Otherwise it corrects it, and asks nothing.
  func consents(
    ofRelease begins: Instant, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    let records = try consentRecords(of: id, ledger)
    let latest = try replica.latest(now, ledger)
    let earlier = records.releases.filter { !$0.isOnOrAfter(latest) && $0.on < begins }
    guard !earlier.isEmpty else { return [] }
    return try consentsAtReturn(in: id, ledger, at: now).filter { consent in
      guard consent.status != .planned, let first = records[consent.consent]?.records.first else {
        return false
      }
      return earlier.contains { $0.isOnOrAfter(first.at) }
    }
  }

  /// Consents in force whose place others took that are stopped now: they would come back in it. What stays of them is given
  /// by the others that took their place too.
  private func consents(
    behind stopped: [ConsentSummary], in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    try consents(of: id, ledger, at: now).filter { old in
      old.isLive && old.isReplaced
        && stopped.contains {
          $0.recipient == old.recipient && !Set($0.volets).isDisjoint(with: old.volets)
        }
    }
  }

  /// - Returns: what was stopped.
  func carryOut(
    _ decided: ShareDecisions, among asked: [ConsentSummary], in id: CaseID,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> [ConsentSummary] {
    let open = asked.filter {
      !decided.keeping.contains($0.consent) && !decided.stopping.contains($0.consent)
    }
    guard open.isEmpty else { throw NotebookError.consentsToDecide(open) }
    let stopped = asked.filter { decided.stopping.contains($0.consent) }
    for consent in stopped + (try consents(behind: stopped, in: id, ledger, at: now)) {
      guard var record = try lastRecord(of: consent.consent, in: id, ledger) else { continue }
      record.say(.stopped)
      try self.record(
        .with { $0.consent = record }, about: consent.consent.bytes, in: id, into: ledger, at: now)
      try log(.stop, case: id, volets: consent.volets, into: ledger, at: now)
    }
    if !stopped.isEmpty { try ceaseEnded(in: id, into: ledger, at: now) }
    return stopped
  }
}
