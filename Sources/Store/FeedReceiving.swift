public import Envelope
import GRDB

extension LedgerWriter {
  /// Notes that `position` of the peer's feed was dealt with, in the same transaction as the item itself.
  ///
  /// `item` is nil for an empty position and for an item that was refused: the position moves, nothing is held.
  /// A feed id other than the one held begins a new feed at 1. False, and nothing is noted, when `position` is not
  /// the next one.
  @discardableResult
  public func received(
    peer: SigningKey, control: Bool, feed: FeedID, position: UInt64, item: FeedEntry?
  ) throws -> Bool {
    let held = try holds(peer: peer, control: control)
    let last = held.flatMap { $0.feed == feed ? $0.position : nil } ?? 0
    guard position > last, position - last == 1 else { return false }
    try run(
      """
      INSERT INTO held_feed (peer, control, id, position) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET id = excluded.id, position = excluded.position
      """, .id(peer), .flag(control), .id(feed), .position(position))
    guard let item else { return true }
    try run(
      """
      INSERT INTO inbox (item, peer, kind, control, feed, position) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET control = excluded.control, feed = excluded.feed,
        position = excluded.position
      """, .bytes(item.bytes), .id(peer), .integer(item.kind), .flag(control), .id(feed),
      .position(position))
    // It crossed ours that still waited: the peer has it.
    try run(
      """
      DELETE FROM outbox WHERE item = ? AND peer = ? AND (position IS NULL OR carrier IS NOT NULL)
      """, .bytes(item.bytes), .id(peer))
    return true
  }
}
