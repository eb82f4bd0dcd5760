import CRDT
import Consent
public import Envelope
import Replica
import Store

/// Packing what waits for a peer: many changes of this device under one seal. Protocol/bundle.md, "On the way".
extension WorkerSession {
  /// Packs changes that this device wrote and that wait to be sent, where there are enough of them: they take a fifth
  /// of the bytes. Nothing depends on it: what is not packed is sent change by change. Does nothing without a worker.
  ///
  /// - Parameter least: how many changes are enough; `nil` for what is worth while.
  public func packBacklogs(at now: Instant, atLeast least: Int? = nil) throws {
    guard let room = workerKeys else { return }
    let least = max(least ?? NotebookLimits.leastBundled, 1)
    let peers = try read { try $0.peers().filter { $0.state == .verified } }
    var made: [(id: BundleID, changes: Set<ChangeID>)] = []
    for peer in peers {
      var waiting = try read { ledger in
        try ledger.queuedChanges(to: peer.node, by: room.keys.signing.publicKey)
      }
      for bundle in made where bundle.changes.isSubset(of: waiting.map(\.id)) {
        try write(at: now) { ledger in
          try ledger.carry(bundle.changes, by: bundle.id, to: peer.node)
        }
        waiting.removeAll { bundle.changes.contains($0.id) }
      }
      for group in try backlogs(waiting, for: peer, atLeast: least, at: now) {
        for bundle in try bundles(of: group, atLeast: least) {
          guard try keep(bundle, for: peer) else { continue }
          made.append((bundle.made.id, Set(bundle.changes)))
        }
      }
    }
  }

  /// The same after something that must not seem to have failed, since it is done: what cannot be packed travels alone.
  public func packBacklogsIfPossible(at now: Instant) throws {
    do {
      try packBacklogs(at: now)
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // Nothing waits for it.
    }
  }

  struct PackedBundle {
    let made: ProvenBundle
    let secretRow: [UInt8]
    let changes: [ChangeID]
  }

  /// What may go to the peer now, by the key that opens it, where a bundle is worth while.
  private func backlogs(
    _ waiting: [(id: ChangeID, volet: VoletTag, epoch: EpochID)], for peer: PeerRow,
    atLeast least: Int, at now: Instant
  ) throws -> [[ChangeID]] {
    guard waiting.count >= least else { return [] }
    var groups: [EpochID: [ChangeID]] = [:]
    var order: [EpochID] = []
    try read { ledger in
      for change in waiting where try replica.permit(change.id, to: peer, ledger, at: now) == .send
      {
        if groups[change.epoch] == nil { order.append(change.epoch) }
        groups[change.epoch, default: []].append(change.id)
      }
    }
    return order.compactMap { groups[$0] }.filter { $0.count >= least }
  }

  /// Changes of one epoch in as few bundles as hold them; those that do not open, or would not encode to the same bytes
  /// again, are left out.
  func bundles(of ids: [ChangeID], atLeast least: Int) throws -> [PackedBundle] {
    var ready: [BundledChange] = []
    var secrets: [SecretHash: [UInt8]] = [:]
    var heads: [StatementID] = []
    try read { ledger in
      heads = try replica.serviceView(service, ledger).heads
      for id in ids {
        guard let change = try ledger.change(id),
          let log = try ledger.log(of: change.header.volet),
          let secret = try ledger.noteSecret(of: change.header.document),
          let bundled = try bundled(change, secret, of: log, ledger)
        else { continue }
        ready.append(bundled)
        secrets[bundled.header.secretHash] = secret
      }
    }
    var packed: [PackedBundle] = []
    var rest = [ready[...]]
    while let part = rest.popLast() {
      guard part.count >= least else { continue }
      if let bundle = try seal(part, secrets, heads) {
        packed.append(bundle)
      } else {
        // More than one bundle holds.
        let middle = part.startIndex + part.count / 2
        rest += [part[middle...], part[..<middle]]
      }
    }
    return packed
  }

  private func bundled(
    _ change: ProvenEnvelope, _ secret: [UInt8], of log: LogID, _ ledger: LedgerReader
  ) throws -> BundledChange? {
    do {
      try openEpoch(change.header.epoch, in: log, ledger)
      try openSecretEpoch(secret, in: log, ledger)
      return try worker().keyring.bundled(change, secretRow: secret)
    } catch is EnvelopeError {
      // It travels alone, and `verify` names what does not open.
      return nil
    } catch NotebookError.noContentKey {
      return nil
    }
  }

  /// Nil for more than one bundle holds.
  private func seal(
    _ changes: ArraySlice<BundledChange>, _ secrets: [SecretHash: [UInt8]], _ heads: [StatementID]
  ) throws -> PackedBundle? {
    guard let last = changes.last else { return nil }
    let room = try worker()
    do {
      let (made, row) = try room.keyring.sealBundle(
        Array(changes), secretRows: secrets, epoch: last.header.epoch, controlHeads: heads,
        author: room.keys.signing, using: &chance)
      return PackedBundle(made: made, secretRow: row, changes: changes.map(\.id))
    } catch {
      guard case .outOfBounds = error else { throw error }
      return nil
    }
  }

  /// Queues a bundle instead of its changes, if all of them still wait and none was erased meanwhile.
  func keep(_ bundle: PackedBundle, for peer: PeerRow) throws -> Bool {
    try commit { ledger in
      let waiting = Set(
        try ledger.queuedChanges(to: peer.node, by: bundle.made.header.device).map(\.id))
      guard waiting.isSuperset(of: bundle.changes),
        try !bundle.made.header.documents.contains(where: { try ledger.isErased($0) }),
        try replica.keepPacked(bundle.made, secretRow: bundle.secretRow, into: ledger)
      else { return false }
      try ledger.carry(bundle.changes, by: bundle.made.id, to: peer.node)
      return true
    }
  }
}
