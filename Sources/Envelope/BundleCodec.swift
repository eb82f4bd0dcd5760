import FoundationEssentials
import SwiftProtobuf
import Wire

/// Bundles as bytes: what is signed, what is checked before anything is believed. Protocol/bundle.md.
public enum BundleCodec {
  /// Checks bounds, then the device's signature over the id of the received bytes. Nothing of the body is opened.
  public static func prove(_ sealed: SealedBundle) throws(EnvelopeError) -> ProvenBundle {
    let parts = try BundleParts(sealed.bytes)
    let header = try decodeHeader(parts.header)
    let id = parts.id
    guard Signatures.verify(parts.signature, .signature, id.bytes, by: header.device) else {
      throw .badSignature
    }
    return ProvenBundle(id: id, header: header, bytes: sealed.bytes)
  }

  /// Reads bytes that this node's ledger proved when it took them in, under the id that they were kept under: bounds and
  /// the hash are checked again, the signature is not.
  public static func reread(
    _ sealed: SealedBundle, keptAs id: BundleID
  ) throws(EnvelopeError) -> ProvenBundle {
    let parts = try BundleParts(sealed.bytes)
    guard parts.id == id else { throw .malformed(.envelope) }
    return ProvenBundle(id: id, header: try decodeHeader(parts.header), bytes: sealed.bytes)
  }

  /// How many changes bytes that nobody has proven say that they hold, for counting alone; 1 when they say nothing.
  public static func claimedCount(_ sealed: SealedBundle) -> Int {
    do {
      return try decodeHeader(try BundleParts(sealed.bytes).header).count
    } catch {
      return 1
    }
  }

  /// The serialised header: the associated data of the body.
  public static func encodeHeader(_ header: BundleHeader) throws(EnvelopeError) -> [UInt8] {
    try check(header)
    var wire = WireBundleHeader()
    wire.version = BundleLimits.version
    wire.volet = Data(header.volet.bytes)
    wire.device = Data(header.device.bytes)
    wire.epochs = header.epochs.map { Data($0.bytes) }
    wire.count = UInt32(header.count)
    wire.idsHash = Data(header.idsHash.bytes)
    wire.secretHash = Data(header.secretHash.bytes)
    wire.controlHeads = header.controlHeads.map { Data($0.bytes) }
    wire.documents = header.documents.map { Data($0.bytes) }
    return try WireBytes.encode(wire, as: .header)
  }

  /// A header whose every field is within bounds. Fields of later versions are passed over: the bytes are kept.
  public static func decodeHeader(_ bytes: [UInt8]) throws(EnvelopeError) -> BundleHeader {
    guard bytes.count <= BundleLimits.headerBytes else { throw .outOfBounds(.header) }
    let wire = try WireBytes.decode(WireBundleHeader.self, bytes, as: .header)
    guard wire.version == BundleLimits.version else { throw .unknownVersion(wire.version) }
    let header = BundleHeader(
      volet: try WireBytes.identifier(wire.volet), device: try WireBytes.identifier(wire.device),
      epochs: try WireBytes.identifiers(
        wire.epochs, atMost: BundleLimits.epochs, as: .list),
      documents: try WireBytes.identifiers(
        wire.documents, atMost: BundleLimits.changes, as: .documents),
      count: Int(wire.count), idsHash: try WireBytes.identifier(wire.idsHash),
      secretHash: try WireBytes.identifier(wire.secretHash),
      controlHeads: try WireBytes.identifiers(
        wire.controlHeads, atMost: BundleLimits.controlHeads, as: .controlHeads))
    try check(header)
    return header
  }

  private static func check(_ header: BundleHeader) throws(EnvelopeError) {
    guard (1...BundleLimits.changes).contains(header.count) else { throw .outOfBounds(.bundle) }
    guard (1...BundleLimits.epochs).contains(header.epochs.count) else { throw .outOfBounds(.list) }
    guard header.controlHeads.count <= BundleLimits.controlHeads else {
      throw .outOfBounds(.controlHeads)
    }
    guard (1...header.count).contains(header.documents.count) else {
      throw .outOfBounds(.documents)
    }
    guard Set(header.documents).count == header.documents.count else {
      throw .unsorted(.documents)
    }
    guard header.epochs.isAscending else { throw .unsorted(.list) }
    guard header.controlHeads.isAscending else { throw .unsorted(.controlHeads) }
  }
}

/// The four parts of a serialised BundleEnvelope, their lengths checked and nothing else.
struct BundleParts {
  let header: [UInt8]
  let nonce: [UInt8]
  let body: [UInt8]
  let signature: [UInt8]

  init(header: [UInt8], nonce: [UInt8], body: [UInt8], signature: [UInt8]) {
    (self.header, self.nonce, self.body, self.signature) = (header, nonce, body, signature)
  }

  /// Refuses an envelope that is not the one encoding of its parts.
  init(_ bytes: [UInt8]) throws(EnvelopeError) {
    guard bytes.count <= BundleLimits.envelopeBytes else { throw .outOfBounds(.envelope) }
    var reader = PlainMessageReader(bytes)
    let ranges = (reader.field(1), reader.field(2), reader.field(3), reader.field(4))
    guard reader.isAtEnd else { throw .malformed(.envelope) }
    self.init(
      header: Array(bytes[ranges.0]), nonce: Array(bytes[ranges.1]), body: Array(bytes[ranges.2]),
      signature: Array(bytes[ranges.3]))
    guard header.count <= BundleLimits.headerBytes else { throw .outOfBounds(.header) }
    guard nonce.count == AEAD.nonceLength else { throw .outOfBounds(.nonce) }
    guard (AEAD.tagLength...BundleLimits.bodyBytes).contains(body.count) else {
      throw .outOfBounds(.body)
    }
    guard signature.count == Signatures.length else { throw .outOfBounds(.signature) }
  }

  /// BLAKE2b-256("carnet/bundle/v1" ‖ length of the header, 4 bytes, big-endian ‖ header ‖ nonce ‖ body).
  var id: BundleID {
    let length = UInt32(header.count)
    let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
    return BundleID(exactly: Digest.hash(.bundle, prefix, header, nonce, body))
  }

  func encode() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header.count + nonce.count + body.count + signature.count + 16)
    PlainMessage.append(1, header, to: &bytes)
    PlainMessage.append(2, nonce, to: &bytes)
    PlainMessage.append(3, body, to: &bytes)
    PlainMessage.append(4, signature, to: &bytes)
    return bytes
  }
}
