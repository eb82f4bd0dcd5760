import CRDT
import Consent
public import Envelope
package import Store

/// How things stand with one peer.
public struct PeerStatus: Hashable, Sendable {
  public let peer: SigningKey
  public let service: String
  public let sent: Int
  public let received: Int
  /// Items queued and not yet acknowledged, but for what no consent lets leave.
  public let pending: Int
  public let refused: Int
  public let lastExchange: Instant?
  public let rootsEqual: Bool?
  /// False after a restore, until all that the peer knows was replayed.
  public let isRead: Bool
  /// It said that it accepts this node no longer: nothing is exchanged until somebody pairs again.
  public let hasRemovedUs: Bool
}

extension Replica {
  /// Verified peers, in order of their keys.
  ///
  ///     try replica.status(at: now).filter(\.hasRemovedUs).map(\.service)
  ///
  /// - Parameter now: decides which consents have ended; nil: none by its date.
  public func status(at now: Instant? = nil) throws -> [PeerStatus] {
    try read { ledger in
      try ledger.peers().filter { $0.state == .verified }.sorted { $0.node < $1.node }.map { row in
        PeerStatus(
          peer: row.node, service: row.name, sent: row.sent, received: row.received,
          pending: try pending(for: row, ledger, at: now), refused: row.refused,
          lastExchange: row.lastExchange, rootsEqual: row.rootsEqual,
          isRead: try !ledger.isUnread(row.node), hasRemovedUs: row.hasRemovedUs)
      }
    }
  }

  private func pending(for peer: PeerRow, _ ledger: LedgerReader, at now: Instant?) throws -> Int {
    let staying = try ledger.queuedItems(peer: peer.node, control: false).filter { item in
      switch item {
      case .statement, .access: false
      case .change(let change): try isStaying(change, peer, ledger, at: now)
      case .bundle(let bundle):
        try ledger.carried(by: bundle, to: peer.node).allSatisfy {
          try isStaying($0, peer, ledger, at: now)
        }
      }
    }
    return try ledger.pending(peer: peer.node) - staying.count
  }

  /// Whether a queued change goes to nobody there, by the consents that there are.
  private func isStaying(
    _ change: ChangeID, _ peer: PeerRow, _ ledger: LedgerReader, at now: Instant?
  ) throws -> Bool {
    let instant = try now.map { try latest($0, ledger) } ?? Instant(milliseconds: 0)
    return switch try permit(change, to: peer, ledger, at: instant) {
    case .send: false
    case .drop: true
    // Held back until its service has enrolled it, it leaves then.
    case .hold: try isEnrolled(peer, ledger)
    }
  }

  /// Whether this service has another node that works.
  public func hasOtherNodes() throws -> Bool {
    try read(hasOtherNodes)
  }

  package func hasOtherNodes(_ ledger: LedgerReader) throws -> Bool {
    try serviceView(service, ledger).nodes.contains { $0.key != node && !$0.isEnded }
  }

  /// Whether this node exchanges with some node of a service, by its name as it is told: it is paired with one that has
  /// not said that it ended the pairing.
  public func isMet(_ service: String) throws -> Bool { try read { try isMet(service, $0) } }

  package func isMet(_ service: String, _ ledger: LedgerReader) throws -> Bool {
    try ledger.peers().contains { peer in
      guard peer.state == .verified, !peer.hasRemovedUs else { return false }
      let told = try peer.service.map { try toldName(peer.name, of: $0, ledger) } ?? peer.name
      return [peer.name, told].contains { $0.utf8.elementsEqual(service.utf8) }
    }
  }

  /// Somebody who held the content root has left, and no unlocked node has made a new one yet.
  public func isRotationPending() throws -> Bool {
    try read { try serviceView(service, $0).pendingRotation }
  }
}
