import Consent
public import Envelope
import Store

/// What was deleted still stands in the write-ahead log until that is emptied; only then is it attested, or called done.
/// Protocol/vault.md, "Duties".
extension Replica {
  /// Whether something that was deleted can still be read from the disk.
  public func hasDuties() throws -> Bool { try read { try !$0.duties().isEmpty } }

  /// Empties the log if nobody reads it, and states the answers that waited for it. Never waits itself; asked at every
  /// opening, after every deletion, and now and then.
  ///
  /// - Returns: whether an answer was stated.
  @discardableResult
  public func doDuties(at now: Instant) throws -> Bool {
    guard ledger.writeRefusal == nil else { return false }
    let due = try read { try $0.duties() }.filter { !stuckDuties.contains($0) }
    guard !due.isEmpty, try ledger.truncateLog() else { return false }
    do {
      return try settle(due, at: now)
    } catch ReplicaError.statementRefused {
      // One log takes no word of ours now: a newer version, or a full log. That must not keep the others waiting.
    }
    var stated = false
    for duty in due {
      do {
        stated = try settle([duty], at: now) || stated
      } catch ReplicaError.statementRefused {
        stuckDuties.insert(duty)
      }
    }
    return stated
  }

  /// The same where nobody asked for it: what cannot be done now stays a duty.
  ///
  ///     if try replica.doDutiesIfPossible(at: now) { … }
  @discardableResult
  public func doDutiesIfPossible(at now: Instant) throws -> Bool {
    do {
      return try doDuties(at: now)
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      return false
    }
  }

  private func settle(_ duties: [Duty], at now: Instant) throws -> Bool {
    try write(at: now) { ledger in
      var stated = false
      for duty in duties {
        // What holds although its past is not here is answered once that has come: no statement can follow it before.
        let view = try duty.answer.flatMap { try share($0.share, ledger)?.view }
        if let answer = duty.answer, view?.graph.isComplete(answer.order) == false { continue }
        guard try ledger.settle(duty), let answer = duty.answer else { continue }
        let receipts = view?.receipts(of: answer.order) ?? []
        guard !receipts.contains(where: { $0.node == node }) else { continue }
        try state(
          .receipt(withdrawal: answer.order, node: node, outcome: .attested, reason: ""),
          in: .share(answer.share), by: nodeKeys.pair, into: ledger, at: now)
        stated = true
      }
      return stated
    }
  }
}
