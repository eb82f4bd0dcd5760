import CRDT
import Envelope

// The case file as it is stored and as it travels: signed by a device, sealed under an epoch.
extension CaseFilePhases {
  private var envelopeFile: String { "\(saved)/carnet-envelopes" }
  private var bundleFile: String { "\(saved)/carnet-bundle" }

  /// The keys of the author, the same in each process.
  private struct Author: ~Copyable {
    var chance = SeededGenerator(seed: 3)
    let device: SigningPair
    let epoch: EpochID
    let volet: VoletTag

    init(_ keyring: Keyring) {
      device = SigningPair(using: &chance)
      epoch = keyring.makeEpoch(using: &chance)
      volet = VoletTag(using: &chance)
    }
  }

  private typealias Row = (envelope: SealedEnvelope, secret: [UInt8])

  // MARK: An envelope a change

  /// Seals and signs each note as one change, beside the row of its secret.
  func seal() throws -> Report {
    let operations = documents().map { $0.changes.flatMap(\.operations) }
    var author = Author(keyring)
    let stratum = StratumID(using: &author.chance)
    var meter = Meter()
    let sealed = try meter.time {
      try operations.enumerated().map { index, operations -> Row in
        let document = DocumentID(using: &author.chance)
        let secret = try keyring.makeNoteSecret(
          document: document, epoch: author.epoch, using: &author.chance)
        let header = ChangeHeader(
          document: document, volet: author.volet, stratum: stratum, epoch: author.epoch,
          device: author.device.publicKey, sequence: 1, parents: [], controlHeads: [],
          secretHash: secret.hash)
        let minutes = UInt64(index) * 37
        let content = ChangeContent(
          author: "Éloïse Martin", role: "referent",
          clock: HybridClock(raw: (1_764_000_000_000 + minutes * 60_000) << 16), zone: 60,
          operations: OperationCodec.encode(operations))
        let envelope = try keyring.sealChange(
          header: header, content: content, secretRow: secret.row, author: author.device)
        return (SealedEnvelope(bytes: envelope.bytes), secret.row)
      }
    }
    var form = FormWriter(mark: "CME1")
    form.number(sealed.count)
    for row in sealed {
      form.block(row.envelope.bytes)
      form.block(row.secret)
    }
    try Files.write(form.bytes, to: envelopeFile)
    return meter.report(
      holding: operations,
      bytes: sealed.reduce(0) { $0 + $1.envelope.bytes.count + $1.secret.count })
  }

  private func envelopes() throws(Misuse) -> [Row] {
    var form = try FormReader(try Files.read(envelopeFile), mark: "CME1")
    return try form.list { form throws(Misuse) -> Row in
      (SealedEnvelope(bytes: try form.block()), try form.block())
    }
  }

  /// From sealed changes in memory to documents: signatures verified, bodies opened, merged.
  func admit() throws -> Report {
    let received = try envelopes()
    _ = Author(keyring)
    var meter = Meter()
    let documents = try meter.time {
      try received.map { row in
        let proven = try ChangeCodec.prove(row.envelope)
        let content = try keyring.openChange(proven, secretRow: row.secret)
        return try document(proven.id, proven.header, content)
      }
    }
    let report = meter.report(holding: received)
    try check(documents)
    return report
  }

  private func document(
    _ id: ChangeID, _ header: ChangeHeader, _ content: ChangeContent
  ) throws -> Document {
    let operations = try OperationCodec.decode(content.operations)
    return Engine.merge(
      CollectionOfOne(Change(id: id, parents: header.parents, operations: operations)))
  }

  // MARK: All under one seal

  /// Takes the sealed changes into one bundle: opened, packed together, sealed and signed once.
  func bundle() throws -> Report {
    let rows = try envelopes()
    let proven = try rows.map { try ChangeCodec.prove($0.envelope) }
    var author = Author(keyring)
    let secrets = Dictionary(
      uniqueKeysWithValues: zip(proven, rows).map { ($0.header.secretHash, $1.secret) })
    var meter = Meter()
    let made = try meter.time {
      let changes = try zip(proven, rows).map { try keyring.bundled($0, secretRow: $1.secret) }
      return try keyring.sealBundle(
        changes, secretRows: secrets, epoch: author.epoch, controlHeads: [],
        author: author.device, using: &author.chance)
    }
    var form = FormWriter(mark: "CMB1")
    form.block(made.bundle.bytes)
    form.block(made.secretRow)
    try Files.write(form.bytes, to: bundleFile)
    return meter.report(holding: rows, bytes: made.bundle.bytes.count + made.secretRow.count)
  }

  /// From a bundle in memory to documents: its signature verified, opened, each id recomputed, merged; with `each`, the
  /// signature of each change verified too, as the notebook does before it passes a change on.
  func admitBundle(each: Bool) throws -> Report {
    var form = try FormReader(try Files.read(bundleFile), mark: "CMB1")
    let sealed = SealedBundle(bytes: try form.block())
    let secret = try form.block()
    _ = Author(keyring)
    var meter = Meter()
    let documents = try meter.time {
      let opened = try keyring.openBundle(try BundleCodec.prove(sealed), secretRow: secret)
      return try opened.changes.map {
        if each { _ = try ChangeCodec.prove($0.original) }
        return try document($0.id, $0.header, $0.content)
      }
    }
    let report = meter.report(holding: sealed)
    try check(documents)
    return report
  }
}
