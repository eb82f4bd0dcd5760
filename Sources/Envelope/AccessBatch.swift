import FoundationEssentials
import SwiftProtobuf
import Wire

/// Bounds on one batch of the access log. Protocol/vault.md, "Access log".
public enum AccessBatchLimits {
  public static let version: UInt32 = 1
  public static let lines = 512
  /// Bytes of one sealed line.
  public static let lineBytes = 8 << 10
  /// Bytes of the serialised envelope.
  public static let envelopeBytes = 256 << 10
}

/// Bytes that claim to be a batch: nothing is proven yet.
public struct SealedAccessBatch: Hashable, Sendable {
  /// The serialised AccessBatchEnvelope, as received.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// A calendar month in UTC, counted from the year 0: one number, in order of time.
public struct AccessMonth: Hashable, Comparable, Sendable {
  public let number: UInt32

  public init(number: UInt32) { self.number = number }

  /// The month of a moment.
  public init(of instant: Instant) {
    // Days since 1 March of the year 0, counted in eras of 400 years.
    let days = max(0, instant.milliseconds / 86_400_000) + 719_468
    let (era, ofEra) = days.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    // March is the third month of its year.
    number = UInt32(clamping: (era * 400 + yearOfEra) * 12 + march + 2)
  }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  /// The first month that is kept when this one is the present one: that of a year ago.
  public var oldestKept: AccessMonth { AccessMonth(number: number < 12 ? 0 : number - 12) }
}

/// A batch whose bounds hold and whose signature is that of the node it names. Made only by `AccessBatchCodec`.
public struct ProvenAccessBatch: Hashable, Sendable {
  public let id: AccessBatchID
  public let service: ServiceID
  public let node: SigningKey
  public let month: AccessMonth
  /// Nothing that the node logged before this moment is still to come.
  public let through: Instant
  /// Each sealed under the content root.
  public let lines: [[UInt8]]
  /// The serialised AccessBatchEnvelope, as received: what is stored and passed on.
  public let bytes: [UInt8]
}

/// Batches as bytes. Protocol/vault.md, "Access log".
public enum AccessBatchCodec {
  /// Checks the signature of the node over the id of the received bytes, and every bound.
  public static func prove(_ sealed: SealedAccessBatch) throws(EnvelopeError) -> ProvenAccessBatch {
    guard sealed.bytes.count <= AccessBatchLimits.envelopeBytes else {
      throw .outOfBounds(.accessBatch)
    }
    let envelope = try WireBytes.decode(
      WireAccessBatchEnvelope.self, sealed.bytes, as: .accessBatch)
    let batchBytes = Array(envelope.batch)
    // Nobody may pad or reorder the envelope on the way.
    guard try encode(batch: batchBytes, signature: Array(envelope.signature)) == sealed.bytes else {
      throw .malformed(.accessBatch)
    }
    let batch = try WireBytes.decode(WireAccessBatch.self, batchBytes, as: .accessBatch)
    guard batch.version == AccessBatchLimits.version else { throw .unknownVersion(batch.version) }
    guard batch.lines.count <= AccessBatchLimits.lines,
      batch.lines.allSatisfy({ $0.count <= AccessBatchLimits.lineBytes })
    else { throw .outOfBounds(.accessBatch) }
    let node: SigningKey = try WireBytes.identifier(batch.node)
    let id = AccessBatchID(exactly: Digest.hash(.accessBatch, batchBytes))
    guard Signatures.verify(Array(envelope.signature), .signature, id.bytes, by: node) else {
      throw .badSignature
    }
    return ProvenAccessBatch(
      id: id, service: try WireBytes.identifier(batch.service), node: node,
      month: AccessMonth(number: batch.month), through: try ActDecoding.instant(batch.through),
      lines: batch.lines.map { Array($0) }, bytes: sealed.bytes)
  }

  /// Encodes and signs. Throws what `prove` would throw of the same batch.
  public static func sign(
    service: ServiceID, node: borrowing SigningPair, month: AccessMonth, through: Instant,
    lines: [[UInt8]]
  ) throws(EnvelopeError) -> ProvenAccessBatch {
    guard through.milliseconds >= 0 else { throw .outOfBounds(.number) }
    var batch = WireAccessBatch()
    batch.version = AccessBatchLimits.version
    batch.service = Data(service.bytes)
    batch.node = Data(node.publicKey.bytes)
    batch.month = month.number
    batch.through = UInt64(through.milliseconds)
    batch.lines = lines.map { Data($0) }
    let bytes = try WireBytes.encode(batch, as: .accessBatch)
    let signature = node.sign(.signature, Digest.hash(.accessBatch, bytes))
    return try prove(SealedAccessBatch(bytes: encode(batch: bytes, signature: signature)))
  }

  private static func encode(batch: [UInt8], signature: [UInt8]) throws(EnvelopeError) -> [UInt8] {
    var envelope = WireAccessBatchEnvelope()
    envelope.batch = Data(batch)
    envelope.signature = Data(signature)
    return try WireBytes.encode(envelope, as: .accessBatch)
  }
}
