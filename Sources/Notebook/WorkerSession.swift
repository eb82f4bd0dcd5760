public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// A worker at work on a replica, with her keys and her role: every use case is a method, one file each. Protocol/vault.md,
/// Protocol/consent.md.
///
/// Whoever holds one was let in by a worker's passphrase, code or kept keys. It may be locked meanwhile: then each use case
/// throws `NotebookError.workerOnly`, and what she would do unasked is left alone.
public final class WorkerSession: Notebook {
  /// Let in by ``enter(_:)``; nil once it is locked.
  var workerKeys: WorkerKeys?

  /// The kinds of record that are known here.
  var kinds = RecordType.all { didSet { kindWords = nil } }
  /// Looks of this process that the disk took no row for.
  var looksToWrite: [WireAccessRecord] = []
  /// Told of each planned consent whose moment came, once it is durable.
  public var whenConsentBegins: (@Sendable (BegunConsent) -> Void)?
  /// Told of each withdrawal that another node had overtaken, once what that node gave is taken back too.
  public var whenOvertaken: (@Sendable (OvertakenWithdrawal) -> Void)?
  /// What a code of a vocabulary is called.
  public typealias NamesOfCodes =
    @Sendable (_ code: String, _ vocabulary: Vocabulary) -> [String]
  /// What codes are called, where somebody knows it: a search finds a record by these words too.
  ///
  ///     session.namesOfCodes = { words.names(of: $0, in: $1) }
  public var namesOfCodes: NamesOfCodes? { didSet { kindWords = nil } }
  /// The kinds, and what their codes are called: what words were taken in by. Nil until somebody asks.
  var kindWords: [String]?
  /// Told that a search is about to make anew the words of more records than are read in a moment.
  public var whenWordsAreMade: (@Sendable () -> Void)?
  /// Of the transaction that is open.
  var present = SessionTransaction()
  /// What it knows of the ledger from one transaction to the next.
  var memory = SessionMemory()
  /// Who has it after this session.
  var keptMemory: KeptMemory?
  /// What was opened since the session began.
  var tally = ReadingTally()
  /// The last touch of the service log when content roots were last opened.
  var rootsSeen: Int64?
  /// Notes of which an image of what may be searched is kept.
  var leastImage = NotebookLimits.leastImage
  /// The slots of the home when she came in: one that took the place of another since is somebody else's doing. Nil for who
  /// began the home.
  var slotsSeen: [KeySlot]?
  /// How many purges the keyring knows of.
  private var purgesSeen: UInt64?

  deinit { handBack() }

  /// As she is called; nil once it is locked.
  public var workerName: String? { workerKeys?.name }

  public override var atWork: WorkerSession? { workerKeys == nil ? nil : self }

  /// Nobody has said that a clock far ahead is right: nothing that waits for a date is issued.
  public var isClockDoubted: Bool { replica.clock == .farAhead }

  /// What the disk has no row of yet is tried once more, and the keys leave the memory.
  public override func lock() {
    writeLooks()
    super.lock()
    (workerKeys, rootsSeen) = (nil, nil)
    memory = SessionMemory()
    looksToWrite = []
  }

  /// Opens what came sealed, and carries out what asks for keys; what cannot be done now waits.
  public override func attend(at now: Instant) {
    guard workerKeys != nil else { return }
    do {
      try openBundles(at: now)
      try carryOutDuties(at: now)
    } catch {
      // What came is kept, whatever becomes of what follows from it: whoever works here next tries again.
    }
  }

  override func carryOutDuties(at now: Instant) throws { try carryOutKeyedDuties(at: now) }

  override func read<T>(
    into basket: CheckpointBasket? = nil, _ body: (LedgerReader) throws -> T
  ) throws -> T {
    present.records = [:]
    defer { present.records = [:] }
    return try super.read(into: basket) { reader in
      try forgetKeys(reader)
      return try body(reader)
    }
  }

  override func commit<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
    try telling { try super.commit(at: now) { try carryOut(body, in: $0) } }
  }

  override func commit<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    try telling { try super.commit { try carryOut(body, in: $0) } }
  }

  private func telling<T>(_ transaction: () throws -> T) throws -> T {
    present.records = [:]
    defer { present = SessionTransaction() }
    let result: T
    do {
      result = try transaction()
    } catch {
      // What was read in it may be no more.
      (rootsSeen, purgesSeen) = (nil, nil)
      // Of a ledger that is not sound nothing is handed on either.
      if let error = error as? StoreError, !error.isOfTheDisk, error != .busy {
        memory = SessionMemory()
      }
      throw error
    }
    for consent in present.begun { whenConsentBegins?(consent) }
    for withdrawal in present.overtaken { whenOvertaken?(withdrawal) }
    writeLooks()
    return result
  }

  private func carryOut<T>(
    _ body: (LedgerWriter) throws -> T, in ledger: LedgerWriter
  ) throws -> T {
    try forgetKeys(ledger)
    let result = try body(ledger)
    try forgetKeys(ledger)
    return result
  }

  /// Keys of what was purged, by whichever process: one that somebody else gives too is opened again when it is needed.
  private func forgetKeys(_ ledger: LedgerReader) throws {
    guard let keyring = workerKeys?.keyring, case let purges = try ledger.purges(),
      purges != purgesSeen
    else { return }
    for log in try ledger.logs(of: .service) {
      guard case .service(let id) = log else { continue }
      for epoch in keyring.epochs
      where try ledger.isRefused(epoch: epoch, of: replica.named(id)) { keyring.forget(epoch) }
    }
    purgesSeen = purges
  }
}
