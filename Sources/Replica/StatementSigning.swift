import Consent
package import Envelope
import Replication
package import Store

/// Making statements: sign, then hand in at the gate like anybody else's.
extension Replica {
  /// Signs `act` by `author`, on top of all that is known of `log`, and admits it.
  ///
  /// - Throws: `ReplicaError.statementRefused` when our own gate does not let it in.
  @discardableResult
  package func state(
    _ act: Act, in log: LogID, by author: borrowing SigningPair, attachments: [[UInt8]] = [],
    into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    let parents = try parents(of: act, in: log, by: author, into: ledger, at: now)
    return try state(
      act, in: log, after: parents, by: author, attachments: attachments, into: ledger, at: now)
  }

  /// The heads of the log. When there are more of them than a statement may name, another service has stated many things
  /// that do not know of each other: what takes away names some of them, what gives gathers them all first.
  private func parents(
    of act: Act, in log: LogID, by author: borrowing SigningPair, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> [StatementID] {
    var heads = try heads(of: log, ledger)
    guard heads.count > StatementLimits.parents else { return heads }
    switch act {
    case .grant, .epochsWrapped:
      while heads.count > StatementLimits.parents {
        try state(
          .anchor(authors: [], heads: []), in: log,
          after: Array(heads.prefix(StatementLimits.parents)), by: author, into: ledger, at: now)
        heads = try self.heads(of: log, ledger)
      }
      return heads
    case .receipt(let order, _, _, _):
      return [order] + heads.filter { $0 != order }.prefix(StatementLimits.parents - 1)
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .withdrawal, .anchor,
      .erasure, .ceased:
      return Array(heads.prefix(StatementLimits.parents))
    }
  }

  @discardableResult
  private func state(
    _ act: Act, in log: LogID, after parents: [StatementID], by author: borrowing SigningPair,
    attachments: [[UInt8]] = [], into ledger: LedgerWriter, at now: Instant
  ) throws -> ProvenStatement {
    var control: [StatementID] = []
    if !log.isService { control = try serviceView(service, ledger).heads }
    let statement = try StatementCodec.sign(
      log: log, parents: parents, author: author, controlHeads: control, at: now, act: act)
    let outcome = try admit(
      SealedStatement(bytes: statement.bytes), attachments: attachments, from: .ourselves,
      into: ledger, at: now)
    switch outcome {
    case .admitted, .known: return statement
    case .refused(let code): throw ReplicaError.statementRefused(code)
    case .full: throw ReplicaError.statementRefused(.notYet)
    }
  }

  package func heads(of log: LogID, _ ledger: LedgerReader) throws -> [StatementID] {
    switch log {
    case .service(let id): try serviceView(id, ledger).heads
    case .own(let id): try ownView(id, ledger).heads
    case .share(let id): try share(id, ledger)?.view.heads ?? []
    }
  }
}

extension LogID {
  fileprivate var isService: Bool {
    if case .service = self { true } else { false }
  }
}
