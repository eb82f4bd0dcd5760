import Consent
public import Envelope
public import Store

/// One node's part of a service's notebook: what was said, agreed, sent and received, and who may read it. It opens nothing
/// that is sealed: a locked node is a replica and nothing else. Protocol/vault.md, "Tiers"; Protocol/replication.md.
///
/// Not Sendable: ``SharedReplica`` gives it one mailbox, the simulator calls it directly. Time comes in as an argument,
/// chance through `chance`; no method awaits.
public final class Replica {
  /// The folder's ledger.
  public let ledger: Ledger
  /// The service this node belongs to.
  public let service: ServiceID
  package var nodeKeys: NodeKeys
  package var chance: Randomness

  var services: [ServiceID: ServiceView] = [:]
  var cases: [CaseID: OwnView] = [:]
  var shares: [ShareID: Share] = [:]
  /// Whether statements are missing of a log, as it was last looked at.
  var cutShort: [LogID: Bool] = [:]
  private var seenVersion = 0
  /// Duties whose answer no log takes now: not asked again before the next opening.
  var stuckDuties: Set<Duty> = []
  /// Whether this opening noticed that the home is an older self.
  public internal(set) var beganAnew = false
  /// An older self that has not begun anew yet: done before anything is written.
  package var dueRegress: Regress?
  /// What the clock was worth when it was last compared.
  package internal(set) var clock = ClockState.plausible

  package init(ledger: Ledger, service: ServiceID, node: NodeKeys, chance: Randomness) {
    (self.ledger, self.service, self.nodeKeys, self.chance) = (ledger, service, node, chance)
  }

  /// This node's identity, which is also its TLS key.
  public var node: SigningKey { nodeKeys.pair.publicKey }

  /// Our side of the TLS handshake.
  public var certificate: NodeCertificate { NodeCertificate.make(for: nodeKeys.pair) }

  /// Forgets what was read of the ledger when another process wrote to it.
  public func refresh() throws { try ledger.read(refresh) }

  /// The same inside a transaction: whatever is judged in it is judged by the ledger that it sees.
  private func refresh(_ ledger: LedgerReader) throws {
    let version = try ledger.dataVersion
    if version != seenVersion {
      forgetViews()
      seenVersion = version
    }
  }

  /// One consistent view. What another process has written since is read anew.
  package func read<T>(
    into basket: CheckpointBasket? = nil, _ body: (LedgerReader) throws -> T
  ) throws -> T {
    try ledger.read(into: basket) { reader in
      try refresh(reader)
      return try body(reader)
    }
  }

  /// One transaction. What follows from it on the disk is done once it is durable, or stays a duty.
  ///
  /// - Parameter now: when that is done; an answer is dated by it.
  package func write<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
    var owes = false
    let result = try write { writer in
      let result = try body(writer)
      owes = writer.owesLog
      return result
    }
    if owes {
      do {
        try doDuties(at: now)
      } catch {
        // The write that came before is durable and must not be taken for a failure: it stays a duty.
      }
    }
    return result
  }

  /// The same of what deletes nothing. What was read of the ledger is forgotten when it fails.
  package func write<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    try beginAnewIfDue()
    do {
      return try ledger.write { writer in
        try refresh(writer)
        return try body(writer)
      }
    } catch {
      forgetViews()
      throw error
    }
  }

  package func forgetViews() {
    services = [:]
    cases = [:]
    shares = [:]
    cutShort = [:]
  }
}
