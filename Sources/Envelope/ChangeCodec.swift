public import CRDT
import FoundationEssentials
import SwiftProtobuf
import Wire

/// Bounds on one change. Protocol/change.md, "Bounds".
public enum ChangeLimits {
  public static let version: UInt32 = 1
  public static let parents = 64
  public static let controlHeads = 64
  /// Bytes of the serialised header.
  public static let headerBytes = 8 << 10
  /// Bytes of the sealed body.
  public static let bodyBytes = 512 << 10
  /// Bytes of the serialised envelope: header, body, nonce, signature and what frames them.
  public static let envelopeBytes = headerBytes + bodyBytes + 128
  /// UTF-8 bytes of the author's name, and of the role's code.
  public static let authorBytes = 200
  public static let roleBytes = 64
  /// Minutes from UTC, either way.
  public static let zoneMinutes = 24 * 60
}

/// Changes as bytes: what is signed, what is checked before anything is believed. Protocol/change.md.
public enum ChangeCodec {
  /// Checks bounds, then the device's signature over the id of the received bytes.
  ///
  /// A pure function: a batch may be proven in parallel. Nothing of the body is opened.
  ///
  ///     let change = try ChangeCodec.prove(SealedEnvelope(bytes: received))
  ///     change.header.volet
  public static func prove(
    _ sealed: SealedEnvelope
  ) throws(EnvelopeError) -> ProvenEnvelope {
    let parts = try ChangeParts(sealed.bytes)
    let header = try decodeHeader(parts.header)
    let id = parts.id
    guard Signatures.verify(parts.signature, .signature, id.bytes, by: header.device) else {
      throw .badSignature
    }
    return ProvenEnvelope(id: id, header: header, bytes: sealed.bytes)
  }

  /// Reads bytes that this node's ledger proved when it took them in, under the id that they were kept under.
  ///
  /// Bounds and the hash are checked again, so that what a disk altered is found; the signature is not: only for rows
  /// of one's own ledger. Whoever asks whether everything is sound calls `prove`.
  public static func reread(
    _ sealed: SealedEnvelope, keptAs id: ChangeID
  ) throws(EnvelopeError) -> ProvenEnvelope {
    let parts = try ChangeParts(sealed.bytes)
    guard parts.id == id else { throw .malformed(.envelope) }
    return ProvenEnvelope(id: id, header: try decodeHeader(parts.header), bytes: sealed.bytes)
  }

  /// The serialised header: the associated data of the body.
  public static func encodeHeader(
    _ header: ChangeHeader
  ) throws(EnvelopeError) -> [UInt8] {
    try check(header)
    var bytes: [UInt8] = []
    append(header, to: &bytes)
    return bytes
  }

  /// The same for a header whose bounds were checked, behind what `bytes` holds.
  static func append(_ header: ChangeHeader, to bytes: inout [UInt8]) {
    let ids = header.parents.count + header.controlHeads.count
    bytes.reserveCapacity(bytes.count + 180 + 34 * ids)
    PlainMessage.append(1, UInt64(ChangeLimits.version), to: &bytes)
    PlainMessage.append(2, header.document.bytes, to: &bytes)
    PlainMessage.append(3, header.volet.bytes, to: &bytes)
    PlainMessage.append(4, header.stratum.bytes, to: &bytes)
    PlainMessage.append(5, header.epoch.bytes, to: &bytes)
    PlainMessage.append(6, header.device.bytes, to: &bytes)
    PlainMessage.append(7, header.sequence, to: &bytes)
    for parent in header.parents { PlainMessage.append(8, parent.bytes, to: &bytes) }
    for head in header.controlHeads { PlainMessage.append(9, head.bytes, to: &bytes) }
    PlainMessage.append(10, header.secretHash.bytes, to: &bytes)
  }

  /// A header whose every field is within bounds. Fields of later versions are passed over: the bytes are kept.
  public static func decodeHeader(
    _ bytes: [UInt8]
  ) throws(EnvelopeError) -> ChangeHeader {
    guard bytes.count <= ChangeLimits.headerBytes else { throw .outOfBounds(.header) }
    if let header = decodePlainHeader(bytes) {
      try check(header)
      return header
    }
    let wire = try WireBytes.decode(WireChangeHeader.self, bytes, as: .header)
    guard wire.version == ChangeLimits.version else { throw .unknownVersion(wire.version) }
    guard wire.parents.count <= ChangeLimits.parents else { throw .outOfBounds(.parents) }
    let parents = try wire.parents.map { bytes throws(EnvelopeError) in
      guard let parent = ChangeID(bytes) else { throw .outOfBounds(.identifier) }
      return parent
    }
    let header = ChangeHeader(
      document: try WireBytes.identifier(wire.document),
      volet: try WireBytes.identifier(wire.volet),
      stratum: try WireBytes.identifier(wire.stratum),
      epoch: try WireBytes.identifier(wire.epoch),
      device: try WireBytes.identifier(wire.device),
      sequence: wire.sequence, parents: parents,
      controlHeads: try WireBytes.identifiers(
        wire.controlHeads, atMost: ChangeLimits.controlHeads, as: .controlHeads),
      secretHash: try WireBytes.identifier(wire.secretHash))
    try check(header)
    return header
  }

