import CRDT
import Consent
public import Envelope
import Replica
import Replication
import Store

/// Receiving bundles: kept as they come, opened when a worker is here, every change through the gate as if it had come
/// alone. Protocol/bundle.md, "On the way".
extension WorkerSession {
  /// Opens what waits to be opened, a bundle a transaction.
  func openBundles(at now: Instant) throws {
    guard workerKeys != nil else { return }
    let waiting = try read { ledger in
      try ledger.bundles(in: .unopened) + ledger.bundles(in: .stuck)
    }
    for id in waiting { try write(at: now) { ledger in try open(id, into: ledger, at: now) } }
  }

  /// The same before somebody reads: what the disk takes no row for waits until it does.
  public func openBundlesIfPossible(at now: Instant) throws {
    do {
      try openBundles(at: now)
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // Nobody asked for it, and whoever reads next tries again.
    }
  }

  private func open(_ id: BundleID, into ledger: LedgerWriter, at now: Instant) throws {
    let received: ReceivedBundle
    let opened: OpenedBundle
    do {
      guard let found = try ledger.received(bundle: id),
        let log = try replica.place(
          of: found.bundle.header.volet, of: found.owner ?? service, ledger)
      else { return }
      received = found
      for epoch in found.bundle.header.epochs { try openEpoch(epoch, in: log, ledger) }
      opened = try worker().keyring.openBundle(found.bundle, secretRow: found.secretRow)
    } catch EnvelopeError.missingEpoch {
      // The wrap may still come.
      return
    } catch NotebookError.noContentKey {
      return
    } catch is EnvelopeError {
      return try ledger.set(bundle: id, .stuck)
    } catch StoreError.damaged {
      // The disk altered it. Whoever sent it is told that nothing is held of its feed, and sends everything again.
      try ledger.removeBundle(id)
      return try ledger.forgetHeldContent(through: .bundle(id))
    }
    let origin = Origin.peer(received.peer, own: received.own)
    for colleague in try replica.peers(of: service, ledger)
    where try ledger.isEnqueued(.bundle(id), to: colleague.node) {
      try ledger.carry(opened.changes.map(\.id), by: id, to: colleague.node)
    }
    // Handed on as one that was made here, until our other nodes have it.
    try ledger.set(bundle: id, .made)
    let isLate = try ledger.isLate(.bundle(id))
    for change in opened.changes {
      let secret = opened.secretRows[change.header.secretHash]
      let outcome = try replica.admit(
        change.original, secret: secret, from: origin, late: isLate, into: ledger, at: now)
      // What has no place yet stays in the bundle, which is opened again.
      if outcome == .full { return try ledger.set(bundle: id, .stuck) }
    }
    try ledger.removeDeliveredBundles()
    // The log on the disk still holds the secret of what was erased meanwhile.
    if try received.bundle.header.documents.contains(where: {
      try ledger.isErased($0, of: received.owner)
    }) {
      try ledger.owe()
    }
  }
}
