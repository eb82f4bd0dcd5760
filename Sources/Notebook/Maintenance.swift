import Consent
public import Envelope
import Replica
import Store

/// What an unlocked node puts in order when it can: idempotent, and nothing a person has to ask for.
extension Notebook {
  /// Everywhere: a new content root after somebody left, planned consents whose moment has come, wraps that are missing,
  /// return shares to open or to close.
  public func maintain(at now: Instant) throws {
    guard workerKeys != nil else { return }
    try openBundles(at: now)
    try carryOutDuties(at: now)
    try write { ledger in
      try rotateRootIfNeeded(into: ledger, at: now)
      // Whoever cannot open what is sealed now puts nothing in order.
      guard try isUnlocked(ledger) else { return }
      try closeReturnShares(into: ledger, at: now)
      // An older self may have forgotten what was withdrawn or erased: it takes away, and gives nothing before it has read.
      guard try !replica.isRestoring(ledger) else {
        for case .own(let id) in try ledger.logs(of: .own) {
          try closeWithdrawn(in: id, into: ledger, at: now)
        }
        return
      }
      try recordRecovered(into: ledger, at: now)
      for case .own(let id) in try ledger.logs(of: .own) {
        try maintain(id, into: ledger, at: now)
      }
      for (share, state) in try links(ledger).sorted(by: { $0.key < $1.key }) {
        try settleReturns(of: share, into: ledger, at: now)
        if let id = state.only { try answer(share, from: id, into: ledger, at: now) }
      }
    }
  }

  /// One case file with what it answers, before anything is said of who reads it: a consent given anew is answered by
  /// whoever writes first.
  func maintainWithAnswers(_ id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    guard try isUnlocked(ledger) else { return }
    try closeReturnShares(into: ledger, at: now)
    guard try !replica.isRestoring(ledger) else {
      return try closeWithdrawn(in: id, into: ledger, at: now)
    }
    try maintain(id, into: ledger, at: now)
    for (share, state) in try links(ledger).sorted(by: { $0.key < $1.key })
    where state.files.contains(id) {
      try settleReturns(of: share, into: ledger, at: now)
      if state == .one(id) { try answer(share, from: id, into: ledger, at: now) }
    }
  }

  /// The same before somebody looks at the consents of a case file.
  public func maintainIfPossible(_ typed: String, at now: Instant) throws {
    do {
      try write { ledger in
        try maintainWithAnswers(try caseID(typed, ledger), into: ledger, at: now)
      }
    } catch let error as StoreError where error.isOfTheDisk {
      // Nobody asked for it: what the disk takes no row for waits until it does.
    } catch StoreError.damaged {
      // Nor for what the disk damaged: nothing is put in order by guess, and what is shown says so.
    }
  }

  /// The same before somebody reads: what the disk takes no row for waits until it does.
  public func maintainIfPossible(at now: Instant) throws {
    do {
      try maintain(at: now)
    } catch let error as StoreError where error.isOfTheDisk {
      // Nobody asked for it, and every opening tries again: reading goes on.
    } catch StoreError.damaged {
      // What is shown says so.
    }
  }

  /// One case file.
  func maintain(_ id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    try issueDue(in: id, into: ledger, at: now)
    try closeWithdrawn(in: id, into: ledger, at: now)
    try ceaseEnded(in: id, into: ledger, at: now)
    try askErasures(in: id, into: ledger, at: now)
    for volet in try replica.ownView(id, ledger).volets
    where try !ledger.shares(of: volet.tag).isEmpty {
      try wrapWritten(for: volet.tag, case: id, into: ledger, at: now)
    }
  }
}
