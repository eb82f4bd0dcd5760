import Consent
public import Envelope
import Store

/// How things stand with one peer.
public struct PeerStatus: Hashable, Sendable {
  public let peer: SigningKey
  public let service: String
  public let sent: Int
  public let received: Int
  /// Items queued and not yet acknowledged.
  public let pending: Int
  public let refused: Int
  public let lastExchange: Instant?
  public let rootsEqual: Bool?
}

extension Notebook {
  /// Verified peers, in order of their keys.
  public func status() throws -> [PeerStatus] {
    try read { ledger in
      try ledger.peers().filter { $0.state == .verified }.sorted { $0.node < $1.node }.map { row in
        PeerStatus(
          peer: row.node, service: row.name, sent: row.sent, received: row.received,
          pending: try ledger.pending(peer: row.node), refused: row.refused,
          lastExchange: row.lastExchange, rootsEqual: row.rootsEqual)
      }
    }
  }

  /// Somebody who held the content root has left, and no unlocked node has made a new one yet.
  public func isRotationPending() throws -> Bool {
    try read { try serviceView(service, $0).pendingRotation }
  }

  /// Names of the services that a note of a volet will go to, and of those paired that it will not, after a write.
  public func readers(of note: DocumentID, at now: Instant) throws -> (
    told: [String], untold: [String]
  ) {
    try read { ledger in
      guard let place = try ledger.document(note), let change = try ledger.changes(of: note).last
      else { return ([], []) }
      let shares = try shares(of: place.tag, ledger)
      var told: Set<String> = []
      var untold: Set<String> = []
      for peer in try ledger.peers() where peer.state == .verified {
        let reads =
          peer.own
          || shares.contains {
            $0.recipient == peer.service && $0.mayRead(change.header, at: now)
          }
        if reads { told.insert(peer.name) } else { untold.insert(peer.name) }
      }
      return (told.sorted(), untold.subtracting(told).sorted())
    }
  }
}
