package import CRDT
import Consent
package import Envelope
package import Store

/// Which shares a consent is carried out in, and what has reached whom.
extension Replica {
  /// Shares in which a consent was given: two, when two nodes put it into effect without knowing of each other.
  package func shares(
    giving consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> [Share] {
    var found: [ShareID: Share] = [:]
    for volet in try ownView(id, ledger).volets {
      for share in try shares(of: volet.tag, ledger)
      where share.grants.contains(where: { $0.consent == consent }) { found[share.id] = share }
    }
    return found.keys.sorted().compactMap { found[$0] }
  }

  /// Whether a peer holds a change, as far as this node knows: it was given a position in what is sent there, or came from
  /// there, which is what an older self remembers of it.
  package func reached(_ change: ChangeID, _ peer: PeerRow, _ ledger: LedgerReader) throws -> Bool {
    try ledger.wasNumbered(.change(change), for: peer.node)
      || ledger.isFrom(peer.node, .change(change))
  }
}
