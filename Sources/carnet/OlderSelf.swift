import Envelope
import Notebook
import Replica
import Store
import Synchronization
import Transport
import Words

/// A home that is an older self reads its peers before anything of it is shown. Protocol/vault.md, "Older selves".
extension CommandContext {
  /// Seconds that peers are waited for.
  private static let patience: Duration = .seconds(60)

  /// Reads the peers of a home that must, before a command that shows, writes or gives.
  ///
  /// - Throws: `peersUnread` when some do not answer and nobody said to go on without them.
  func readPeersFirst(for command: Command) async throws {
    guard command.waitsForPeers, try Replica.mustReadPeers(at: home) else { return }
    let shared = SharedReplica(try openForPeers(), clock: Clock.now)
    // Of a home without peers, what nobody can know is said by the command itself.
    guard try await isUnread(shared) else { return }
    // A copy that may speak with nobody was told so by an exchange: waiting for the network would not help.
    let isStopped = try await shared.work { notebook, _ in
      guard try notebook.replica.isStopped() else { return false }
      try notebook.replica.goOnWithoutPeers()
      return true
    }
    if isStopped { return }
    if !withoutPeers {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await readPeers(shared) }
        // Ended early by the reading; its end is all that is wanted of it.
        group.addTask { try? await Task.sleep(for: Self.patience) }
        await group.next()
        group.cancelAll()
      }
    }
    guard try await isUnread(shared) else { return tell(.home(.restoredRead)) }
    guard withoutPeers else { throw CommandFailure(.home(.peersUnread)) }
    try await shared.work { notebook, _ in try notebook.replica.goOnWithoutPeers() }
  }

  /// Exchanges with every peer that was not read, again as long as something comes of it.
  private func readPeers(_ shared: SharedReplica) async {
    for _ in 0..<8 where !Task.isCancelled {
      do {
        let reports: [ExchangeReport]
        if let answer = try await ControlClient.askExchange(folder: home, peer: nil) {
          reports = answer
        } else {
          reports = try await Caller.exchange(shared, with: nil)
        }
        guard try await isUnread(shared), reports.contains(where: { $0.failure == nil }) else {
          return
        }
      } catch {
        // Whoever cannot be asked now stays unread, which is told.
        return
      }
    }
  }

  private func isUnread(_ shared: SharedReplica) async throws -> Bool {
    try await shared.work { notebook, _ in
      try notebook.replica.restoration().map { !$0.unread.isEmpty } ?? false
    }
  }

  /// Once a command: a home that is opened twice for it says what it is once.
  private func tell(_ fact: Fact) {
    guard Call.current.told.isNew(fact) else { return }
    Terminal.complain(words.sentence(fact) + "\n")
  }

  /// Says once a command what is to be said of the home and of its clock, and asks about a clock that nobody believes.
  func greet(_ notebook: Notebook) throws {
    if let session = notebook.atWork { hear(session) }
    try notebook.replica.datePutBacks(at: now)
    if let restoration = try notebook.replica.restoration(), !restoration.unread.isEmpty {
      tell(.home(.restored))
    } else if let open = try notebook.replica.putBacks().last(where: \.isOpen),
      try !notebook.replica.hasTwin()
    {
      tell(
        .home(
          .restoredAlone(since: open.since.map(local), noticed: open.noticed.map(local))))
    }
    for service in try notebook.replica.doubters() { tell(.home(.perhapsOlder(service))) }
    if notebook.replica.beganAnew, case let lost = try notebook.replica.lostWrites(), lost > 0 {
      tell(.home(.lostWrites(lost)))
    }
    if try notebook.replica.hasTwin() { tell(.home(.twin)) }
    try notebook.atWork?.takeUp(at: now)
    try giveBackWords(of: notebook)
    let clock = try notebook.checkClock(at: now, confirmed: clockIsRight)
    for fact in try facts(of: clock, notebook, at: now) { tell(fact) }
    if clock == .farAhead, try Terminal.asks(words.isTheClockRight) {
      _ = try notebook.checkClock(at: now, confirmed: true)
    }
    if let session = notebook.atWork { try tellDrafts(to: session) }
  }

  /// Gives a session what codes are called here, and tells what begins or is overtaken while it is open.
  private func hear(_ session: WorkerSession) {
    let words = words
    session.namesOfCodes = { words.names(of: $0, in: $1) }
    session.whenConsentBegins = { begun in
      Terminal.complain(
        words.consentBegun(
          for: begun.person, to: begun.recipient, begun.volets, on: begun.since,
          withPast: begun.withPast, ended: begun.endedEarlier))
    }
    session.whenOvertaken = { late in
      Terminal.complain(
        words.withdrawalOvertaken(
          of: late.consent.description, for: late.person, by: late.recipient, late.volets))
    }
  }
}

