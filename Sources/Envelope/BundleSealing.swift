import CRDT

// Making a bundle. Protocol/bundle.md.
extension Keyring {
  /// A change whose original is at hand, made ready for a bundle: it opens, and its parts encode to the same bytes.
  ///
  /// Throws what `openChange` throws, and `.malformed` for an original that has fields of a later version: that one
  /// travels alone.
  public func bundled(
    _ envelope: ProvenEnvelope, secretRow: [UInt8]
  ) throws(EnvelopeError) -> BundledChange {
    let parts = try ChangeParts(envelope.bytes)
    let (opened, derived) = try withNoteKeys(envelope.header, secretRow: secretRow) { keys in
      let padded = AEAD.open(
        parts.body, nonce: parts.nonce, key: keys.body, associated: parts.header)
      return (padded, padded.map { keys.nonce(header: parts.header, padded: $0) })
    }
    guard let padded = opened else { throw .sealed(.body) }
    let content = try ChangeCodec.decodeContent(try Padding.unpad(padded))
    guard try ChangeCodec.encodeHeader(envelope.header) == parts.header else {
      throw .malformed(.header)
    }
    guard Padding.pad(try ChangeCodec.encodeContent(content)) == padded else {
      throw .malformed(.body)
    }
    guard try SecretRow(secretRow).encode() == secretRow else { throw .malformed(.noteSecret) }
    return BundledChange(
      id: envelope.id, header: envelope.header, content: content,
      original: SealedEnvelope(bytes: envelope.bytes), nonce: parts.nonce,
      hasDerivedNonce: derived == parts.nonce, signature: parts.signature)
  }

