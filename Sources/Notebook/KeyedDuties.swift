import Envelope
import Replica
import Store

/// What came in while nobody's keys were open, or a moment ago. Protocol/vault.md, "Duties".
extension WorkerSession {
  /// Each in a transaction of its own, so that one which cannot be done keeps no other waiting; then those that followed from
  /// them. Nothing where nobody's keys open what is sealed now. An older self gives nothing before it has read its peers.
  ///
  /// - Throws: once all were tried, what kept the first of them from being done.
  func carryOutKeyedDuties(at now: Instant) throws {
    guard workerKeys != nil else { return }
    var tried: Set<KeyedDuty> = []
    if try read(replica.isRestoring) { tried.insert(.issueWaiting) }
    var failure: (any Error)?
    for _ in 0..<NotebookLimits.dutyRounds {
      let duties = try read { try $0.keyedDuties() }.filter { !tried.contains($0) }
      guard !duties.isEmpty, try read(isUnlocked) else { break }
      for duty in duties {
        do {
          try commit(at: now) { ledger in
            try ledger.settle(duty)
            try carryOut(duty, into: ledger, at: now)
          }
        } catch ReplicaError.statementRefused {
          // One log takes no word of ours now: a newer version, or a full log.
          tried.insert(duty)
        } catch let error as StoreError where error.isOfTheDisk || error == .busy {
          throw error
        } catch {
          tried.insert(duty)
          failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
  }

  private func carryOut(_ duty: KeyedDuty, into ledger: LedgerWriter, at now: Instant) throws {
    switch duty {
    case .settle(let id):
      try closeWithdrawn(in: id, into: ledger, at: now)
      try ceaseEnded(in: id, into: ledger, at: now)
    case .settleReturns(let share):
      try settleReturns(of: share, whileNewsComes: true, into: ledger, at: now)
    case .issueWaiting:
      for (id, file) in try summaries(ledger, at: now) where file.mayIssue {
        try issueDue(in: id, into: ledger, at: now)
      }
    }
  }
}
