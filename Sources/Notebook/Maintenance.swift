import Consent
public import Envelope
import Replica
import Store

/// What an unlocked node puts in order when it can: idempotent, and nothing a person has to ask for.
extension WorkerSession {
  /// Everywhere: a new content root after somebody left, planned consents whose moment has come, wraps that are missing,
  /// return shares to open or to close. Only where something came since, or a day has come: see ``Disorder``.
  public func maintain(at now: Instant) throws {
    guard workerKeys != nil else { return }
    try openBundles(at: now)
    try carryOutDuties(at: now)
    guard try read({ try isInDisorder($0, at: now) }) else { return }
    try write(at: now) { ledger in
      try rotateRootIfNeeded(into: ledger, at: now)
      // Whoever cannot open what is sealed now puts nothing in order.
      guard try isUnlocked(ledger) else { return }
      // An older self may have forgotten what was withdrawn or erased: it takes away, and gives nothing before it has read.
      guard try !replica.isRestoring(ledger) else {
        try closeReturnShares(into: ledger, at: now)
        for (id, disorder) in try disorders(ledger, at: now) where disorder != .words {
          try closeWithdrawn(in: id, into: ledger, at: now)
        }
        return
      }
      try recordRecovered(into: ledger, at: now)
      try tellOrphans(into: ledger, at: now)
      for _ in 0..<NotebookLimits.maintenanceRounds {
        let touch = try ledger.lastTouch()
        let found = try disorders(ledger, at: now)
        guard !found.isEmpty else { break }
        try putInOrder(found, into: ledger, at: now)
        for (id, disorder) in found {
          try keepSummary(of: id, after: disorder, through: touch, into: ledger, at: now)
        }
        // What stays as it is however often it is looked at is not looked at again.
        if try ledger.lastTouch() == touch { break }
      }
      try keepOverview(into: ledger, at: now)
    }
  }

  /// One case file with what it answers, before anything is said of who reads it: a consent given anew is answered by
  /// whoever writes first.
  func maintainWithAnswers(_ id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    guard id != replica.serviceFile, try isUnlocked(ledger),
      let disorder = try disorder(
        in: id, try keptSummary(of: id, ledger), since: ledger.touchesWhenAsked(), ledger, at: now)
    else { return }
    guard try !replica.isRestoring(ledger) else {
      try closeReturnShares(into: ledger, at: now)
      return try closeWithdrawn(in: id, into: ledger, at: now)
    }
    let touch = try ledger.lastTouch()
    try putInOrder([(id, disorder == .unknown ? .statements : disorder)], into: ledger, at: now)
    try keepSummary(of: id, after: disorder, through: touch, into: ledger, at: now)
  }

  /// The same before somebody looks at the consents of a case file.
  public func maintainIfPossible(_ typed: String, at now: Instant) throws {
    do {
      try write(at: now) { ledger in
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

  // MARK: What is out of order

  /// Whether there is anything to put in order at all.
  private func isInDisorder(_ ledger: LedgerReader, at now: Instant) throws -> Bool {
    if try isRootDue(ledger) { return true }
    guard try isUnlocked(ledger) else { return false }
    if try ledger.regress() != nil { return true }
    if try owesOrphans(ledger) { return true }
    let looked = try filesToLookAt(ledger, at: now)
    return try looked.isWorthKeeping || !disorders(in: looked, ledger, at: now).isEmpty
  }

  private func disorders(
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [(CaseID, Disorder)] {
    try disorders(in: filesToLookAt(ledger, at: now), ledger, at: now)
  }

  private func disorders(
    in looked: CaseFilesToLookAt, _ ledger: LedgerReader, at now: Instant
  ) throws -> [(CaseID, Disorder)] {
    let touches = try touches(of: looked, ledger)
    return try looked.files.compactMap { id in
      try disorder(
        in: id, try keptSummary(of: id, ledger), since: touches, ledger, at: now
      ).map { (id, $0) }
    }
  }

  /// Nil for a case file of which nothing came since it was put in order, and none of whose days has come.
  func disorder(
    in id: CaseID, _ kept: KeptSummary?, since touches: Touches, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> Disorder? {
    guard let kept else { return .unknown }
    guard kept.isCurrent(of: id, touches), try !isOverdue(kept, ledger, at: now) else {
      return .statements
    }
    return touches.lastWords(of: id) > kept.through || kept.owesErasures ? .words : nil
  }

  // MARK: Putting in order

  func putInOrder(
    _ found: [(id: CaseID, disorder: Disorder)], into ledger: LedgerWriter, at now: Instant
  ) throws {
    let said = found.filter { $0.disorder != .words }
    if !said.isEmpty { try closeReturnShares(into: ledger, at: now) }
    for (id, disorder) in found {
      if disorder != .words {
        try issueDue(in: id, into: ledger, at: now)
        try closeWithdrawn(in: id, into: ledger, at: now)
        try ceaseEnded(in: id, into: ledger, at: now)
      }
      try eraseWhatStoodBeside(in: id, into: ledger, at: now)
      try askErasures(in: id, into: ledger, at: now)
      for volet in try replica.ownView(id, ledger).volets
      where try !ledger.shares(of: volet.tag).isEmpty {
        try wrapWritten(for: volet.tag, case: id, into: ledger, at: now)
      }
    }
    guard !said.isEmpty else { return }
    // A case file of which nothing is known here may be one that kept the others waiting.
    let all = said.contains { $0.disorder == .unknown }
    let files = Set(said.map(\.id))
    for (share, turns) in try linkTurns(ledger).sorted(by: { $0.key < $1.key })
    where all || turns.contains(where: { files.contains($0.caseFile) }) {
      try settleReturns(of: share, into: ledger, at: now)
      if let id = LinkState(turns).only { try answer(share, from: id, into: ledger, at: now) }
    }
  }

  private func keepSummary(
    of id: CaseID, after disorder: Disorder, through touch: Int64, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    if disorder == .words, let kept = try keptSummary(of: id, ledger) {
      return try keepSummary(kept, of: id, through: touch, into: ledger, at: now)
    }
    try keepSummary(of: id, through: touch, into: ledger, at: now)
  }
}

/// Why a case file is to be put in order.
enum Disorder {
  /// Nothing is known of it: it is new, its words went, or the disk damaged some of it.
  case unknown
  /// Something was said since of its consents or its shares, or a day of it has come.
  case statements
  /// Only notes came, or an erasure is still to be asked for.
  case words
}
