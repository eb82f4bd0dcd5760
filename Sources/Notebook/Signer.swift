import CaseFile
import Consent
import Envelope
import Replica
import Replication
import Store

/// Whose key signs a statement of ours, where only the operator's may be here.
enum OperatorSigner {
  case `operator`
}

/// The same where a worker is.
enum WorkerSigner {
  case worker
}

/// Making statements of ours, by whoever is here.
extension Notebook {
  /// Signs `act` on top of all that is known of `log` and admits it.
  ///
  /// - Throws: `ReplicaError.statementRefused` when our own gate does not let it in; `NotebookError.operatorOnly` without
  ///   the operator's key.
  @discardableResult
  func state(
    _ act: Act, in log: LogID, as _: OperatorSigner, attachments: [[UInt8]] = [],
    into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    guard let keys = operatorKeys else { throw NotebookError.operatorOnly }
    return try replica.state(
      act, in: log, by: keys.pair, attachments: attachments, into: ledger, at: now)
  }
}

extension WorkerSession {
  /// The same with the key of her device.
  @discardableResult
  func state(
    _ act: Act, in log: LogID, as _: WorkerSigner, attachments: [[UInt8]] = [],
    into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    try replica.state(
      act, in: log, by: try worker().keys.signing, attachments: attachments, into: ledger, at: now)
  }

  /// The keys of the worker who is here.
  ///
  /// - Throws: `NotebookError.workerOnly` once the session is locked.
  func worker() throws -> WorkerKeys {
    guard let room = workerKeys else { throw NotebookError.workerOnly }
    return room
  }

  /// What whoever works here may do goes by her role.
  ///
  /// - Throws: `RuleBroken.unknownRole` of one that this version does not know; `StoreError.damaged` where her card, which
  ///   says it, is not here.
  func role() throws -> Role {
    let keys = try worker()
    guard !keys.roleCode.isEmpty else { throw StoreError.damaged }
    guard let role = keys.role else { throw RuleBroken.unknownRole(keys.roleCode) }
    return role
  }

  /// Whether somebody's keys are open, and open what is sealed now.
  func isUnlocked(_ ledger: LedgerReader) throws -> Bool {
    guard let room = workerKeys else { return false }
    try openNewRoots(ledger)
    return try replica.serviceView(service, ledger).currentRoot.map { room.keyring.holds($0.root) }
      ?? false
  }

  /// The content root under which new rows are sealed.
  func currentRoot(_ ledger: LedgerReader) throws -> RootID {
    try openNewRoots(ledger)
    guard let root = try replica.serviceView(service, ledger).currentRoot?.root,
      try worker().keyring.holds(root)
    else { throw NotebookError.noContentKey }
    return root
  }
}
