import CRDT
import Consent
package import Envelope
import Replication
package import Store

/// Receiving bundles: kept as they come, and opened by whoever works here. Protocol/bundle.md, "On the way".
extension Replica {
  /// Keeps a bundle that a peer sent. Whatever is not certain about it is refused: its sender sends the changes alone.
  package func admit(
    _ sealed: SealedBundle, secretRow: [UInt8], from origin: Origin, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> Admission {
    guard case .peer(let peer, let own) = origin else { return .refused(.misplaced) }
    let bundle: ProvenBundle
    do {
      bundle = try BundleCodec.prove(sealed)
    } catch {
      return .refused(RefusalCode(error))
    }
    let owners = try owners(
      of: bundle.header.volet, knowing: bundle.header.controlHeads, from: origin, ledger)
    guard !owners.isEmpty else { return .refused(.notYours) }
    guard SecretHash(ofBundleRow: secretRow) == bundle.header.secretHash else {
      return .refused(.row)
    }
    if try owners.contains(where: { try ledger.holds(bundle: bundle.id, of: named($0)) }) {
      return .known(.bundle(bundle.id))
    }
    let judged: JudgedBundle
    switch Judge.judge(bundle, among: try homes(of: bundle.header.volet, by: owners, ledger)) {
    case .allowed(let allowed): judged = allowed
    case .refused(let reason): return .refused(RefusalCode(reason))
    case .waiting(let reason): return .refused(RefusalCode(reason))
    }
    let owner = judged.owner ?? service
    if let code = try refusal(of: bundle.header, by: owner, ledger) { return .refused(code) }
    try ledger.insertBundle(judged, secretRow: secretRow, from: (peer, own))
    if try isLate(bundle.header.device, of: [owner], from: origin, ledger) {
      try ledger.markLate(.bundle(bundle.id))
    }
    for colleague in try peers(of: service, ledger) {
      try queue(.bundle(bundle.id), for: colleague, control: false, from: origin, into: ledger)
    }
    return .admitted(.bundle(bundle.id))
  }

  /// Keeps a bundle that was packed here, judged like anybody's.
  ///
  /// - Returns: false, and nothing is kept, when it may not be: its changes travel one by one.
  package func keepPacked(
    _ bundle: ProvenBundle, secretRow: [UInt8], into ledger: LedgerWriter
  ) throws -> Bool {
    let homes = try homes(of: bundle.header.volet, by: [service], ledger)
    switch Judge.judge(bundle, among: homes) {
    case .allowed(let judged): return try ledger.insertBundle(judged, secretRow: secretRow)
    case .refused: return false
    case .waiting: return false
    }
  }

  private func refusal(
    of header: BundleHeader, by owner: ServiceID, _ ledger: LedgerReader
  ) throws -> RefusalCode? {
    for epoch in header.epochs where try ledger.isRefused(epoch: epoch, of: named(owner)) {
      return .purged
    }
    for document in header.documents
    where try isErased(document, in: header.volet, of: owner, ledger) {
      return .erased
    }
    return nil
  }
}