  /// Seals and signs changes of one device in one volet, in an order in which parents come before their children.
  ///
  /// - Parameters:
  ///   - secretRows: the row of the note secret of each document, by its hash; others are passed over.
  ///   - epoch: the one whose key seals the bundle secret, usually the newest of the changes.
  ///   - controlHeads: heads of the service log that the author knows now, ascending.
  /// - Returns: the bundle, and the row of its secret to keep beside.
  /// - Throws: `.wrongAuthor` for a change of another device, `.secretMismatch` for a missing or changing row,
  ///   `.missingEpoch`, `.outOfBounds` for more than one bundle may hold, `.malformed(.bundle)` for two volets,
  ///   `.unsorted(.bundle)` for a change given twice.
  public func sealBundle(
    _ changes: [BundledChange], secretRows: [SecretHash: [UInt8]], epoch: EpochID,
    controlHeads: [StatementID], author: borrowing SigningPair,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> (bundle: ProvenBundle, secretRow: [UInt8]) {
    guard let first = changes.first, changes.count <= BundleLimits.changes else {
      throw .outOfBounds(.bundle)
    }
    let device = author.publicKey
    guard changes.allSatisfy({ $0.header.device == device }) else { throw .wrongAuthor }
    let volet = first.header.volet
    guard changes.allSatisfy({ $0.header.volet == volet }) else { throw .malformed(.bundle) }
    let rows = try Self.rows(of: changes, in: secretRows)
    let epochs = Set(changes.map(\.header.epoch) + rows.values.map(\.epoch) + [epoch]).sorted()
    let columns = try BundleColumns(changes, epochs: epochs, rowEpochs: rows.mapValues(\.epoch))
    var carriesRowNonces = false
    for (document, row) in rows where try !hasDerivedNonce(row, of: document) {
      carriesRowNonces = true
    }
    let plain = try BundlePlain(columns, changes, carriesRowNonces: carriesRowNonces)
    let secret = SecretKey(using: &chance)
    let row = SecretRow(
      epoch: epoch,
      sealed: AEAD.seal(
        secret.view, under: try epochKey(epoch),
        associated: Self.bundleSecretContext(volet, epoch), using: &chance))
    let secretRow = row.encode()
    let header = BundleHeader(
      volet: volet, device: device, epochs: epochs, documents: columns.documents.elements,
      count: changes.count,
      idsHash: ChangeListHash(of: changes.lazy.map(\.id)),
      secretHash: SecretHash(ofBundleRow: secretRow), controlHeads: controlHeads)
    let headerBytes = try BundleCodec.encodeHeader(header)
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let body = try sealBody(
      plain, columns: columns, rows: rows, epochs: epochs, secret: secret.view, nonce: nonce,
      associated: headerBytes)
    let id = BundleParts(header: headerBytes, nonce: nonce, body: body, signature: []).id
    let signed = BundleParts(
      header: headerBytes, nonce: nonce, body: body, signature: author.sign(.signature, id.bytes))
    return (ProvenBundle(id: id, header: header, bytes: signed.encode()), secretRow)
  }

  /// The row of each document: one for all of its changes.
  private static func rows(
    of changes: [BundledChange], in secretRows: [SecretHash: [UInt8]]
  ) throws(EnvelopeError) -> [DocumentID: SecretRow] {
    var rows: [DocumentID: SecretRow] = [:]
    var hashes: [DocumentID: SecretHash] = [:]
    for change in changes {
      let (document, hash) = (change.header.document, change.header.secretHash)
      if let known = hashes[document] {
        guard known == hash else { throw .secretMismatch }
        continue
      }
      guard let row = secretRows[hash], SecretHash(ofRow: row) == hash else {
        throw .secretMismatch
      }
      hashes[document] = hash
      rows[document] = try SecretRow(row)
    }
    return rows
  }

  /// Whether the nonce of the row of a note secret follows from the secret.
  private func hasDerivedNonce(
    _ row: SecretRow, of document: DocumentID
  ) throws(EnvelopeError) -> Bool {
    let key = try epochKey(row.epoch)
    let derived = withWipedMemory(SecretKey.length) { secret -> [UInt8]? in
      let isOpen = AEAD.open(
        row.sealed[...], into: secret, key: key,
        associated: Self.secretContext(document, row.epoch))
      return isOpen ? Self.secretNonce(key, document, UnsafeRawBufferPointer(secret)) : nil
    }
    guard let derived else { throw .sealed(.noteSecret) }
    return row.sealed.starts(with: derived)
  }

  /// The plain part stands only in memory that is wiped: it holds note secrets.
  private func sealBody(
    _ plain: BundlePlain, columns: BundleColumns, rows: [DocumentID: SecretRow], epochs: [EpochID],
    secret: UnsafeRawBufferPointer, nonce: [UInt8], associated: [UInt8]
  ) throws(EnvelopeError) -> [UInt8] {
    let keys = try epochs.map { epoch throws(EnvelopeError) in try epochKey(epoch) }
    let result = withWipedMemory(plain.paddedLength) { memory in
      Result { () throws(EnvelopeError) in
        try plain.write(to: memory, columns: columns) { document, target throws(EnvelopeError) in
          guard let row = rows[document] else { throw .secretMismatch }
          guard
            AEAD.open(
              row.sealed[...], into: target, key: try epochKey(row.epoch),
              associated: Self.secretContext(document, row.epoch))
          else { throw .sealed(.noteSecret) }
          return Array(row.sealed[..<AEAD.nonceLength])
        }
        return Self.withBundleKey(keys, secret) { key in
          AEAD.seal(
            UnsafeRawBufferPointer(memory), key: key, nonce: nonce, associated: associated)
        }
      }
    }
    return try result.get()
  }

  /// Lends the key of the body: from the bundle secret through every epoch key in turn, each step BLAKE2b keyed with
  /// the epoch key over "carnet/bundle-key/v1" ‖ what the step before gave.
  static func withBundleKey<Result>(
    _ keys: [UnsafeRawBufferPointer], _ secret: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    withWipedMemory(SecretKey.length) { memory in
      memory.copyMemory(from: secret)
      for key in keys {
        let digest = StreamingDigest(.bundleKey, rawKey: key)
        digest.update(UnsafeRawBufferPointer(memory))
        digest.finish(into: memory)
      }
      return body(UnsafeRawBufferPointer(memory))
    }
  }

  /// The associated data of the seal of a bundle secret.
  static func bundleSecretContext(_ volet: VoletTag, _ epoch: EpochID) -> [UInt8] {
    Domain.bundleSecretSeal.bytes + volet.bytes + epoch.bytes
  }
}

/// The plain part of a bundle, but for the note secrets: counts, ids, signatures and nonces as they are, then the
/// compressed frame.
struct BundlePlain {
  private let frame: [UInt8]
  /// Of the bodies, unless all of them follow from what they seal.
  private let nonces: [[UInt8]]
  private let signatures: [[UInt8]]
  private let carriesRowNonces: Bool
  private let length: Int
  let paddedLength: Int

