import FoundationEssentials
import SwiftProtobuf
import Wire

/// Bounds on one statement. Protocol/consent.md, "Bounds".
public enum StatementLimits {
  public static let version: UInt32 = 1
  public static let parents = 64
  public static let controlHeads = 64
  /// Entries of any list of an act.
  public static let entries = 4096
  /// UTF-8 bytes of any text of an act.
  public static let textBytes = 200
  /// Bytes of the subject of an own record.
  public static let subjectBytes = 32
  /// Bytes of the serialised envelope.
  public static let envelopeBytes = 256 << 10
}

/// Statements as bytes: what is signed, what is checked before anything is believed. Protocol/consent.md.
public enum StatementCodec {
  /// Checks the author's signature over the id of the received bytes, and every bound.
  ///
  /// Throws `.unknownStatement` for a well-signed statement with an act, a kind of log or a field that this
  /// version does not know: what it does not understand might restrict, so callers fail closed.
  ///
  ///     let statement = try StatementCodec.prove(SealedStatement(bytes: received))
  public static func prove(
    _ sealed: SealedStatement
  ) throws(EnvelopeError) -> ProvenStatement {
    let parts = try Parts(sealed.bytes)
    guard Signatures.verify(parts.signature, .signature, parts.id.bytes, by: parts.author) else {
      throw .badSignature
    }
    return try read(parts, bytes: sealed.bytes)
  }

  /// Reads bytes that this node's ledger proved when it took them in, under the id that they were kept under.
  ///
  /// Bounds and the hash are checked again; the signature is not: only for rows of one's own ledger, which seals them.
  /// Whoever asks whether everything is sound calls `prove`.
  public static func reread(
    _ sealed: SealedStatement, keptAs id: StatementID
  ) throws(EnvelopeError) -> ProvenStatement {
    let parts = try Parts(sealed.bytes)
    guard parts.id == id else { throw .malformed(.statement) }
    return try read(parts, bytes: sealed.bytes)
  }

  /// What is kept of a statement whose signature holds and whose act says nothing valid; nil when it is no statement of
  /// anybody's.
  public static func trace(of sealed: SealedStatement) -> StatementTrace? {
    do {
      let parts = try Parts(sealed.bytes)
      guard Signatures.verify(parts.signature, .signature, parts.id.bytes, by: parts.author) else {
        return nil
      }
      let parents: [StatementID] = try WireBytes.identifiers(
        parts.routing.parents, atMost: StatementLimits.parents, as: .parents)
      guard parents.isAscending, !parts.routing.log.isEmpty else { return nil }
      return StatementTrace(
        id: parts.id, log: try readLog(parts.routing, id: parts.id), parents: parents,
        author: parts.author)
    } catch {
      return nil
    }
  }

  /// A statement taken apart, its lengths checked and nothing else.
  private struct Parts {
    let routing: WireRouting
    let author: SigningKey
    let id: StatementID
    let signature: [UInt8]

    init(_ bytes: [UInt8]) throws(EnvelopeError) {
      guard bytes.count <= StatementLimits.envelopeBytes else { throw .outOfBounds(.statement) }
      let wire = try WireBytes.decode(WireStatementEnvelope.self, bytes, as: .statement)
      guard wire.signature.count == Signatures.length else { throw .outOfBounds(.signature) }
      let routingBytes = Array(wire.routing)
      signature = Array(wire.signature)
      // Nobody may pad or reorder the envelope on the way.
      guard try encode(routing: routingBytes, signature: signature) == bytes else {
        throw .malformed(.statement)
      }
      routing = try WireBytes.decode(WireRouting.self, routingBytes, as: .routing)
      guard routing.version == StatementLimits.version else {
        throw .unknownVersion(routing.version)
      }
      author = try WireBytes.identifier(routing.author)
      id = StatementID(exactly: Digest.hash(.statement, routingBytes))
    }
  }

  /// Encodes and signs. `log` is nil for a genesis, and only for it; `parents` and `controlHeads` may come in
  /// any order. Throws what `prove` would throw of the same statement.
  public static func sign(
    log: LogID?, parents: [StatementID], author: borrowing SigningPair,
    controlHeads: [StatementID], at: Instant, act: Act
  ) throws(EnvelopeError) -> ProvenStatement {
    guard at.milliseconds >= 0 else { throw .outOfBounds(.number) }
    var routing = WireRouting()
    routing.version = StatementLimits.version
    routing.logKind = log.map(\.wireKind) ?? .service
    routing.log = Data(log?.bytes ?? [])
    routing.parents = Set(parents).sorted().map { Data($0.bytes) }
    routing.author = Data(author.publicKey.bytes)
    routing.controlHeads = Set(controlHeads).sorted().map { Data($0.bytes) }
    routing.at = UInt64(at.milliseconds)
    routing.act = try ActEncoding.encode(act)
    let bytes = try WireBytes.encode(routing, as: .routing)
    let signature = author.sign(.signature, Digest.hash(.statement, bytes))
    return try prove(SealedStatement(bytes: encode(routing: bytes, signature: signature)))
  }

  private static func encode(
    routing: [UInt8], signature: [UInt8]
  ) throws(EnvelopeError) -> [UInt8] {
    var envelope = WireStatementEnvelope()
    envelope.routing = Data(routing)
    envelope.signature = Data(signature)
    return try WireBytes.encode(envelope, as: .statement)
  }

  private static func read(
    _ parts: Parts, bytes: [UInt8]
  ) throws(EnvelopeError) -> ProvenStatement {
    let (routing, id, author) = (parts.routing, parts.id, parts.author)
    let parents: [StatementID] = try WireBytes.identifiers(
      routing.parents, atMost: StatementLimits.parents, as: .parents)
    let controlHeads: [StatementID] = try WireBytes.identifiers(
      routing.controlHeads, atMost: StatementLimits.controlHeads, as: .controlHeads)
    guard parents.isAscending else { throw .unsorted(.parents) }
    guard controlHeads.isAscending else { throw .unsorted(.controlHeads) }
    let at = try ActDecoding.instant(routing.at)
    let log = try readLog(routing, id: id)
    let act = try ActDecoding(id: id, log: log).decode(routing)
    if case .genesis(let genesis) = act {
      guard routing.log.isEmpty, log == .service(ServiceID(exactly: id.bytes)) else {
        throw .malformed(.log)
      }
      guard parents.isEmpty, controlHeads.isEmpty else { throw .outOfBounds(.parents) }
      guard genesis.rootKey == author else { throw .wrongAuthor }
    } else {
      guard !routing.log.isEmpty else { throw .malformed(.log) }
    }
    return ProvenStatement(
      id: id, log: log, parents: parents, author: author, controlHeads: controlHeads, at: at,
      act: act, bytes: bytes)
  }

  private static func readLog(
    _ routing: WireRouting, id: StatementID
  ) throws(EnvelopeError) -> LogID {
    switch routing.logKind {
    case .service where routing.log.isEmpty: .service(ServiceID(exactly: id.bytes))
    case .service: .service(try WireBytes.identifier(routing.log))
    case .own: .own(try WireBytes.identifier(routing.log))
    case .share: .share(try WireBytes.identifier(routing.log))
    case .unknown, .UNRECOGNIZED: throw .unknownStatement(id: id, log: nil)
    }
  }
}

extension LogID {
  var wireKind: WireLogKind {
    switch self {
    case .service: .service
    case .own: .own
    case .share: .share
    }
  }
}
