import CRDT

@testable import Envelope

extension VectorScenarios {
  static func bundle() throws -> Vector {
    try bundle("bundle", about: "Four changes of two notes, two epochs", seed: 106)
  }

  static func bundleOfAnotherMaker() throws -> Vector {
    try bundle(
      "bundle-nonces", about: "The same with nonces that another maker drew", seed: 107,
      ofAnotherMaker: true)
  }

  /// Two notes, four changes, two epochs: a first change and its edit, a note with a parent from elsewhere.
  private static func bundle(
    _ name: String, about: String, seed: UInt64, ofAnotherMaker: Bool = false
  ) throws -> Vector {
    var chance = SeededGenerator(seed: seed)
    let keyring = Keyring()
    var vector = Vector(name, kind: "bundle", about: about)
    vector.bytes("device_seed", chance.upcoming())
    let device = SigningPair(using: &chance)
    var keys: [EpochID: [UInt8]] = [:]
    let epochs = (0..<2).map { _ in
      let key = chance.upcoming()
      let epoch = keyring.makeEpoch(using: &chance)
      keys[epoch] = key
      return epoch
    }
    let (volet, stratum) = (VoletTag(using: &chance), StratumID(using: &chance))
    let head = StatementID(exactly: [UInt8](repeating: 3, count: 32))
    var changes: [BundledChange] = []
    var rows: [SecretHash: [UInt8]] = [:]
    var rowBytes: [UInt8] = []
    for note in 0..<2 {
      let document = DocumentID(using: &chance)
      let secret =
        ofAnotherMaker
        ? try keyring.secretOfAnotherMaker(document: document, epoch: epochs[0], using: &chance)
        : try keyring.makeNoteSecret(document: document, epoch: epochs[0], using: &chance)
      rows[secret.hash] = secret.row
      rowBytes += secret.row
      for step in 0..<2 {
        let elsewhere = ChangeID([UInt8](repeating: 5, count: 32))
        let parents = [step == 0 ? nil : changes.last?.id, note == 0 ? nil : elsewhere]
        let header = ChangeHeader(
          document: document, volet: volet, stratum: stratum, epoch: epochs[step],
          device: device.publicKey, sequence: UInt64(1 + 2 * step),
          parents: parents.compactMap(\.self).sorted(), controlHeads: step == 0 ? [] : [head],
          secretHash: secret.hash)
        let content = ChangeContent(
          author: note == 0 ? "Éloïse Martin" : "É. Martin", role: "social-worker",
          clock: HybridClock(raw: (1_764_000_000_000 - UInt64(note) * 5000) << 16 | UInt64(step)),
          zone: -60, operations: BundleFixture.prose(60, using: &chance))
        let envelope =
          ofAnotherMaker
          ? try keyring.changeOfAnotherMaker(
            header: header, content: content, secretRow: secret.row, author: device,
            using: &chance)
          : try keyring.sealChange(
            header: header, content: content, secretRow: secret.row, author: device)
        changes.append(try keyring.bundled(envelope, secretRow: secret.row))
      }
    }
    vector.bytes("epoch_keys", epochs.sorted().flatMap { keys[$0] ?? [] })
    vector.bytes("bundle_secret", chance.upcoming())
    let made = try keyring.sealBundle(
      changes, secretRows: rows, epoch: epochs[1], controlHeads: [head], author: device,
      using: &chance)
    vector.bytes("secret_row", made.secretRow)
    vector.bytes("note_secret_rows", rowBytes)
    vector.bytes("change_ids", changes.flatMap(\.id.bytes))
    vector.bytes("bundle_id", made.bundle.id.bytes)
    vector.bytes("bundle", made.bundle.bytes)
    return vector
  }
}
