public import CRDT

public enum BundleKind: IdentifierKind { public static let length = 32 }
public enum ChangeListKind: IdentifierKind { public static let length = 32 }

/// The hash of a sealed bundle.
public typealias BundleID = Identifier<BundleKind>
/// The hash of the ids of changes, in their order in a bundle.
public typealias ChangeListHash = Identifier<ChangeListKind>

/// Bounds on one bundle. Protocol/bundle.md, "Bounds".
public enum BundleLimits {
  public static let version: UInt32 = 1
  public static let changes = 4096
  public static let epochs = 64
  public static let controlHeads = 64
  /// Bytes of the serialised header.
  public static let headerBytes = 80 << 10
  /// Bytes of the sealed body.
  public static let bodyBytes = 920 << 10
  /// Bytes of the serialised envelope: header, body, nonce, signature and what frames them.
  public static let envelopeBytes = headerBytes + bodyBytes + 128
  /// Bytes of the columns and the operations, decompressed.
  public static let columnBytes = 8 << 20
}

/// The clear part of a bundle: associated data of its body. Protocol/bundle.md, "Header".
public struct BundleHeader: Hashable, Sendable {
  public var volet: VoletTag
  /// The author of every change in it, and the signer.
  public var device: SigningKey
  /// Ascending; whoever opens the bundle holds all of these keys.
  public var epochs: [EpochID]
  /// Notes, cards and lists that its changes belong to, each once, in the order of their first change.
  public var documents: [DocumentID]
  /// Changes, at least one.
  public var count: Int
  public var idsHash: ChangeListHash
  public var secretHash: SecretHash
  /// Heads of the service log that the author knew when the bundle was made; ascending.
  public var controlHeads: [StatementID]

  public init(
    volet: VoletTag, device: SigningKey, epochs: [EpochID], documents: [DocumentID], count: Int,
    idsHash: ChangeListHash, secretHash: SecretHash, controlHeads: [StatementID]
  ) {
    (self.volet, self.device, self.epochs) = (volet, device, epochs)
    (self.documents, self.count) = (documents, count)
    (self.idsHash, self.secretHash, self.controlHeads) = (idsHash, secretHash, controlHeads)
  }
}

/// Bytes that claim to be a bundle: nothing is proven yet.
public struct SealedBundle: Hashable, Sendable {
  /// The serialised BundleEnvelope, as received.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// A bundle whose bounds hold and whose signature is its device's. Made only by `BundleCodec`.
public struct ProvenBundle: Hashable, Sendable {
  public let id: BundleID
  public let header: BundleHeader
  /// The serialised BundleEnvelope, as received: what is stored and passed on.
  public let bytes: [UInt8]

  init(id: BundleID, header: BundleHeader, bytes: [UInt8]) {
    (self.id, self.header, self.bytes) = (id, header, bytes)
  }
}

/// A change as a bundle takes and gives it: the original to the byte, and what it says.
///
/// Made only by this module, from an original that opened (`Keyring.bundled`) or from a bundle that did.
public struct BundledChange: Hashable, Sendable {
  /// The hash of the original: recomputed, when it comes from a bundle.
  public let id: ChangeID
  public let header: ChangeHeader
  public let content: ChangeContent
  /// The original, as it travels alone. Nobody has verified its signature when it comes from a bundle.
  public let original: SealedEnvelope
  /// The nonce of the body: 24 bytes.
  let nonce: [UInt8]
  /// Whether the nonce follows from what is sealed, so that it need not be carried.
  let hasDerivedNonce: Bool
  /// That of the original: 64 bytes.
  let signature: [UInt8]

  init(
    id: ChangeID, header: ChangeHeader, content: ChangeContent, original: SealedEnvelope,
    nonce: [UInt8], hasDerivedNonce: Bool, signature: [UInt8]
  ) {
    (self.id, self.header, self.content, self.original) = (id, header, content, original)
    (self.nonce, self.hasDerivedNonce, self.signature) = (nonce, hasDerivedNonce, signature)
  }
}

/// What a bundle says once opened: every id recomputed, and the list of them compared with the header's.
public struct OpenedBundle: Hashable, Sendable {
  public let bundle: ProvenBundle
  /// In the order of the bundle.
  public let changes: [BundledChange]
  /// The row of the note secret of each document, by the hash that the headers of its changes carry.
  public let secretRows: [SecretHash: [UInt8]]

  init(bundle: ProvenBundle, changes: [BundledChange], secretRows: [SecretHash: [UInt8]]) {
    (self.bundle, self.changes, self.secretRows) = (bundle, changes, secretRows)
  }
}

extension Identifier where Kind == ChangeListKind {
  /// BLAKE2b-256("carnet/bundle-ids/v1" ‖ the ids, one after another).
  public init(of ids: some Sequence<ChangeID>) {
    var digest = StreamingDigest(.bundleIDs)
    for id in ids { digest.update(id.bytes) }
    self.init(exactly: digest.finish())
  }
}

extension Identifier where Kind == SecretHashKind {
  /// The name of the row of a bundle secret: BLAKE2b-256("carnet/bundle-secret/v1" ‖ row).
  public init(ofBundleRow row: [UInt8]) { self.init(exactly: Digest.hash(.bundleSecret, row)) }
}
