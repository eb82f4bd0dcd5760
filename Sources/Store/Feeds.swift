public import CRDT
public import Envelope
import GRDB

/// What a feed carries, by name.
public enum FeedEntry: Hashable, Sendable {
  case statement(StatementID)
  case change(ChangeID)
  case bundle(BundleID)
  case access(AccessBatchID)

  public var bytes: [UInt8] {
    switch self {
    case .statement(let id): id.bytes
    case .change(let id): id.bytes
    case .bundle(let id): id.bytes
    case .access(let id): id.bytes
    }
  }

  var kind: Int64 {
    switch self {
    case .statement: 0
    case .change: 1
    case .bundle: 2
    case .access: 3
    }
  }

  init(kind: Int64, bytes: [UInt8]) throws(StoreError) {
    if kind == 0, let id = StatementID(bytes) {
      self = .statement(id)
    } else if kind == 1, let id = ChangeID(bytes) {
      self = .change(id)
    } else if kind == 2, let id = BundleID(bytes) {
      self = .bundle(id)
    } else if kind == 3, let id = AccessBatchID(bytes) {
      self = .access(id)
    } else {
      throw .damaged
    }
  }
}

/// What this node sends on one feed.
public struct FeedState: Hashable, Sendable {
  public var feed: FeedID
  /// The peer holds everything up to here, durably.
  public var acked: UInt64
  /// The last position that was given to an item.
  public var lastAllotted: UInt64
}

/// What this node holds of a peer's feed.
public struct HeldFeed: Hashable, Sendable {
  public var feed: FeedID
  public var position: UInt64
}

/// What to do with a queued item now.
public enum Permission: Hashable, Sendable {
  case send
  /// Not now, perhaps later: it stays queued and takes no position.
  case hold
  /// Never more: it leaves the feed.
  case drop
}

/// One place of a feed, ready to be sent.
public struct OutgoingItem: Hashable, Sendable {
  public var position: UInt64
  /// Nil where something stood that may no longer be sent: the position is sent empty, so that numbers stay dense.
  public var item: FeedEntry?
  /// Bytes at rest of the statement, or of the change and its note secret.
  public var byteCount: Int
}

extension LedgerReader {
  /// What is sent to this peer; nil before `openFeeds`.
  public func feedState(
    peer: SigningKey
  ) throws -> (control: FeedState?, content: FeedState?) {
    (try feedState(peer: peer, control: true), try feedState(peer: peer, control: false))
  }

  public func feedState(peer: SigningKey, control: Bool) throws -> FeedState? {
    try row(
      "SELECT id, acked, last FROM feed WHERE peer = ? AND control = ?", .id(peer), .flag(control)
    ).map {
      FeedState(feed: try $0.id(0), acked: try $0.count(1), lastAllotted: try $0.count(2))
    }
  }

  /// What is durably held of this peer's feeds; nil before the first item.
  public func holds(peer: SigningKey) throws -> (control: HeldFeed?, content: HeldFeed?) {
    (try holds(peer: peer, control: true), try holds(peer: peer, control: false))
  }

  public func holds(peer: SigningKey, control: Bool) throws -> HeldFeed? {
    try row(
      "SELECT id, position FROM held_feed WHERE peer = ? AND control = ?", .id(peer),
      .flag(control)
    ).map { HeldFeed(feed: try $0.id(0), position: try $0.count(1)) }
  }

  /// Items on both feeds that the peer has not acknowledged, exact; what a bundle carries counts as one, and the access
  /// log, which nobody waits for, does not count.
  public func pending(peer: SigningKey) throws -> Int {
    try [true, false].reduce(0) { try $0 + pending(peer: peer, control: $1) }
  }

  public func pending(peer: SigningKey, control: Bool) throws -> Int {
    let acked = try feedState(peer: peer, control: control)?.acked ?? 0
    let waiting = try row(
      "SELECT count(*) FROM outbox WHERE peer = ? AND control = ? AND position IS NULL AND kind <> 3",
      .id(peer), .flag(control))
    let sent = try row(
      """
      SELECT count(*) FROM outbox
      WHERE peer = ? AND control = ? AND position > ? AND item IS NOT NULL AND kind <> 3
      """, .id(peer), .flag(control), .position(acked))
    return Int(try waiting?.count(0) ?? 0) + Int(try sent?.count(0) ?? 0)
  }

