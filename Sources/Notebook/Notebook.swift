public import Envelope
public import Replica
public import Store

/// Whoever is at a node: its operator, the machine with its boot key, or a worker, who is a ``WorkerSession``.
/// Protocol/vault.md, "Slots".
///
/// Has what all of them may do; what asks for a worker's keys is a method of ``WorkerSession``, one file each. Several may
/// be open on one replica. Not Sendable; it lives where the replica lives. Time comes in as an argument; no method awaits.
public class Notebook: Seat {
  public final let replica: Replica
  /// Present when the operator's passphrase opened the notebook.
  final var operatorKeys: OperatorKeys?

  /// Another opening of the same replica has its own.
  init(at replica: Replica) {
    self.replica = replica
  }

  /// The folder's ledger.
  public final var ledger: Ledger { replica.ledger }
  /// The service this node belongs to.
  public final var service: ServiceID { replica.service }
  /// This node's identity, which is also its TLS key.
  public final var node: SigningKey { replica.node }
  final var nodeKeys: NodeKeys { replica.nodeKeys }
  final var chance: Randomness {
    get { replica.chance }
    set { replica.chance = newValue }
  }

  // MARK: What a worker's keys add

  /// The worker who is here with her keys; nil for the operator and the machine, and once she has locked.
  ///
  ///     try notebook.atWork?.maintain(at: now)
  public var atWork: WorkerSession? { nil }

  /// Carries out what came in and asks for keys, where somebody has some; what cannot be done now waits.
  public func attend(at now: Instant) {}

  /// Nobody is at the replica by this notebook any more: the keys leave the memory. Whoever else is there goes on.
  public func lock() { operatorKeys = nil }

  /// One consistent view. What another process has written since is read anew.
  func read<T>(
    into basket: CheckpointBasket? = nil, _ body: (LedgerReader) throws -> T
  ) throws -> T {
    try replica.read(into: basket, body)
  }

  /// One transaction, and whoever waits to hear of it hears.
  func commit<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
    try replica.write(at: now, body)
  }

  /// The same of what deletes nothing and lets nothing follow.
  func commit<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    try replica.write(body)
  }

  /// What follows from a write and asks for keys: without them it waits as a row.
  func carryOutDuties(at now: Instant) throws {}

  /// One transaction; whatever follows from it and asks for keys is carried out at once.
  ///
  /// - Parameter now: when; what follows from it is dated by it.
  final func write<T>(at now: Instant, _ body: (LedgerWriter) throws -> T) throws -> T {
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
}
