import CaseFile
public import Envelope
public import Replica
public import Store
import SwiftProtobuf
import Wire

/// Somebody looked, wrote or sent: logged on the node where it happened, sealed under the content root.
public struct AccessEvent: Hashable, Sendable {
  /// What a worker can have done. The raw value is the stable code.
  public enum Action: String, CaseIterable, Sendable {
    case read
    case write
    case consent
    case plan = "consentPlanned"
    case refuse = "consentRefused"
    case withdraw = "consentWithdrawn"
    case release
    /// A number or address that is not to be used.
    case reveal = "contactRevealed"
    case search
    case export
    /// A copy that is to be kept in a prison.
    case exportInside = "exportedInside"
    case erase
    case close = "caseClosed"
    case reopen = "caseReopened"
    /// One of its shares, as the person changed place.
    case stop = "shareStopped"
    /// With a received share.
    case link = "caseLinked"
    case unlink = "caseUnlinked"
    /// This log.
    case readLog = "logRead"
    /// Asked for the name in a line of it, and agreed to that.
    case askReader = "readerAsked"
    case agreeReader = "readerAgreed"
    /// Opens this device by another passphrase from now on: who knew the former one, or came in by the recovery sheet.
    case changePassphrase = "passphraseChanged"
    case recoverPassphrase = "passphraseRecovered"
  }
  /// Nil for a line that no decision can name.
  public let line: AccessLineID?
  public let at: Instant
  /// A code of ``Role``, or one of a newer version: what whoever did it was in the service then.
  public let function: String
  /// A code of ``Action``, or one of a newer version.
  public let action: String
  /// Hexadecimal id of a case file or of a share.
  public let caseFile: String?
  public let volets: [String]
  /// Whoever did it, once two workers decided that the name is told.
  public let name: String?
  /// Told to nobody before that.
  let worker: String
  let node: SigningKey
}

/// Who looked at what, on every device of the service that has told it here.
public struct AccessLog: Sendable {
  /// Oldest first.
  public let events: [AccessEvent]
  /// What was asked of names in it, in the order of the events; who asked and why as whoever reads it is told.
  public let asked: [ReaderAsked]
  /// Lines that are here and open under no key of this worker.
  public let unreadable: Int
  /// Every other device, by key.
  public let others: [LoggedDevice]
  /// When this device was put back from a copy: what was looked at then may be missing.
  public let putBacks: [PutBack]
}

/// What somebody looked at.
struct Look {
  let action: AccessEvent.Action
  /// Nil when it was not one case file or share.
  let place: LogID?
  let volets: [Volet]
  /// The note that was seen whole.
  var seen: SeenVersion?
}

/// The log of reads as well as writes. Protocol/vault.md, "Access log".
extension WorkerSession {
  /// Logs a deed in the transaction that does it.
  func log(
    _ action: AccessEvent.Action, case id: CaseID?, volets: [Volet], into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    try log(action, in: id.map { .own($0) }, volets: volets, into: ledger, at: now)
  }

  func log(
    _ action: AccessEvent.Action, in place: LogID?, volets: [Volet], into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let look = Look(action: action, place: place, volets: volets)
    try append(try record(of: look, at: now), into: ledger)
  }

  /// Reads, and logs who looked at what `body` names before anything is shown.
  ///
  /// When the disk takes no row, reading goes on and the look is kept in `unwrittenLooks`.
  func look<T>(
    at now: Instant, _ body: (LedgerReader) throws -> (found: T, look: Look)
  ) throws -> T {
    try looks(at: now) { ledger in
      let (found, look) = try body(ledger)
      return (found, [look])
    }
  }

  /// The same of several, logged together.
  func looks<T>(
    at now: Instant, _ body: (LedgerReader) throws -> (found: T, looks: [Look])
  ) throws -> T {
    _ = try worker()
    try openBundlesIfPossible(at: now)
    let basket = CheckpointBasket()
    let (found, looks) = try read(into: basket, body)
    try log(looks, keeping: basket.made, at: now)
    return found
  }

  /// Its transaction is there anyway: what the documents that were opened came to is kept in it for the next look.
  func log(
    _ looks: [Look], keeping checkpoints: [MadeCheckpoint] = [], at now: Instant
  ) throws {
    let records = try looks.map { try record(of: $0, at: now) }
    do {
      // Where there is room for the row alone, the row goes.
      if !checkpoints.isEmpty,
        try fits(
          at: now,
          { ledger in
            try append(records, seeing: looks, into: ledger)
            for made in checkpoints { try ledger.keep(made) }
          })
      {
        return
      }
      try write(at: now) { ledger in
        try append(records, seeing: looks, into: ledger)
      }
    } catch let error as StoreError where error.isOfTheDisk {
      guard looksToWrite.count < NotebookLimits.unwrittenLooks else { throw error }
      looksToWrite += records
    }
  }

  private func append(
    _ records: [WireAccessRecord], seeing looks: [Look], into ledger: LedgerWriter
  ) throws {
    for record in records { try append(record, into: ledger) }
    for look in looks { try keepSeen(look.seen, into: ledger) }
  }

  /// False when the disk does not take it.
  private func fits(at now: Instant, _ body: (LedgerWriter) throws -> Void) throws -> Bool {
    do {
      try write(at: now, body)
      return true
    } catch let error as StoreError where error.isOfTheDisk {
      return false
    }
  }

  /// Looks that the disk took no row for: written with the next write of this process, lost when it ends first.
  public var unwrittenLooks: Int { looksToWrite.count }

