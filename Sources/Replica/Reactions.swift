import Consent
package import Envelope
package import Store

/// The one loop that carries out what follows from what came. Protocol/house.md, "The loop".
extension Replica {
  /// Carries out reactions in order, and those that follow from them: what a question comes to is done at once, what
  /// waited for something that came is tried when nothing else is left. It ends: what waits is tried only after something
  /// came, and nothing comes twice.
  package func carryOut(
    _ reactions: [Reaction], into ledger: LedgerWriter, at now: Instant
  ) throws {
    var queue = ReactionQueue()
    queue.add(reactions)
    while let next = queue.next() {
      queue.add(try carryOut(next, into: ledger, at: now))
    }
  }

  /// - Returns: what follows from it in turn.
  private func carryOut(
    _ reaction: Reaction, into ledger: LedgerWriter, at now: Instant
  ) throws -> [Reaction] {
    switch reaction {
    case .ask(let question): return try answer(to: question, ledger)
    case .nameEnrolled(let id): try nameEnrolled(in: id, into: ledger)
    case .settleTwins(let id): try settleTwins(of: id, into: ledger)
    case .removeEnded(let node, let id): try removeEnded(node, of: id, into: ledger)
    case .bind(let volets, let log):
      for volet in volets { try ledger.bind(volet, to: log) }
      // A grant that came before gives nothing of the service's own file either.
      if log == .own(serviceFile) { shares = [:] }
    case .bindShared(let volets, let share, let owner):
      // Naming a volet takes nothing from whose it is.
      for volet in volets { try ledger.bind(volet, sharedIn: share, by: owner) }
    case .erase(let document, let seen, let order):
      try erase(document, seen: seen, after: order, into: ledger)
    case .eraseWords(let document, let owner): try erase(document, of: owner, into: ledger)
    case .owe(let duty): try ledger.owe(duty)
    case .answer(let answer): try ledger.owe(answer)
    case .readmit(let epochs, let owner):
      try ledger.readmit(epochs: epochs, of: named(owner))
    case .forgetEpochs(let epochs, let share): try forget(epochs, of: share, into: ledger)
    case .takeFromFeeds(let epochs, let share): try takeFromFeeds(epochs, of: share, ledger)
    case .orphanUnsentReturns(let share): try orphanUnsentReturns(of: share, into: ledger)
    case .markOrphan(let document):
      guard let known = try ledger.document(given: document, by: nil) else { break }
      try ledger.mark(known, .orphan)
    case .offerContent(let share): try offerContent(of: share, from: .ourselves, into: ledger)
    case .free(let arrival): return try freed(by: arrival, into: ledger)
    case .admit(let parked): return try admit(parked: parked, into: ledger, at: now)
    }
    return []
  }
}

/// Reactions that are still to be carried out.
private struct ReactionQueue {
  /// The next one last.
  private var first: [Reaction] = []
  /// The next one first.
  private var last: [Reaction] = []

  /// What has to do with what waits comes after everything else, the rest before.
  mutating func add(_ reactions: [Reaction]) {
    first += reactions.filter { !$0.isOfWhatWaits }.reversed()
    last += reactions.filter(\.isOfWhatWaits)
  }

  mutating func next() -> Reaction? {
    if first.isEmpty { swap(&first, &last); first.reverse() }
    return first.popLast()
  }
}
