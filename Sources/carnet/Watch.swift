import Envelope
import Notebook
import Replica
import Synchronization
import Transport
import Words

/// What `serve` looks at while it runs: the clock, what is due, and what a person is to be told. Each thing is said on
/// standard error once, when it begins.
final class Watch: Sendable {
  private struct State {
    var said: Set<Fact>
    /// Why nothing that arrives is kept, as it was said.
    var faults: Set<Fact> = []
    var round = 0
  }
  private let context: CommandContext
  private let notebook: SharedReplica
  private let state: Mutex<State>

  /// Rounds of two seconds between two looks at what is due.
  private static let tending = 30

  /// Says what is to be said at the start, but for what the opening has said already.
  init(_ context: CommandContext, over notebook: SharedReplica) async throws {
    (self.context, self.notebook) = (context, notebook)
    let (notices, clock) = try await notebook.work { notebook, now in
      (try context.notices(of: notebook), try context.clockNotice(of: notebook, at: now))
    }
    state = Mutex(State(said: Set(notices + clock)))
    for fact in notices { context.warn(fact) }
  }

  /// Says what keeps our own ledger from taking what arrives, once while it lasts.
  func hear(_ news: LedgerNews) {
    switch news {
    case .kept: state.withLock { $0.faults = [] }
    case .failed(let error):
      guard let fact = context.fault(error) else { return }
      let isNew = state.withLock { $0.faults.insert(fact).inserted }
      if isNew { context.warn(fact) }
    }
  }

  func look() async {
    let isDue = state.withLock { state in
      state.round += 1
      return state.round.isMultiple(of: Self.tending)
    }
    do {
      let facts = try await notebook.work { notebook, now in
        let clock = try context.clockNotice(of: notebook, at: now)
        if isDue { try notebook.atWork?.maintainIfPossible(at: now) }
        return try context.notices(of: notebook) + clock
      }
      if isDue { try await notebook.news() }
      let new = state.withLock { state in
        let new = facts.filter { !state.said.contains($0) }
        state.said = Set(facts)
        return new
      }
      for fact in new { context.warn(fact) }
    } catch {
      // The ledger is busy or gone: the next round looks again.
    }
  }
}

extension CommandContext {
  /// Nil for what passes by itself, and for what is told elsewhere.
  fileprivate func fault(_ error: any Error) -> Fact? {
    switch Diagnosis(folder: home, clock: clock).told(error) {
    case .home(.diskFull)?, .home(.readOnly)?, .home(.inputOutput)?: .home(.takesNothing)
    case .home(.busy)?, .home(.twin)?: nil
    case let fact?: fact
    case nil: .home(.defect(String(describing: type(of: error))))
    }
  }

  /// What whoever exchanges is to be told, besides how it went.
  func notices(of notebook: Notebook) throws -> [Fact] {
    let removals = try notebook.replica.removals()
    let standing = try Standing(of: notebook)
    var notices: [Fact] = removals.map {
      fact($0.own ? .removed : .unpaired, of: $0.service, standing)
    }
    notices += try notebook.endedHere().map { person -> Fact in
      if standing.isRemoved { return .access(.endedOnRemoved(person.name)) }
      return person.worksOn
        ? .access(.endedByDeviceHere(person.name)) : .access(.endedHere(person.name))
    }
    notices += try notebook.nearTerms(at: now).map { term -> Fact in
      let last = clock.lastDay(before: term.until)
      return term.isOver
        ? .access(.termPassed(term.name, term.role, last: last))
        : .access(.termNears(term.name, term.role, last: last))
    }
    let erasures = try notebook.replica.waitingErasures().map { String($0.description.prefix(8)) }
    if !erasures.isEmpty { notices.append(.home(.erasuresWait(erasures))) }
    let purges = try notebook.waitingPurges().map { String($0.description.prefix(8)) }
    if !purges.isEmpty { notices.append(.home(.purgesWait(purges))) }
    notices += try notebook.atWork?.refusalsApart(at: now).map(\.fact) ?? []
    notices += try notebook.replica.doubledPeers().map { .home(.peerTwin($0)) }
    return notices
  }

  /// What is to be said of the clock now.
  func clockNotice(of notebook: Notebook, at now: Instant) throws -> [Fact] {
    try facts(of: notebook.replica.checkClock(at: now), notebook, at: now)
  }

  /// What a clock comes to for those who read this. What began by one that was ahead stays begun once this one is said to
  /// be right, so that it is told then too.
  func facts(of clock: ClockState, _ notebook: Notebook, at now: Instant) throws -> [Fact] {
    switch clock {
    case .plausible:
      guard clockIsRight, let session = notebook.atWork else { return [] }
      return try session.planned(at: now).begun.map(fact)
    case .wentBack:
      let (begun, isWaiting) = try notebook.atWork?.planned(at: now) ?? ([], false)
      return [.home(.clockWentBack)] + (isWaiting ? [.home(.plannedWaits)] : []) + begun.map(fact)
    case .farAhead: return [.home(.clockAhead)]
    }
  }

  private func fact(_ begun: BegunAhead) -> Fact { .home(.begunAhead(clock.row(begun))) }
}
