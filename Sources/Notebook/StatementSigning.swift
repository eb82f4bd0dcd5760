import Consent
import Envelope
import Replication
import Store

/// Whose key signs a statement of ours.
enum Signer {
  case node
  case `operator`
  case worker
}

/// Making statements: sign, then hand in at the gate like anybody else's.
extension Notebook {
  /// Signs `act` on top of all that is known of `log` and admits it.
  ///
  /// - Throws: `NotebookError.statementRefused` when our own gate does not let it in.
  @discardableResult
  func state(
    _ act: Act, in log: LogID, as signer: Signer, attachments: [[UInt8]] = [],
    into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    let parents = try parents(of: act, in: log, as: signer, into: ledger, at: now)
    return try state(
      act, in: log, after: parents, as: signer, attachments: attachments, into: ledger, at: now)
  }

  /// The heads of the log. When there are more of them than a statement may name, another service has stated many things
  /// that do not know of each other: what takes away names some of them, what gives gathers them all first.
  private func parents(
    of act: Act, in log: LogID, as signer: Signer, into ledger: LedgerWriter, at now: Instant
  ) throws -> [StatementID] {
    var heads = try heads(of: log, ledger)
    guard heads.count > StatementLimits.parents else { return heads }
    switch act {
    case .grant, .epochsWrapped:
      while heads.count > StatementLimits.parents {
        try state(
          .anchor(authors: [], heads: []), in: log,
          after: Array(heads.prefix(StatementLimits.parents)), as: signer, into: ledger, at: now)
        heads = try self.heads(of: log, ledger)
      }
      return heads
    case .receipt(let order, _, _, _):
      return [order] + heads.filter { $0 != order }.prefix(StatementLimits.parents - 1)
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .withdrawal, .anchor,
      .erasure, .ceased:
      return Array(heads.prefix(StatementLimits.parents))
    }
  }

  @discardableResult
  private func state(
    _ act: Act, in log: LogID, after parents: [StatementID], as signer: Signer,
    attachments: [[UInt8]] = [], into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    let control: [StatementID]
    if case .service = log {
      control = []
    } else {
      control = try serviceView(service, ledger).heads
    }
    let statement: ProvenStatement
    switch signer {
    case .node:
      statement = try StatementCodec.sign(
        log: log, parents: parents, author: nodeKeys.pair, controlHeads: control, at: now, act: act)
    case .operator:
      guard let room = operatorKeys else { throw NotebookError.operatorOnly }
      statement = try StatementCodec.sign(
        log: log, parents: parents, author: room.pair, controlHeads: control, at: now, act: act)
    case .worker:
      let room = try worker()
      statement = try StatementCodec.sign(
        log: log, parents: parents, author: room.keys.signing, controlHeads: control, at: now,
        act: act)
    }
    let outcome = try admit(
      SealedStatement(bytes: statement.bytes), attachments: attachments, from: .ourselves,
      into: ledger, at: now)
    switch outcome {
    case .admitted, .known: return statement
    case .refused(let code): throw NotebookError.statementRefused(code)
    case .full: throw NotebookError.statementRefused(.notYet)
    }
  }

  func heads(of log: LogID, _ ledger: LedgerReader) throws -> [StatementID] {
    switch log {
    case .service(let id): try serviceView(id, ledger).heads
    case .own(let id): try ownView(id, ledger).heads
    case .share(let id): try share(id, ledger)?.view.heads ?? []
    }
  }

  /// The worker who opened the notebook.
  ///
  /// - Throws: `NotebookError.workerOnly` when nobody's content keys are open.
  func worker() throws -> WorkerRoom {
    guard let room = workerRoom else { throw NotebookError.workerOnly }
    return room
  }

  /// Whether somebody's keys are open, and open what is sealed now.
  func isUnlocked(_ ledger: LedgerReader) throws -> Bool {
    guard let room = workerRoom else { return false }
    try openNewRoots(ledger)
    return try serviceView(service, ledger).currentRoot.map { room.keyring.holds($0.root) } ?? false
  }

  /// The content root under which new rows are sealed.
  func currentRoot(_ ledger: LedgerReader) throws -> RootID {
    try openNewRoots(ledger)
    guard let root = try serviceView(service, ledger).currentRoot?.root,
      try worker().keyring.holds(root)
    else { throw NotebookError.noContentKey }
    return root
  }
}
