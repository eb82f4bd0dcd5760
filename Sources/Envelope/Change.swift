public import CRDT

/// The clear part of a change: associated data of its body. Protocol/change.md, "Header".
public struct ChangeHeader: Hashable, Sendable {
  public var document: DocumentID
  public var volet: VoletTag
  public var stratum: StratumID
  public var epoch: EpochID
  public var device: SigningKey
  /// Of this device within this document, from 1.
  public var sequence: UInt64
  /// Ascending, distinct, same document; empty only for the change that creates the document.
  public var parents: [ChangeID]
  /// Heads of the service log that the author knew; ascending.
  public var controlHeads: [StatementID]
  public var secretHash: SecretHash

  public init(
    document: DocumentID, volet: VoletTag, stratum: StratumID, epoch: EpochID,
    device: SigningKey, sequence: UInt64, parents: [ChangeID], controlHeads: [StatementID],
    secretHash: SecretHash
  ) {
    (self.document, self.volet, self.stratum) = (document, volet, stratum)
    (self.epoch, self.device, self.sequence) = (epoch, device, sequence)
    (self.parents, self.controlHeads, self.secretHash) = (parents, controlHeads, secretHash)
  }
}

/// Bytes that claim to be a change: nothing is proven yet.
public struct SealedEnvelope: Hashable, Sendable {
  /// The serialised ChangeEnvelope, as received.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// A change whose bounds hold and whose signature is its device's. Made only by `ChangeCodec`.
public struct ProvenEnvelope: Hashable, Sendable {
  public let id: ChangeID
  public let header: ChangeHeader
  /// The serialised ChangeEnvelope, as received: what is stored and passed on.
  public let bytes: [UInt8]

  init(id: ChangeID, header: ChangeHeader, bytes: [UInt8]) {
    (self.id, self.header, self.bytes) = (id, header, bytes)
  }
}

/// What a change says once opened.
public struct ChangeContent: Hashable, Sendable {
  /// The name the author writes under, and the code of the role.
  public var author: String
  public var role: String
  public var clock: HybridClock
  /// Offset of the author's clock from UTC, minutes.
  public var zone: Int
  /// Encoded by `CRDT.OperationCodec`.
  public var operations: [UInt8]

  public init(author: String, role: String, clock: HybridClock, zone: Int, operations: [UInt8]) {
    (self.author, self.role, self.clock) = (author, role, clock)
    (self.zone, self.operations) = (zone, operations)
  }
}

/// A clock that never goes back on one device: milliseconds since 1970 above, a counter below.
public struct HybridClock: Hashable, Comparable, Sendable {
  public var raw: UInt64

  public init(raw: UInt64) { self.raw = raw }

  /// The next reading after everything in `seen`, never below `now`.
  public init(now: Instant, after seen: HybridClock?) {
    let wall = UInt64(clamping: now.milliseconds) << 16
    guard let seen, seen.raw >= wall else {
      raw = wall
      return
    }
    raw = seen.raw == .max ? .max : seen.raw + 1
  }

  public var instant: Instant { Instant(milliseconds: Int64(raw >> 16)) }

  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}
