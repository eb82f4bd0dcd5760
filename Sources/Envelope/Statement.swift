/// Bytes that claim to be a statement: nothing is proven yet. Protocol/consent.md, "Statement".
public struct SealedStatement: Hashable, Sendable {
  /// The serialised StatementEnvelope, as received.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// A statement whose bounds hold and whose signature is its author's. Made only by `StatementCodec`.
public struct ProvenStatement: Hashable, Sendable {
  public let id: StatementID
  /// For a genesis, `.service` of its own id.
  public let log: LogID
  /// Ascending, distinct, same log.
  public let parents: [StatementID]
  public let author: SigningKey
  /// Heads of the author's service log that the author knew; ascending.
  public let controlHeads: [StatementID]
  public let at: Instant
  public let act: Act
  /// The serialised StatementEnvelope, as received: what is stored and passed on.
  public let bytes: [UInt8]

  init(
    id: StatementID, log: LogID, parents: [StatementID], author: SigningKey,
    controlHeads: [StatementID], at: Instant, act: Act, bytes: [UInt8]
  ) {
    (self.id, self.log, self.parents, self.author) = (id, log, parents, author)
    (self.controlHeads, self.at, self.act, self.bytes) = (controlHeads, at, act, bytes)
  }
}

/// What is kept of a refused statement: its place among the others, so that what leans on it does not wait for ever.
/// Protocol/consent.md, "Judging".
public struct StatementTrace: Hashable, Sendable {
  public let id: StatementID
  public let log: LogID
  public let parents: [StatementID]
  /// Who signed it.
  public let author: SigningKey

  public init(id: StatementID, log: LogID, parents: [StatementID], author: SigningKey) {
    (self.id, self.log, self.parents, self.author) = (id, log, parents, author)
  }

  public init(of statement: ProvenStatement) {
    self.init(
      id: statement.id, log: statement.log, parents: statement.parents, author: statement.author)
  }
}

/// Who may hold the bytes of an attachment.
public enum Audience: Hashable, Sendable {
  /// Nodes of the service that wrote the statement.
  case ownNodes
  /// Those, and the nodes of the recipient service.
  case bothSides
}

extension Act {
  /// The detachable rows that a statement names, in order of appearance, and who may hold each.
  public var attachments: [(id: AttachmentID, audience: Audience)] {
    switch self {
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnded, .sheetPublished, .sheetWithdrawn,
      .withdrawal, .receipt, .anchor,
      .erasure, .ceased:
      []
    case .workerEnrolled(let worker): [(worker.card, .ownNodes)]
    case .workerTerm(_, let term): [(term, .ownNodes)]
    case .rootOpened(let root):
      [(root.boxSecret, .ownNodes)] + (root.previous.map { [($0, .ownNodes)] } ?? [])
        + root.wraps.map { ($0.wrap, .ownNodes) }
    case .workerAdmitted(_, let wraps): wraps.map { ($0.wrap, .ownNodes) }
    case .caseOpened(let volets, let sealed):
      volets.map { ($0.wrap, .ownNodes) } + [(sealed, .ownNodes)]
    case .stratumOpened(let start, _, _), .epochOpened(let start): [(start.wrap, .ownNodes)]
    case .ownRecord(_, let sealed, _, _, _): [(sealed, .ownNodes)]
    case .grant(let grant):
      [
        (grant.sealed, .bothSides), (grant.ownerWrap, .ownNodes),
        (grant.recipientWrap, .bothSides),
      ]
    case .epochsWrapped(let epochs, _): epochs.map { ($0.wrap, .bothSides) }
    }
  }
}