  /// The header of bytes that are its plain encoding; nil for all others, good or bad.
  private static func decodePlainHeader(_ bytes: [UInt8]) -> ChangeHeader? {
    var reader = PlainMessageReader(bytes)
    guard reader.value(1) == UInt64(ChangeLimits.version),
      let document: DocumentID = reader.identifier(2),
      let volet: VoletTag = reader.identifier(3),
      let stratum: StratumID = reader.identifier(4),
      let epoch: EpochID = reader.identifier(5),
      let device: SigningKey = reader.identifier(6)
    else { return nil }
    let sequence = reader.value(7)
    var parents: [ChangeID] = []
    while let parent = ChangeID(bytes[reader.field(8, of: ChangeID.byteCount)]) {
      parents.append(parent)
    }
    var heads: [StatementID] = []
    while let head: StatementID = reader.identifier(9) { heads.append(head) }
    guard let secretHash: SecretHash = reader.identifier(10), reader.isAtEnd else { return nil }
    return ChangeHeader(
      document: document, volet: volet, stratum: stratum, epoch: epoch, device: device,
      sequence: sequence, parents: parents, controlHeads: heads, secretHash: secretHash)
  }

  static func check(_ header: ChangeHeader) throws(EnvelopeError) {
    guard header.sequence >= 1 else { throw .outOfBounds(.sequence) }
    guard header.parents.count <= ChangeLimits.parents else { throw .outOfBounds(.parents) }
    guard header.controlHeads.count <= ChangeLimits.controlHeads else {
      throw .outOfBounds(.controlHeads)
    }
    guard header.parents.isAscending else { throw .unsorted(.parents) }
    guard header.controlHeads.isAscending else { throw .unsorted(.controlHeads) }
  }

  /// The serialised body, not yet padded.
  static func encodeContent(_ content: ChangeContent) throws(EnvelopeError) -> [UInt8] {
    try check(content)
    var bytes: [UInt8] = []
    append(content, to: &bytes)
    return bytes
  }

  /// The same for content whose bounds were checked, behind what `bytes` holds.
  static func append(_ content: ChangeContent, to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + content.operations.count + 512)
    PlainMessage.append(1, content.author.utf8, to: &bytes)
    PlainMessage.append(2, content.role.utf8, to: &bytes)
    PlainMessage.append(3, content.clock.raw, to: &bytes)
    PlainMessage.append(4, Varint.zigzag(Int64(content.zone)), to: &bytes)
    PlainMessage.append(5, content.operations, to: &bytes)
  }

  static func decodeContent(_ bytes: [UInt8]) throws(EnvelopeError) -> ChangeContent {
    if let content = decodePlainContent(bytes) {
      try check(content)
      return content
    }
    let wire = try WireBytes.decode(WireChangeBody.self, bytes, as: .body)
    let content = ChangeContent(
      author: wire.author, role: wire.role, clock: HybridClock(raw: wire.clock),
      zone: Int(wire.zone), operations: Array(wire.operations))
    try check(content)
    return content
  }

  /// The content of bytes that are its plain encoding; nil for all others, good or bad.
  private static func decodePlainContent(_ bytes: [UInt8]) -> ChangeContent? {
    var reader = PlainMessageReader(bytes)
    guard let author = String(validating: bytes[reader.field(1)], as: UTF8.self),
      let role = String(validating: bytes[reader.field(2)], as: UTF8.self)
    else { return nil }
    let clock = reader.value(3)
    let zone = reader.value(4)
    let operations = Array(bytes[reader.field(5)])
    guard reader.isAtEnd, zone <= UInt64(UInt32.max) else { return nil }
    return ChangeContent(
      author: author, role: role, clock: HybridClock(raw: clock),
      zone: Int(Varint.unzigzag(zone)), operations: operations)
  }

  static func check(_ content: ChangeContent) throws(EnvelopeError) {
    guard content.author.utf8.count <= ChangeLimits.authorBytes else { throw .outOfBounds(.author) }
    guard content.role.utf8.count <= ChangeLimits.roleBytes else { throw .outOfBounds(.role) }
    guard (-ChangeLimits.zoneMinutes...ChangeLimits.zoneMinutes).contains(content.zone) else {
      throw .outOfBounds(.zone)
    }
  }
}

/// The four parts of a serialised ChangeEnvelope, their lengths checked and nothing else.
struct ChangeParts {
  let header: [UInt8]
  let nonce: [UInt8]
  let body: [UInt8]
  let signature: [UInt8]

  init(header: [UInt8], nonce: [UInt8], body: [UInt8], signature: [UInt8]) {
    (self.header, self.nonce, self.body, self.signature) = (header, nonce, body, signature)
  }

  /// Refuses an envelope that is not the one encoding of its parts: nobody may pad or reorder it on the way.
  init(_ bytes: [UInt8]) throws(EnvelopeError) {
    guard bytes.count <= ChangeLimits.envelopeBytes else { throw .outOfBounds(.envelope) }
    var reader = PlainMessageReader(bytes)
    let ranges = (reader.field(1), reader.field(2), reader.field(3), reader.field(4))
    guard reader.isAtEnd else { throw .malformed(.envelope) }
    self.init(
      header: Array(bytes[ranges.0]), nonce: Array(bytes[ranges.1]), body: Array(bytes[ranges.2]),
      signature: Array(bytes[ranges.3]))
    guard header.count <= ChangeLimits.headerBytes else { throw .outOfBounds(.header) }
    guard nonce.count == AEAD.nonceLength else { throw .outOfBounds(.nonce) }
    guard (AEAD.tagLength...ChangeLimits.bodyBytes).contains(body.count) else {
      throw .outOfBounds(.body)
    }
    guard signature.count == Signatures.length else { throw .outOfBounds(.signature) }
  }

  /// BLAKE2b-256("carnet/change/v1" ‖ length of the header, 4 bytes, big-endian ‖ header ‖ nonce ‖ body).
  ///
  /// The length keeps anybody from moving the boundary between header and nonce under the same signature.
  var id: ChangeID {
    let length = UInt32(header.count)
    let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
    let digest = Digest.hash(.change, prefix, header, nonce, body)
    guard let id = ChangeID(digest) else { preconditionFailure("a change id has 32 bytes") }
    return id
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