  /// Version, flags and counts of the three tables of ids.
  static let prefixLength = 2 + 3 * 4

  /// Which nonces are carried, since they do not follow from what they seal.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let bodyNonces = Flags(rawValue: 1)
    static let rowNonces = Flags(rawValue: 2)
    static let all: Flags = [.bodyNonces, .rowNonces]
  }

  init(
    _ columns: BundleColumns, _ changes: [BundledChange], carriesRowNonces: Bool
  ) throws(EnvelopeError) {
    guard columns.contentLength <= BundleLimits.columnBytes else { throw .outOfBounds(.columns) }
    frame = columns.frame
    nonces = changes.allSatisfy(\.hasDerivedNonce) ? [] : changes.map(\.nonce)
    signatures = changes.map(\.signature)
    self.carriesRowNonces = carriesRowNonces
    let secretLength = SecretKey.length + (carriesRowNonces ? AEAD.nonceLength : 0)
    length =
      Self.prefixLength + columns.strata.elements.count * StratumKind.length
      + columns.documents.elements.count * secretLength + nonces.count * AEAD.nonceLength
      + signatures.count * Signatures.length + columns.heads.elements.count * StatementKind.length
      + columns.outside.elements.count * ChangeID.byteCount + frame.count
    paddedLength = Padding.paddedLength(length + 1)
    guard paddedLength + AEAD.tagLength <= BundleLimits.bodyBytes else { throw .outOfBounds(.body) }
  }

  private var flags: Flags {
    var flags: Flags = carriesRowNonces ? .rowNonces : []
    if !nonces.isEmpty { flags.insert(.bodyNonces) }
    return flags
  }

  /// Fills `target`, exactly `paddedLength` bytes. `openSecret` writes the secret of a document in place and gives the
  /// nonce of its row.
  func write(
    to target: UnsafeMutableRawBufferPointer, columns: BundleColumns,
    openSecret: (DocumentID, UnsafeMutableRawBufferPointer) throws(EnvelopeError) -> [UInt8]
  ) throws(EnvelopeError) {
    var position = 0
    func append(_ bytes: [UInt8]) {
      UnsafeMutableRawBufferPointer(rebasing: target[position..<position + bytes.count])
        .copyBytes(from: bytes)
      position += bytes.count
    }
    append([UInt8(BundleLimits.version), flags.rawValue])
    for count in [
      columns.strata.elements.count, columns.heads.elements.count, columns.outside.elements.count,
    ] {
      append([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) })
    }
    for id in columns.strata.elements { append(id.bytes) }
    for document in columns.documents.elements {
      let place = position..<position + SecretKey.length
      position = place.upperBound
      let nonce = try openSecret(document, UnsafeMutableRawBufferPointer(rebasing: target[place]))
      if carriesRowNonces { append(nonce) }
    }
    for nonce in nonces { append(nonce) }
    for signature in signatures { append(signature) }
    for id in columns.heads.elements { append(id.bytes) }
    for id in columns.outside.elements { append(id.bytes) }
    append(frame)
    append([0x80])
    append([UInt8](repeating: 0, count: target.count - position))
  }
}
