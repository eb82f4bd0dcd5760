public import CaseFile
import Consent
public import Envelope
public import Replica
public import Store
import Wire

/// Somebody at work on a replica: every use case is a method, one file each. Protocol/vault.md, Protocol/consent.md.
///
/// Several may be open on one replica, each with the keys of whoever opened it. Not Sendable; it lives where the replica
/// lives. Time comes in as an argument; no method awaits.
public final class Notebook: Seat {
  public let replica: Replica
  /// Present when the operator's passphrase opened the notebook.
  var operatorKeys: OperatorKeys?
  /// Present when a worker's passphrase opened the notebook.
  var workerKeys: WorkerKeys?

  /// The kinds of record that are known here.
  var kinds = RecordType.all
  /// Looks of this process that the disk took no row for.
  var looksToWrite: [WireAccessRecord] = []
  /// Told of each planned consent whose moment came, once it is durable.
  public var whenConsentBegins: (@Sendable (BegunConsent) -> Void)?
  /// Those that the present transaction begins.
  var begun: [BegunConsent] = []
  /// Told of each withdrawal that another node had overtaken, once what that node gave is taken back too.
  public var whenOvertaken: (@Sendable (OvertakenWithdrawal) -> Void)?
  /// What a code of a vocabulary is called.
  public typealias NamesOfCodes =
    @Sendable (_ code: String, _ vocabulary: Vocabulary) -> [String]
  /// What codes are called, where somebody knows it: a search finds a record by these words too.
  ///
  ///     notebook.namesOfCodes = { words.names(of: $0, in: $1) }
  public var namesOfCodes: NamesOfCodes?
  /// Those of the present transaction.
  var overtaken: [OvertakenWithdrawal] = []
  /// Records of case files that the present transaction opened, by the statements that name them.
  var recordsRead: [StatementID: OwnRecord] = [:]
  /// What was opened since the session began.
  var tally = ReadingTally()
  /// The last touch of the service log when content roots were last opened.
  var rootsSeen: Int64?
  /// What this worker may search, once it was asked for.
  var room: SessionRoom?
  /// The matrix of the service, once it was asked for.
  var matrixRead: ReadMatrix?
  /// Notes of which an image of it is kept.
  var leastImage = NotebookLimits.leastImage
  /// How many purges the keyring knows of.
  private var purgesSeen: UInt64?

  /// Another opening of the same replica has its own.
  public init(at replica: Replica) {
    self.replica = replica
  }

  /// The folder's ledger.
  public var ledger: Ledger { replica.ledger }
  /// The service this node belongs to.
  public var service: ServiceID { replica.service }
  /// This node's identity, which is also its TLS key.
  public var node: SigningKey { replica.node }
  var nodeKeys: NodeKeys { replica.nodeKeys }
  var chance: Randomness {
    get { replica.chance }
    set { replica.chance = newValue }
  }

  /// Who opened the notebook to work; nil for the operator and the node.
  public var workerName: String? { workerKeys?.name }

  /// Nobody has said that a clock far ahead is right: nothing that waits for a date is issued.
  var isClockDoubted: Bool { replica.clock == .farAhead }

  /// One consistent view. What another process has written since is read anew.
  func read<T>(
    into basket: CheckpointBasket? = nil, _ body: (LedgerReader) throws -> T
  ) throws -> T {
    recordsRead = [:]
    defer { recordsRead = [:] }
    return try replica.read(into: basket) { reader in
      try forgetKeys(reader)
      return try body(reader)
    }
  }

  /// One transaction; whatever follows from it and asks for keys is carried out at once.
  ///
  /// - Parameter now: when; what follows from it is dated by it.
  func write<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
    var owes = false
    let result = try commit(at: now) { writer in
      let result = try body(writer)
      owes = writer.owesKeys
      return result
    }
    if owes {
      do {
        try carryOutDuties(at: now)
      } catch {
        // The write that came before is durable and must not be taken for a failure: it stays a duty.
      }
    }
    return result
  }

  /// One transaction, and whoever waits to hear of it hears.
  func commit<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
    try telling { try replica.write(at: now) { try carryOut(body, in: $0) } }
  }

  /// The same of what deletes nothing and lets nothing follow.
  func commit<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    try telling { try replica.write { try carryOut(body, in: $0) } }
  }

  private func telling<T>(_ transaction: () throws -> T) throws -> T {
    recordsRead = [:]
    defer { (begun, overtaken, recordsRead) = ([], [], [:]) }
    let result: T
    do {
      result = try transaction()
    } catch {
      // What was read in it may be no more.
      (rootsSeen, purgesSeen) = (nil, nil)
      throw error
    }
    for consent in begun { whenConsentBegins?(consent) }
    for withdrawal in overtaken { whenOvertaken?(withdrawal) }
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