extension CommandContext {
  /// What the worker who is here added to records that somebody erased meanwhile comes back in notes of its own; what others
  /// added waits for them, and is said.
  func giveBackWords(of notebook: Notebook) throws {
    let given = try notebook.atWork?.keepWords(zone: zone, at: now) { type, erasedAt in
      words.keptTitle(local(erasedAt), of: type)
    } lines: { type, values in
      words.keptLines(values, of: type)
    }
    for one in given ?? [] { Terminal.complain(words.wordsKept(clock.row(one))) }
    let waiting = try notebook.waitingWords()
    if waiting > 0 { Terminal.complain(words.wordsWait(waiting)) }
  }
}

extension Command {
  /// Whether what the peers of a restored home know must be replayed first. What only takes away, and what speaks with
  /// peers, never waits.
  fileprivate var waitsForPeers: Bool {
    switch self {
    case .carnet, .`init`, .serve, .session, .sessionOpen, .sessionLock, .sessionShow, .worker,
      .workerAdd, .workerAdmit, .workerDevice, .workerList,
      .workerExtend, .workerEnd,
      .workerRecovery, .workerRecover, .passphrase, .passphraseChange, .pair, .pairInvite,
      .pairAccept, .pairConfirm, .pairAddress, .pairList,
      .pairRemove, .noteErase, .recordErase, .recordTypes, .recordWithdraw, .serviceWithdraw,
      .consentRefuse, .consentWithdraw, .consentNarrow, .sync,
      .status, .bundleOpen,
      .verify, .deviceLost, .backupMake, .backupRestore, .doctor:
      false
    case .caseFile, .caseOpen, .caseList, .caseShow, .caseLink, .caseClose, .caseReopen, .caseDeath,
      .caseReturn, .caseUnlink, .caseCall, .caseReader, .person, .personEdit, .personShow,
      .personHistory, .note, .noteAdd, .noteEdit, .noteDelete, .noteList, .noteShow, .noteHistory,
      .noteRestore, .noteSettle, .noteCosign, .noteOrphans, .noteKeep, .appointmentMove,
      .appointmentOutcome, .appointmentSlip, .permanenceShow, .permanencePrepare,
      .permanenceTakeOff, .permanencePaper, .permanenceBack, .permanenceRecord, .conventionCount,
      .record, .recordAdd, .recordEdit, .rightChecklist, .recordDelete, .recordList, .recordShow,
      .recordHistory, .recordRestore, .recordSettle, .recordPublish, .recordCopy, .service,
      .serviceSheet, .servicePublish, .consent, .consentGive, .consentExtend, .consentRenew,
      .consentList, .consentShow,
      .consentReceipt, .release, .bundle, .bundleMake, .export, .agenda, .caseload, .requests,
      .handover, .search, .log, .device, .backup:
      true
    }
  }
}

/// What one command said of the home.
final class Told: Sendable {
  private let facts = Mutex<Set<Fact>>([])

  func isNew(_ fact: Fact) -> Bool { facts.withLock { $0.insert(fact).inserted } }
}
