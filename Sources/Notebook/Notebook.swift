import CaseFile
import Consent
public import Envelope
public import Store
import Wire

/// A service's notebook on one node: every use case is a method, one file each. Protocol/vault.md, Protocol/consent.md.
///
/// Not Sendable: `SharedNotebook` gives it one mailbox, the simulator calls it directly. Time comes in as an argument,
/// chance through `chance`; no method awaits.
public final class Notebook {
  /// The folder's ledger.
  public let ledger: Ledger
  /// The service this node belongs to; nil on a node that is joining and has not heard its service log yet.
  public let service: ServiceID
  var nodeKeys: NodeKeys
  /// Present when the operator's passphrase opened the notebook.
  var operatorKeys: OperatorKeys?
  /// Present when a worker's passphrase opened the notebook.
  var workerRoom: WorkerRoom?
  var chance: Randomness

  var services: [ServiceID: ServiceView] = [:]
  var cases: [CaseID: OwnView] = [:]
  var shares: [ShareID: Share] = [:]
  private var seenVersion = 0
  /// Duties whose answer no log takes now: not asked again before the next opening.
  var stuckDuties: Set<Duty> = []
  /// Whether this opening noticed that the home is an older self.
  public internal(set) var beganAnew = false
  /// An older self that has not begun anew yet: done before anything is written.
  var dueRegress: Regress?
  /// What the clock was worth when it was last compared.
  var clock = ClockState.plausible
  /// Nobody has said that a clock far ahead is right: nothing that waits for a date is issued.
  var isClockDoubted: Bool { clock == .farAhead }
  /// When this notebook last followed an order to forget.
  var followed = Instant(milliseconds: 0)
  /// The kinds of record that are known here.
  var kinds = RecordType.all
  /// Names of what came while parked items were being tried.
  var arrived: [[UInt8]] = []
  var isRetrying = false
  /// Whether documents are opened to be read, so that checkpoints of them are worth keeping.
  var isLooking = false
  var unsavedCheckpoints: [UnsavedCheckpoint] = []
  /// Looks of this process that the disk took no row for.
  var looksToWrite: [WireAccessRecord] = []
  /// Told of each planned consent whose moment came, once it is durable.
  public var whenConsentBegins: (@Sendable (BegunConsent) -> Void)?
  /// Those that the present transaction begins.
  var begun: [BegunConsent] = []
  /// Told of each withdrawal that another node had overtaken, once what that node gave is taken back too.
  public var whenOvertaken: (@Sendable (OvertakenWithdrawal) -> Void)?
  /// Those of the present transaction.
  var overtaken: [OvertakenWithdrawal] = []
  /// Content roots of the service when they were last opened; nil when a row has come since.
  var rootsSeen: Int?

  init(ledger: Ledger, service: ServiceID, node: NodeKeys, chance: Randomness) {
    (self.ledger, self.service, self.nodeKeys, self.chance) = (ledger, service, node, chance)
  }

  /// This node's identity, which is also its TLS key.
  public var node: SigningKey { nodeKeys.pair.publicKey }

  /// Who opened the notebook to work; nil for the operator and the node.
  public var workerName: String? { workerRoom?.name }

  /// Forgets what was read of the ledger when another process wrote to it.
  public func refresh() throws {
    let version = try ledger.dataVersion
    if version != seenVersion {
      forgetViews()
      seenVersion = version
    }
  }

  /// One consistent view. What another process has written since is read anew.
  func read<T>(_ body: (LedgerReader) throws -> T) throws -> T {
    try refresh()
    return try ledger.read(body)
  }

  /// One transaction; what was read of the ledger is forgotten when it fails.
  func write<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    try refresh()
    try beginAnewIfDue()
    let result: T
    var owes = false
    do {
      result = try ledger.write { writer in
        let result = try body(writer)
        owes = writer.owesLog
        return result
      }
    } catch {
      forgetViews()
      (begun, overtaken) = ([], [])
      throw error
    }
    for consent in begun { whenConsentBegins?(consent) }
    for withdrawal in overtaken { whenOvertaken?(withdrawal) }
    (begun, overtaken) = ([], [])
    writeLooks()
    if owes {
      do {
        try doDuties(at: followed)
      } catch {
        // The write that came before is durable and must not be taken for a failure: it stays a duty.
      }
    }
    return result
  }

  func forgetViews() {
    services = [:]
    cases = [:]
    shares = [:]
  }
}
