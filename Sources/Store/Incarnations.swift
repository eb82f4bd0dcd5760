public import Envelope
import GRDB

extension LedgerReader {
  /// The incarnation that a peer last named, and whether it ever named a smaller one than before.
  public func incarnation(of peer: SigningKey) throws -> (last: UInt64, wentBack: Bool)? {
    try row("SELECT last, went_back FROM peer_incarnation WHERE peer = ?", .id(peer)).map {
      (try $0.count(0), try $0.flag(1))
    }
  }
}

extension LedgerWriter {
  /// What these peers named counts for nothing any more.
  public func forgetIncarnations(of peers: [SigningKey]) throws {
    for peer in peers { try run("DELETE FROM peer_incarnation WHERE peer = ?", .id(peer)) }
  }

  public func note(incarnation: UInt64, of peer: SigningKey) throws {
    let known = try self.incarnation(of: peer)
    let wentBack = known.map { $0.wentBack || incarnation < $0.last } ?? false
    try run(
      """
      INSERT INTO peer_incarnation (peer, last, went_back) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET last = excluded.last, went_back = excluded.went_back
      """, .id(peer), .position(max(incarnation, known?.last ?? 0)), .flag(wentBack))
  }
}
