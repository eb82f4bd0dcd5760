import Consent
public import Envelope
import Replication
package import Store

/// Another device of the service, and until when its log is known here.
public struct LoggedDevice: Hashable, Sendable {
  public let node: SigningKey
  /// The device has left the service.
  public let isEnded: Bool
  /// Nil when nothing was ever heard of its log.
  public let heardUntil: Instant?
}

/// The access log crosses from node to node of the service, in batches that the node where it happened signs; needs no
/// content key. Protocol/vault.md, "Access log".
extension Replica {
  /// Signs the lines that stand in no batch yet, queues them for the other nodes of the service, and deletes what is older
  /// than twelve months. Without new lines, a node says once in `ReplicaLimits.accessSilence` that there are none.
  package func packAccesses(into ledger: LedgerWriter, at now: Instant) throws {
    let month = AccessMonth(of: now)
    try ledger.removeAccesses(before: month.oldestKept)
    let lines = try ledger.accesses()
    if lines.isEmpty {
      let told = try ledger.accessLogsHeard()[node]?.milliseconds ?? 0
      guard abs(now.milliseconds - told) >= ReplicaLimits.accessSilence else { return }
      return try tell([], of: month, through: now, into: ledger)
    }
    // Only the last batch may say that nothing older is still to come.
    let before = try ledger.accessLogsHeard()[node] ?? Instant(milliseconds: 0)
    let pages = Dictionary(grouping: lines, by: \.month).sorted { $0.key < $1.key }
      .flatMap { month, lines in
        stride(from: 0, to: lines.count, by: AccessBatchLimits.lines / 4).map { start in
          (month, lines[start..<min(start + AccessBatchLimits.lines / 4, lines.count)].map(\.line))
        }
      }
    for (index, page) in pages.enumerated() {
      let isLast = index == pages.count - 1
      try tell(page.1, of: page.0, through: isLast ? max(now, before) : before, into: ledger)
    }
    try ledger.removeAccesses()
  }

  private func tell(
    _ lines: [[UInt8]], of month: AccessMonth, through: Instant, into ledger: LedgerWriter
  ) throws {
    let batch = try AccessBatchCodec.sign(
      service: service, node: nodeKeys.pair, month: month, through: through, lines: lines)
    try ledger.insert(batch)
    try offer(batch, from: .ourselves, into: ledger)
  }

  private func offer(
    _ batch: ProvenAccessBatch, from origin: Origin, into ledger: LedgerWriter
  ) throws {
    for peer in try peers(of: service, ledger) {
      try queue(.access(batch.id), for: peer, control: false, from: origin, into: ledger)
    }
  }

  /// Takes a batch of a node of the service, from a node of the service; from anybody else it is nobody's business.
  package func admit(
    _ sealed: SealedAccessBatch, from origin: Origin, into ledger: LedgerWriter, at now: Instant
  ) throws -> Admission {
    let batch: ProvenAccessBatch
    do {
      batch = try AccessBatchCodec.prove(sealed)
    } catch {
      return .refused(RefusalCode(error))
    }
    guard origin.isOwn, batch.service == service,
      try serviceView(service, ledger).nodes.contains(where: { $0.key == batch.node })
    else { return .refused(.notYours) }
    // What was deleted after its time does not come back with an older copy.
    guard batch.month >= AccessMonth(of: now).oldestKept else { return .known(.access(batch.id)) }
    guard try ledger.insert(batch) else { return .known(.access(batch.id)) }
    try noteAhead(batch.node, from: origin, into: ledger)
    try offer(batch, from: origin, into: ledger)
    return .admitted(.access(batch.id))
  }

  /// Every other node of the service, and until when its log is known here.
  package func otherLogs(_ ledger: LedgerReader) throws -> [LoggedDevice] {
    let heard = try ledger.accessLogsHeard()
    return try serviceView(service, ledger).nodes.filter { $0.key != node }.map {
      LoggedDevice(node: $0.key, isEnded: $0.isEnded, heardUntil: heard[$0.key])
    }
  }
}
