public import CaseFile
import Consent
public import Envelope
public import Replica
import Store
import SwiftProtobuf
import Wire

/// Until when those come in who work here for a time. Protocol/consent.md, "Terms".
extension Notebook {
  /// Somebody whose term is near its end, or over, and whose access has not ended.
  public struct NearTerm: Hashable, Sendable {
    public let name: String
    public let role: Role
    /// Exclusive.
    public let until: Instant
    public let isOver: Bool
  }

  /// Says until when a worker comes in: nearer or further than what was said before, which counts no more.
  ///
  /// - Parameters:
  ///   - name: a name, or the beginning of the worker's number where two have one name.
  ///   - until: exclusive.
  /// - Throws: `.workerEnded` for who works here no more, whom an operator enrols anew; `.termOutOfRange`.
  public func extendWorker(
    name: String, until: Instant, at now: Instant
  ) throws -> WorkerSummary {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    try Notebook.checkTerm(until, at: now)
    if let ended = try endedWorker(name) { throw NotebookError.workerEnded(ended.name) }
    let worker = try worker(typed: name).worker
    try write(at: now) { try state(term: until, of: worker, into: $0, at: now) }
    return try summary(of: worker)
  }

  /// Those who are to be thought of now, the first to go first.
  public func nearTerms(at now: Instant) throws -> [NearTerm] {
    let near = Int64(Limits.daysBeforeTerm) * Self.day
    let terms = try workers().compactMap { worker -> NearTerm? in
      guard worker.state != .ended, let until = worker.until, let role = Role(code: worker.role),
        until.milliseconds - now.milliseconds <= near
      else { return nil }
      return NearTerm(name: worker.name, role: role, until: until, isOver: until <= now)
    }
    return terms.sorted { ($0.until, $0.name) < ($1.until, $1.name) }
  }

  /// Before anybody is asked for a passphrase.
  ///
  /// - Throws: `.termMissing` for a role under which somebody works for a time, `.termOutOfRange`.
  public static func checkTerm(_ until: Instant?, of role: Role, at now: Instant) throws {
    if let until { return try checkTerm(until, at: now) }
    guard !role.isForATime else { throw NotebookError.termMissing(role) }
  }

  private static func checkTerm(_ until: Instant, at now: Instant) throws {
    // What is left of today, and the last day, which may have an hour more.
    let longest = Int64(Limits.daysOfTerm + 1) * day + 3_600_000
    guard until > now, until.milliseconds - now.milliseconds <= longest else {
      throw NotebookError.termOutOfRange(days: Limits.daysOfTerm)
    }
  }

  /// Milliseconds.
  private static var day: Int64 { 86_400_000 }

  func state(
    term until: Instant, of worker: WorkerID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let term =
      try WireTerm.with {
        $0.until = UInt64(clamping: until.milliseconds)
        $0.salt = .init(Identifier<StratumKind>(using: &chance).bytes)
      }.serializedBytes() as [UInt8]
    try state(
      .workerTerm(worker: worker, term: AttachmentID(of: term)), in: .service(service),
      as: .operator, attachments: [term], into: ledger, at: now)
  }

  /// Nil for who works here for no set time, and while what says so is not here.
  func term(
    of worker: WorkerID, in view: ServiceView, _ ledger: LedgerReader
  ) throws -> Instant? {
    guard let row = view.term(of: worker), let bytes = try ledger.attachment(row) else {
      return nil
    }
    let until = try WireTerm(serializedBytes: bytes).until
    return until == 0 ? nil : Instant(milliseconds: Int64(clamping: until))
  }
}

extension Notebook {
  /// Compares the clock with what was seen here. What somebody says of it who works here for a time is believed, but for
  /// anybody's last day.
  ///
  /// - Parameter confirmed: whoever is here says that the clock is right.
  public final func checkClock(at now: Instant, confirmed: Bool = false) throws -> ClockState {
    try replica.checkClock(at: now, confirmed: confirmed, forTerms: confirmed && vouchesForTerms())
  }

  /// An operator, or a worker of whom nobody said until when she comes in; not the machine by itself.
  private func vouchesForTerms() throws -> Bool {
    if operatorKeys != nil { return true }
    return try atWork?.isHereForGood() ?? false
  }
}

extension WorkerSession {
  /// A worker of a role that has no term, of whom nobody said one.
  func isHereForGood() throws -> Bool {
    guard let keys = workerKeys, let role = keys.role, !role.isForATime else { return false }
    return try read { try replica.serviceView(service, $0).term(of: keys.worker) == nil }
  }

  /// Whether her term lets her in: for whoever opens the notebook for her, before anything is done with it. What she began
  /// before is not asked. No doubt about a clock and no word of hers opens; when she was refused is remembered.
  ///
  /// - Throws: `.termOver`; `.termOverByClock` where the only clock that says so is doubted, or was put back since.
  public func checkTerm(at now: Instant) throws {
    guard let keys = workerKeys else { return }
    let refusal = try read { ledger -> NotebookError? in
      let view = try replica.serviceView(service, ledger)
      guard let until = try term(of: keys.worker, in: view, ledger),
        try replica.latestForTerms(now, ledger) >= until
      else { return nil }
      // Of a role of a newer version the sentence speaks of an access, as of a worker's.
      let role = keys.role ?? .intervenant
      let isSure = try now >= until && !replica.isFarAhead(now, ledger)
      return isSure
        ? .termOver(keys.name, role, until: until)
        : .termOverByClock(keys.name, role, until: until)
    }
    guard let refusal else { return }
    try replica.noteTermOver(at: now)
    throw refusal
  }
}
