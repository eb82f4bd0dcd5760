import CRDT
package import Consent
package import Envelope
import Replication
package import Store
import SwiftProtobuf
import Wire

/// What came before something that it leans on: parked under the names of what is missing, never refused for good, and
/// tried again when that comes. One peer's items have bounds of their own, and cost nobody else anything.
/// Protocol/replication.md, section 6.
extension Replica {
  package func park(
    _ statement: ProvenStatement, _ rows: [[UInt8]], from origin: Origin,
    because reason: Judgement.Wait, awaitsGrant: Bool, into ledger: LedgerWriter
  ) throws -> Admission {
    let named = statement.parents + statement.controlHeads
    var missing = Set(try named.filter { try isMissing($0, ledger) }.map(\.bytes))
    if awaitsGrant { missing.insert(Awaited.grant(in: statement.log)) }
    if missing.isEmpty { missing = [Awaited.name(of: reason, statement.log.bytes)] }
    let parked = WireParkedItem.with {
      $0.statement = .init(statement.bytes)
      $0.attachments = rows.map { .init($0) }
    }
    return try park(
      .statement(statement.id), parked, document: nil, from: origin, missing, into: ledger)
  }

  package func park(
    _ change: ProvenEnvelope, _ secret: [UInt8]?, from origin: Origin,
    because reason: Judgement.Wait, into ledger: LedgerWriter
  ) throws -> Admission {
    let header = change.header
    let heads = try header.controlHeads.filter { try isMissing($0, ledger) }
    var missing = Set(heads.map(\.bytes))
    if reason == .wrap { missing.insert(header.epoch.bytes) }
    if missing.isEmpty { missing = [Awaited.name(of: reason, header.volet.bytes)] }
    let parked = WireParkedItem.with {
      $0.change = .init(change.bytes)
      $0.secret = .init(secret ?? [])
    }
    return try park(
      .change(change.id), parked, document: header.document, from: origin, missing,
      into: ledger)
  }

  /// Of what was refused, its place is enough for what leans on it.
  private func isMissing(_ statement: StatementID, _ ledger: LedgerReader) throws -> Bool {
    try !ledger.holds(statement: statement) && !ledger.holdsTrace(of: statement)
  }

  private func park(
    _ item: FeedEntry, _ parked: WireParkedItem, document: DocumentID?, from origin: Origin,
    _ missing: Set<[UInt8]>, into ledger: LedgerWriter
  ) throws -> Admission {
    var parked = parked
    parked.from = .init(origin.peer?.bytes ?? [])
    parked.own = origin.isOwn
    let bytes: [UInt8] = try parked.serializedBytes()
    let held = try ledger.parkedCount(from: origin.peer)
    guard held.items < ReplicaLimits.parkedItems,
      held.bytes + bytes.count <= ReplicaLimits.parkedBytes
    else { return .full }
    try ledger.park(
      id: item.bytes, from: origin.peer, document: document, waitingFor: missing,
      bytes: bytes)
    return .known(item)
  }

  /// The note secret that came with a parked change of a service's document goes; the change stays.
  package func forgetParkedSecrets(
    of document: DocumentID, by owner: ServiceID, into ledger: LedgerWriter
  ) throws {
    for row in try ledger.parked(of: document) {
      var parked = try WireParkedItem(serializedBytes: row.bytes)
      guard !parked.secret.isEmpty, try isParked(parked, of: owner, ledger) else { continue }
      parked.secret = .init([] as [UInt8])
      try ledger.owe()
      try ledger.setParked(row, bytes: try parked.serializedBytes())
    }
  }

  /// Whether what waits may be of a service: its own node brought it, or a node of ours did.
  private func isParked(
    _ parked: WireParkedItem, of owner: ServiceID, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let node = SigningKey(parked.from), !parked.own else { return true }
    return try ledger.peer(node)?.service == owner
  }

  /// Takes out whatever waits for nothing else, now that something came.
  ///
  /// - Returns: to be admitted, in the order of parking.
  package func freed(by arrival: Reaction.Arrival, into ledger: LedgerWriter) throws -> [Reaction] {
    guard try ledger.hasParked() else { return [] }
    let names =
      switch arrival {
      case .statement(let statement):
        Awaited.names(after: statement, volets: try volets(of: statement.log, ledger))
      case .trace(let trace): [trace.id.bytes, Awaited.name(of: .parents, trace.log.bytes)]
      }
    return try ledger.takeParked(waitingFor: names).map { .admit(parked: $0.bytes) }
  }

  /// Hands in at the gate what was parked, as from whoever brought it.
  ///
  /// - Returns: what follows from it.
  package func admit(
    parked bytes: [UInt8], into ledger: LedgerWriter, at now: Instant
  ) throws -> [Reaction] {
    let parked = try WireParkedItem(serializedBytes: bytes)
    let origin = SigningKey(parked.from).map { Origin.peer($0, own: parked.own) } ?? .ourselves
    guard parked.statement.isEmpty else {
      return try take(
        SealedStatement(bytes: Array(parked.statement)),
        attachments: parked.attachments.map { Array($0) }, from: origin, into: ledger
      ).reactions
    }
    _ = try admit(
      SealedEnvelope(bytes: Array(parked.change)),
      secret: parked.secret.isEmpty ? nil : Array(parked.secret), from: origin, late: false,
      into: ledger, at: now)
    return []
  }

  /// Volets that a log speaks of.
  private func volets(of log: LogID, _ ledger: LedgerReader) throws -> [VoletTag] {
    switch log {
    case .service: []
    case .own: try ledger.tags(of: log)
    case .share(let id): Array(Set(try share(id, ledger)?.grants.flatMap(\.volets) ?? []))
    }
  }
}

/// Names of what something may wait for, when it is not one statement and not one epoch.
private enum Awaited {
  /// The anchor of somebody who was ended, or anything else, in a log or for a volet.
  package static func name(of reason: Judgement.Wait, _ place: [UInt8]) -> [UInt8] {
    switch reason {
    case .anchor: place + [1]
    case .parents, .controlHeads, .newerVersion, .wrap: place + [2]
    }
  }

  /// The grant that says whose share a log is.
  package static func grant(in log: LogID) -> [UInt8] { log.bytes + [3] }

  /// Epochs that a statement opens, or hands on.
  private static func opened(by act: Act) -> [EpochStart] {
    switch act {
    case .epochsWrapped(let starts, _): starts
    case .caseOpened(let volets, _): volets
    case .stratumOpened(let start, _, _), .epochOpened(let start): [start]
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .ownRecord, .grant, .withdrawal,
      .receipt,
      .anchor, .erasure, .ceased:
      []
    }
  }

  /// What nobody has to wait for any more once a statement is here.
  package static func names(after statement: ProvenStatement, volets: [VoletTag]) -> [[UInt8]] {
    let places = [statement.log.bytes] + volets.map(\.bytes)
    var names = [statement.id.bytes] + places.map { name(of: .newerVersion, $0) }
    if case .grant = statement.act { names.append(grant(in: statement.log)) }
    if case .anchor = statement.act { names += places.map { name(of: .anchor, $0) } }
    return names + opened(by: statement.act).map(\.epoch.bytes)
  }
}