  /// After a write that succeeded. What cannot be written now stays to be written.
  func writeLooks() {
    let records = looksToWrite
    guard !records.isEmpty else { return }
    do {
      try ledger.write { ledger in
        for record in records { try append(record, into: ledger) }
      }
      looksToWrite = []
    } catch {
      // The write that came before is durable and must not be taken for a failure: the looks stay here.
    }
  }

  private func record(of look: Look, at now: Instant) throws -> WireAccessRecord {
    let room = try worker()
    // Of what holds for the whole service no line says where it stands: nothing in it is about a person.
    let isOfService = look.place == .own(replica.serviceFile)
    let codes = isOfService ? [] : Set(look.volets).map(\.code).sorted()
    let place = isOfService ? [] : look.place?.bytes ?? []
    return .with {
      $0.at = UInt64(clamping: now.milliseconds)
      $0.worker = room.name
      $0.node = .init(node.bytes)
      $0.action = look.action.rawValue
      $0.caseFile = .init(place)
      $0.volets = codes
      $0.role = room.roleCode
      $0.id = .init(Chance.bytes(AccessLineKind.length, using: &chance))
    }
  }

  private func append(_ record: WireAccessRecord, into ledger: LedgerWriter) throws {
    let plain: [UInt8] = try record.serializedBytes()
    try ledger.set(counter: Meta.entry, to: record.at)
    try ledger.appendAccess(
      try worker().keyring.sealRecord(
        plain, context: WorkerSession.accessContext, under: try currentRoot(ledger), using: &chance),
      in: AccessMonth(of: Instant(milliseconds: Int64(clamping: record.at))))
  }

  /// What the service's devices logged, as far as this one has heard, oldest first; of one case file when `typed` names
  /// one. That it was read is logged too. A line whose hour nobody can believe at `now` stands where its device wrote it.
  public func readLog(_ typed: String?, at now: Instant) throws -> AccessLog {
    try look(at: now) { ledger in
      let log = try accessLog(typed, ledger, at: now)
      let place = try typed.map { try self.place($0, ledger) }
      return (log, Look(action: .readLog, place: place, volets: []))
    }
  }

  /// The same, which nobody is told of.
  func accessLog(_ typed: String?, at now: Instant? = nil) throws -> AccessLog {
    try read { try accessLog(typed, $0, at: now) }
  }

  func accessLog(
    _ typed: String?, _ ledger: LedgerReader, at now: Instant?
  ) throws -> AccessLog {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in try rules.checkReadLog() }
    let wanted = try typed.map { try place($0, ledger).bytes }
    let (records, unreadable) = try accessLines(ledger)
    let shown = records.filter { wanted == nil || wanted == Array($0.caseFile) }
    let asked = try readersAsked(of: shown, ledger)
    let events = inOrder(shown.map { event($0, asked) }, at: now)
    return AccessLog(
      events: events,
      asked: try events.flatMap { event in
        try (event.line.flatMap { asked[$0] } ?? []).map { try told($0, of: event.worker) }
      },
      unreadable: unreadable, others: try replica.otherLogs(ledger),
      putBacks: try ledger.putBacks())
  }

  private func event(
    _ record: WireAccessRecord, _ asked: [AccessLineID: [ReaderAsked]]
  ) -> AccessEvent {
    let line = AccessLineID(record.id)
    let isDecided = line.flatMap { asked[$0] }?.contains(where: \.isDecided) ?? false
    return AccessEvent(
      line: record.caseFile.isEmpty ? nil : line,
      at: Instant(milliseconds: Int64(clamping: record.at)), function: record.role,
      action: record.action,
      caseFile: record.caseFile.isEmpty ? nil : Hexadecimal.encode(record.caseFile),
      volets: record.volets, name: isDecided ? record.worker : nil, worker: record.worker,
      node: SigningKey(record.node) ?? node)
  }

  /// Every line that opens, in the order in which each device wrote them, and how many do not.
  func accessLines(
    _ ledger: LedgerReader
  ) throws -> (records: [WireAccessRecord], unreadable: Int) {
    try openNewRoots(ledger)
    // A line that stood in two copies of a home before they parted stands in the batches of both.
    var known: Set<[UInt8]> = []
    let written = try (ledger.accessBatches().flatMap(\.lines) + ledger.accesses().map(\.line))
      .filter { known.insert($0).inserted }
    var records: [WireAccessRecord] = []
    var unreadable = 0
    for line in written {
      do {
        records.append(try open(line))
      } catch is EnvelopeError {
        // Sealed under a root that this worker was never given, or no line at all: counted, never shown as nothing.
        unreadable += 1
      } catch is BinaryDecodingError {
        unreadable += 1
      }
    }
    return (records + looksToWrite, unreadable)
  }

  /// - Parameter events: in the order in which each device wrote them.
  private func inOrder(_ events: [AccessEvent], at now: Instant?) -> [AccessEvent] {
    var last: [SigningKey: Instant] = [:]
    let placed = events.enumerated().map { offset, event in
      let isBelieved = now.map { event.at.isBelievable(at: $0) } ?? true
      // Before anything else that its device wrote, where nothing came before it.
      let place = isBelieved ? event.at : last[event.node] ?? .earliest
      last[event.node] = place
      return (place: place, offset: offset, event: event)
    }
    return placed.sorted { ($0.place, $0.offset) < ($1.place, $1.offset) }.map(\.event)
  }

  private func open(_ line: [UInt8]) throws -> WireAccessRecord {
    try WireAccessRecord(
      serializedBytes: try worker().keyring.openRecord(line, context: WorkerSession.accessContext))
  }

  private static var accessContext: [UInt8] { Array("carnet/access/v1".utf8) }
}
