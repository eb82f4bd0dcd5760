public import Envelope
import Foundation
import GRDB

/// Where a pairing stands.
public enum PeerState: Int64, Hashable, Sendable, CaseIterable {
  case invited = 0
  case proven = 1
  case verified = 2
  case removed = 3
}

/// A node that this one was paired with. All but the node's key and the state is sealed at rest.
public struct PeerRow: Hashable, Sendable {
  public var node: SigningKey
  public var service: ServiceID?
  public var state: PeerState
  /// A further node of one's own service.
  public var own: Bool
  public var name: String
  /// host:port, in the order to dial them.
  public var addresses: [String]
  /// The short string that both operators compare; empty before there is one.
  public var sas: String
  public var verifiedOn: Instant?
  public var lastExchange: Instant?
  /// Of the last proof; nil before the first.
  public var rootsEqual: Bool?
  public var sent: Int
  public var received: Int
  public var refused: Int
  public var operatorKey: SigningKey?
  /// It said that it does not accept this node any more.
  public var hasRemovedUs = false
  /// The invitation of theirs that this node answered last.
  public var answered: InvitationID?

  public init(
    node: SigningKey, service: ServiceID? = nil, state: PeerState, own: Bool = false,
    name: String = "", addresses: [String] = [], sas: String = "", verifiedOn: Instant? = nil,
    lastExchange: Instant? = nil, rootsEqual: Bool? = nil, sent: Int = 0, received: Int = 0,
    refused: Int = 0, operatorKey: SigningKey? = nil
  ) {
    (self.node, self.service, self.state, self.own) = (node, service, state, own)
    (self.name, self.addresses, self.sas) = (name, addresses, sas)
    (self.verifiedOn, self.lastExchange) = (verifiedOn, lastExchange)
    (self.rootsEqual, self.sent, self.received) = (rootsEqual, sent, received)
    (self.refused, self.operatorKey) = (refused, operatorKey)
  }
}

extension LedgerReader {
  /// In order of first saving; without those whose row is damaged, to whom nothing goes: see `damagedPeers`.
  public func peers() throws -> [PeerRow] {
    if let peersRead { return peersRead }
    let peers = try rows("SELECT node, state, sealed FROM peer ORDER BY number").compactMap {
      (row) -> PeerRow? in
      do {
        return try peer(row)
      } catch StoreError.damaged {
        return nil
      }
    }
    peersRead = peers
    return peers
  }

  /// How many rows of peers the disk altered.
  public func damagedPeers() throws -> Int {
    try rows("SELECT number FROM peer").count - peers().count
  }

  public func peer(_ node: SigningKey) throws -> PeerRow? {
    if let peersRead { return peersRead.first { $0.node == node } }
    return try row("SELECT node, state, sealed FROM peer WHERE node = ?", .id(node)).map(peer)
  }

  private func peer(_ row: Row) throws -> PeerRow {
    let node: SigningKey = try row.id(0)
    guard let state = PeerState(rawValue: try row.integer(1)) else { throw StoreError.damaged }
    let card = try PeerCard.decode(try opened(row.bytes(2), in: .peer, row: node.bytes))
    // The clear column is for queries: a disk that rots must not verify a peer.
    guard card.state == state.rawValue else { throw StoreError.damaged }
    return card.row(node: node, state: state)
  }
}

extension LedgerWriter {
  /// Replaces the row of that node.
  public func savePeer(_ peer: PeerRow) throws {
    peersRead = nil
    _ = try advance(counter: MetaKey.peers)
    try run(
      """
      INSERT INTO peer (node, state, sealed) VALUES (?, ?, ?)
      ON CONFLICT (node) DO UPDATE SET state = excluded.state, sealed = excluded.sealed
      """, .id(peer.node), .integer(peer.state.rawValue),
      .bytes(sealed(try PeerCard(peer).encode(), in: .peer, row: peer.node.bytes)))
  }

  /// Forgets the node, its feeds, and what was received from it by name.
  public func removePeer(_ node: SigningKey) throws {
    peersRead = nil
    _ = try advance(counter: MetaKey.peers)
    try run("DELETE FROM peer WHERE node = ?", .id(node))
    try forgetFeeds(of: node)
    try forgetParked(from: node)
  }
}

/// The sealed part of a peer's row.
private struct PeerCard: Codable {
  var state: Int64
  var service: String?
  var own: Bool
  var name: String
  var addresses: [String]
  var sas: String
  var verifiedOn: Int64?
  var lastExchange: Int64?
  var rootsEqual: Bool?
  var sent: Int
  var received: Int
  var refused: Int
  var operatorKey: String?
  var hasRemovedUs: Bool
  var answered: String?

  init(_ peer: PeerRow) {
    state = peer.state.rawValue
    (service, own, name) = (peer.service?.description, peer.own, peer.name)
    (addresses, sas) = (peer.addresses, peer.sas)
    verifiedOn = peer.verifiedOn?.milliseconds
    lastExchange = peer.lastExchange?.milliseconds
    (rootsEqual, sent, received) = (peer.rootsEqual, peer.sent, peer.received)
    (refused, operatorKey) = (peer.refused, peer.operatorKey?.description)
    hasRemovedUs = peer.hasRemovedUs
    answered = peer.answered?.description
  }

  func encode() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }

  static func decode(_ bytes: [UInt8]) throws(StoreError) -> PeerCard {
    do {
      return try JSONDecoder().decode(PeerCard.self, from: Data(bytes))
    } catch {
      throw .damaged
    }
  }

  func row(node: SigningKey, state: PeerState) -> PeerRow {
    var row = PeerRow(
      node: node, service: service.flatMap { ServiceID(hexadecimal: $0) }, state: state, own: own,
      name: name, addresses: addresses, sas: sas,
      verifiedOn: verifiedOn.map { Instant(milliseconds: $0) },
      lastExchange: lastExchange.map { Instant(milliseconds: $0) }, rootsEqual: rootsEqual,
      sent: sent, received: received, refused: refused,
      operatorKey: operatorKey.flatMap { SigningKey(hexadecimal: $0) })
    row.hasRemovedUs = hasRemovedUs
    row.answered = answered.flatMap { InvitationID(hexadecimal: $0) }
    return row
  }
}