  /// Items at positions through `last` that are still in the feed and that the peer did not refuse, in order.
  public func sentItems(
    peer: SigningKey, control: Bool, through last: UInt64
  ) throws -> [FeedEntry] {
    try rows(
      """
      SELECT kind, item FROM outbox WHERE peer = ? AND control = ?
      AND position BETWEEN 1 AND ? AND item IS NOT NULL AND refused = 0 ORDER BY position
      """, .id(peer), .flag(control), .position(last)
    ).map { try FeedEntry(kind: $0.integer(0), bytes: $0.bytes(1)) }
  }

  /// Items received at positions through `last` of the peer's present feed and still held, in order.
  public func heldItems(
    peer: SigningKey, control: Bool, through last: UInt64
  ) throws -> [FeedEntry] {
    guard let held = try holds(peer: peer, control: control) else { return [] }
    return try rows(
      """
      SELECT kind, item FROM inbox
      WHERE peer = ? AND control = ? AND feed = ? AND position <= ? ORDER BY position
      """, .id(peer), .flag(control), .id(held.feed), .position(last)
    ).map { try FeedEntry(kind: $0.integer(0), bytes: $0.bytes(1)) }
  }

  /// Items for this peer that it has not acknowledged: those sent, by position, then those queued, in their order.
  public func pendingItems(peer: SigningKey, control: Bool) throws -> [FeedEntry] {
    let acked = try feedState(peer: peer, control: control)?.acked ?? 0
    let sent = try rows(
      """
      SELECT kind, item FROM outbox
      WHERE peer = ? AND control = ? AND position > ? AND item IS NOT NULL ORDER BY position
      """, .id(peer), .flag(control), .position(acked))
    return try sent.map { try FeedEntry(kind: $0.integer(0), bytes: $0.bytes(1)) }
      + queuedItems(peer: peer, control: control)
  }

  /// Items for this peer that have no position yet, in their order.
  public func queuedItems(peer: SigningKey, control: Bool) throws -> [FeedEntry] {
    try rows(
      """
      SELECT kind, item FROM outbox
      WHERE peer = ? AND control = ? AND position IS NULL ORDER BY number
      """, .id(peer), .flag(control)
    ).map { try FeedEntry(kind: $0.integer(0), bytes: $0.bytes(1)) }
  }

  /// What stands at a position that was given; nil where something was withdrawn.
  public func item(peer: SigningKey, control: Bool, at position: UInt64) throws -> FeedEntry? {
    try row(
      """
      SELECT kind, item FROM outbox
      WHERE peer = ? AND control = ? AND position = ? AND item IS NOT NULL
      """, .id(peer), .flag(control), .position(position)
    ).map { try FeedEntry(kind: $0.integer(0), bytes: $0.bytes(1)) }
  }

  /// Whether this peer sent us the item, on any feed: not to be echoed.
  public func isFrom(_ peer: SigningKey, _ item: FeedEntry) throws -> Bool {
    try exists(
      "SELECT 1 FROM inbox WHERE item = ? AND peer = ?", .bytes(item.bytes), .id(peer))
  }

  /// Whether the item was given a position in what is sent to this peer, alone or in a bundle.
  public func wasNumbered(_ item: FeedEntry, for peer: SigningKey) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM outbox WHERE item = ? AND peer = ? AND item IS NOT NULL
      AND position IS NOT NULL
      """, .bytes(item.bytes), .id(peer))
  }

  /// Whether the item is on the way to this peer or was sent to it.
  public func isEnqueued(_ item: FeedEntry, to peer: SigningKey) throws -> Bool {
    try exists(
      "SELECT 1 FROM outbox WHERE item = ? AND peer = ? AND item IS NOT NULL",
      .bytes(item.bytes), .id(peer))
  }
}
