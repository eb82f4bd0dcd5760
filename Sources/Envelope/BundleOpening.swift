import CRDT

// Opening a bundle. Protocol/bundle.md, "What a reader refuses".
extension Keyring {
  /// The changes of a bundle: each sealed again under its own key to the bytes of its original, and no signature
  /// verified but that of the bundle.
  ///
  /// Throws `.secretMismatch` for another row, `.missingEpoch` when one of the header's keys is not here,
  /// `.sealed(.body)`, a bound of a change, or `.malformed(.bundle)` when the ids are not those that were signed.
  public func openBundle(
    _ bundle: ProvenBundle, secretRow: [UInt8]
  ) throws(EnvelopeError) -> OpenedBundle {
    let header = bundle.header
    guard SecretHash(ofBundleRow: secretRow) == header.secretHash else { throw .secretMismatch }
    let row = try SecretRow(secretRow, as: .bundleSecret)
    guard header.epochs.contains(row.epoch) else { throw .malformed(.bundleSecret) }
    let keys = try header.epochs.map { epoch throws(EnvelopeError) in try epochKey(epoch) }
    let parts = try BundleParts(bundle.bytes)
    let secretKey = try epochKey(row.epoch)
    let context = Self.bundleSecretContext(header.volet, row.epoch)
    let result = withWipedMemory(SecretKey.length + parts.body.count) { memory in
      Result { () throws(EnvelopeError) -> OpenedBundle in
        let secret = UnsafeMutableRawBufferPointer(rebasing: memory[..<SecretKey.length])
        guard AEAD.open(row.sealed[...], into: secret, key: secretKey, associated: context) else {
          throw .sealed(.bundleSecret)
        }
        let plain = UnsafeMutableRawBufferPointer(
          rebasing: memory[SecretKey.length..<memory.count - AEAD.tagLength])
        let isOpen = Self.withBundleKey(keys, UnsafeRawBufferPointer(secret)) { key in
          AEAD.open(
            parts.body, nonce: parts.nonce, into: plain, key: key, associated: parts.header)
        }
        guard isOpen else { throw .sealed(.body) }
        var opening = try BundleOpening(bundle, UnsafeRawBufferPointer(plain), keys: keys)
        return try opening.rebuild()
      }
    }
    return try result.get()
  }
}

/// One opened bundle on its way to changes. Lives no longer than the plain part that it reads.
private struct BundleOpening {
  private let bundle: ProvenBundle
  private let keys: [UnsafeRawBufferPointer]
  private let tables: BundleTables
  private let columns: BundleColumnReader
  private var rows: [(hash: SecretHash, row: [UInt8])] = []
  private var rebuilder = ChangeRebuilder()
  private var ids: [ChangeID] = []

  init(
    _ bundle: ProvenBundle, _ plain: UnsafeRawBufferPointer, keys: [UnsafeRawBufferPointer]
  ) throws(EnvelopeError) {
    self.bundle = bundle
    self.keys = keys
    tables = try BundleTables(plain, header: bundle.header)
    let content: [UInt8]
    do throws(CodecError) {
      content = try Compression.decompress(
        tables.frame, atMost: BundleLimits.columnBytes)
    } catch {
      throw error == .beyondLimits ? .outOfBounds(.columns) : .malformed(.columns)
    }
    columns = try BundleColumnReader(content, tables: tables, header: bundle.header)
  }

  mutating func rebuild() throws(EnvelopeError) -> OpenedBundle {
    sealRows()
    var changes: [BundledChange] = []
    changes.reserveCapacity(bundle.header.count)
    ids.reserveCapacity(bundle.header.count)
    try columns.forEachChange { fields throws(EnvelopeError) in
      changes.append(try rebuild(fields))
    }
    guard Set(ids).count == ids.count, ChangeListHash(of: ids) == bundle.header.idsHash else {
      throw .malformed(.bundle)
    }
    let secretRows = Dictionary(rows.map { ($0.hash, $0.row) }, uniquingKeysWith: { row, _ in row })
    return OpenedBundle(bundle: bundle, changes: changes, secretRows: secretRows)
  }

  /// The row of each note secret, sealed again with its own nonce.
  private mutating func sealRows() {
    rows.reserveCapacity(bundle.header.documents.count)
    for (place, document) in bundle.header.documents.enumerated() {
      let epochPlace = columns.rowEpochs[place]
      let epoch = bundle.header.epochs[epochPlace]
      let nonce =
        tables.secretNonce(place)
        ?? Keyring.secretNonce(keys[epochPlace], document, tables.secret(place))
      let sealed = AEAD.seal(
        tables.secret(place), key: keys[epochPlace], nonce: nonce,
        associated: Keyring.secretContext(document, epoch))
      let row = SecretRow(epoch: epoch, sealed: nonce + sealed).encode()
      rows.append((SecretHash(ofRow: row), row))
    }
  }

  private mutating func rebuild(
    _ fields: BundleColumnReader.Fields
  ) throws(EnvelopeError) -> BundledChange {
    let place = ids.count
    var parents: [ChangeID] = []
    parents.reserveCapacity(fields.parents.count)
    for parent in fields.parents {
      switch parent {
      case .earlier(let distance): parents.append(ids[place - distance])
      case .outside(let index): parents.append(tables.outside[index])
      }
    }
    let header = ChangeHeader(
      document: bundle.header.documents[fields.document], volet: bundle.header.volet,
      stratum: tables.strata[fields.stratum], epoch: bundle.header.epochs[fields.epoch],
      device: bundle.header.device, sequence: fields.sequence, parents: parents,
      controlHeads: fields.heads, secretHash: rows[fields.document].hash)
    let change = try rebuilder.seal(
      header, fields.content, nonce: tables.nonce(place), signature: tables.signature(place),
      epochKey: keys[fields.epoch], secret: tables.secret(fields.document))
    ids.append(change.id)
    return change
  }
}

/// Seals one change after another as they were sealed once, on buffers of its own.
private struct ChangeRebuilder {
  private var header: [UInt8] = []
  private var padded: [UInt8] = []

  mutating func seal(
    _ header: ChangeHeader, _ content: ChangeContent, nonce carried: [UInt8]?,
    signature: [UInt8], epochKey: UnsafeRawBufferPointer, secret: UnsafeRawBufferPointer
  ) throws(EnvelopeError) -> BundledChange {
    try ChangeCodec.check(header)
    try ChangeCodec.check(content)
    self.header.removeAll(keepingCapacity: true)
    ChangeCodec.append(header, to: &self.header)
    guard self.header.count <= ChangeLimits.headerBytes else { throw .outOfBounds(.header) }
    padded.removeAll(keepingCapacity: true)
    ChangeCodec.append(content, to: &padded)
    Padding.pad(&padded)
    guard padded.count + AEAD.tagLength <= ChangeLimits.bodyBytes else { throw .outOfBounds(.body) }
    let (associated, plain) = (self.header, padded)
    let nonce =
      carried ?? Keyring.bodyNonce(epochKey, secret, header: associated, padded: plain)
    let body = withWipedMemory(SecretKey.length) { key in
      Keyring.deriveBodyKey(epochKey, secret, into: key)
      return plain.withUnsafeBytes {
        AEAD.seal($0, key: UnsafeRawBufferPointer(key), nonce: nonce, associated: associated)
      }
    }
    let parts = ChangeParts(header: associated, nonce: nonce, body: body, signature: signature)
    return BundledChange(
      id: parts.id, header: header, content: content,
      original: SealedEnvelope(bytes: parts.encode()), nonce: nonce,
      hasDerivedNonce: carried == nil, signature: signature)
  }
}
