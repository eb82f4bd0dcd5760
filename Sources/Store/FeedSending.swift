import CRDT
public import Envelope
import GRDB

extension LedgerWriter {
  /// Gives both feeds to this peer an id, if they have none.
  public func openFeeds(
    peer: SigningKey, using chance: inout some RandomNumberGenerator
  ) throws {
    for control in [true, false] where try feedState(peer: peer, control: control) == nil {
      try restartFeed(peer: peer, control: control, using: &chance)
    }
  }

  /// A new feed: its positions begin anew, and everything still enqueued is sent again, in the old order.
  public func restartFeed(
    peer: SigningKey, control: Bool, using chance: inout some RandomNumberGenerator
  ) throws {
    try run(
      """
      INSERT INTO feed (peer, control, id, acked, last) VALUES (?, ?, ?, 0, 0)
      ON CONFLICT DO UPDATE SET id = excluded.id, acked = 0, last = 0
      """, .id(peer), .flag(control), .id(FeedID(after: try moves, using: &chance)))
    try run(
      """
      DELETE FROM outbox
      WHERE peer = ? AND control = ? AND position IS NOT NULL AND item IS NULL
      """, .id(peer), .flag(control))
    // What a bundle carried is sent one by one: the bundle is perhaps gone, and the peer perhaps an older copy.
    try run(
      "DELETE FROM outbox WHERE peer = ? AND control = ? AND kind = 2", .id(peer), .flag(control))
    try run(
      """
      UPDATE outbox SET position = NULL, refused = 0, carrier = NULL
      WHERE peer = ? AND control = ? AND position IS NOT NULL
      """, .id(peer), .flag(control))
  }

  /// Once per item and peer, whatever became of it since. False when it was there.
  @discardableResult
  public func enqueue(_ item: FeedEntry, to peer: SigningKey, control: Bool) throws -> Bool {
    guard try !isEnqueued(item, to: peer) else { return false }
    try run(
      "INSERT INTO outbox (peer, control, kind, item) VALUES (?, ?, ?, ?)", .id(peer),
      .flag(control), .integer(item.kind), .bytes(item.bytes))
    return true
  }

  /// What follows `position` on this feed, up to `byteLimit` and at least one item if there is any.
  ///
  /// An item gets its position here, the first time that `permit` lets it pass; one that `permit` drops before
  /// leaves the feed without a trace, and one that it drops or holds after leaves an empty position (held, it is
  /// queued again). `permit` may read and write through this writer. Throws `.noFeed` before `openFeeds`.
  ///
  /// - Parameter numbersNew: false leaves what has no position yet where it is.
  public func outgoing(
    peer: SigningKey, control: Bool, after position: UInt64, byteLimit: Int,
    numbersNew: Bool = true, permit: (FeedEntry) throws -> Permission
  ) throws -> (items: [OutgoingItem], more: Bool) {
    guard let state = try feedState(peer: peer, control: control) else { throw StoreError.noFeed }
    var batch = OutgoingBatch(byteLimit: byteLimit)
    try resend(peer, control, after: position, into: &batch, permit)
    guard !batch.isFull else { return (batch.items, true) }
    guard numbersNew else { return (batch.items, false) }
    try allot(peer, control, after: state.lastAllotted, into: &batch, permit)
    return (batch.items, batch.isFull)
  }

  /// Gives a position to everything queued that `permit` lets pass now.
  public func number(
    peer: SigningKey, control: Bool, permit: (FeedEntry) throws -> Permission
  ) throws {
    guard let state = try feedState(peer: peer, control: control) else { throw StoreError.noFeed }
    var batch = OutgoingBatch(byteLimit: .max)
    try allot(peer, control, after: state.lastAllotted, into: &batch, permit)
  }

  /// The peer did not accept what stands at this position: it holds it no more than we sent it.
  public func refusedByPeer(peer: SigningKey, control: Bool, position: UInt64) throws {
    try run(
      "UPDATE outbox SET refused = 1 WHERE peer = ? AND control = ? AND position = ?", .id(peer),
      .flag(control), .position(position))
  }

  /// Positions given earlier: their numbers stay.
  private func resend(
    _ peer: SigningKey, _ control: Bool, after position: UInt64, into batch: inout OutgoingBatch,
    _ permit: (FeedEntry) throws -> Permission
  ) throws {
    var position = position
    while true {
      let page = try rows(
        """
        SELECT kind, item, position FROM outbox
        WHERE peer = ? AND control = ? AND position > ? ORDER BY position LIMIT 64
        """, .id(peer), .flag(control), .position(position))
      for row in page {
        position = try row.count(2)
        var item = try row.isNull(1) ? nil : FeedEntry(kind: row.integer(0), bytes: row.bytes(1))
        if let candidate = item {
          switch try permit(candidate) {
          case .send: break
          case .hold:
            try withdraw(candidate, from: peer)
            try enqueue(candidate, to: peer, control: control)
            item = nil
          case .drop:
            try withdraw(candidate, from: peer)
            item = nil
          }
        }
        let size = try item.map(byteCount) ?? 0
        guard batch.take(OutgoingItem(position: position, item: item, byteCount: size)) else {
          return
        }
      }
      guard page.count == 64 else { return }
    }
  }

  /// Positions given now.
  private func allot(
    _ peer: SigningKey, _ control: Bool, after last: UInt64, into batch: inout OutgoingBatch,
    _ permit: (FeedEntry) throws -> Permission
  ) throws {
    let first = last
    var last = last
    var number: Int64 = 0
    paging: while true {
      let page = try rows(
        """
        SELECT kind, item, number FROM outbox
        WHERE peer = ? AND control = ? AND position IS NULL AND number > ?
        ORDER BY number LIMIT 64
        """, .id(peer), .flag(control), .integer(number))
      for row in page {
        number = try row.integer(2)
        let item = try FeedEntry(kind: row.integer(0), bytes: row.bytes(1))
        switch try permit(item) {
        case .send: break
        case .hold: continue
        case .drop:
          try run("DELETE FROM outbox WHERE number = ?", .integer(number))
          continue
        }
        let size = batch.byteLimit == .max ? 0 : try byteCount(item)
        let candidate = OutgoingItem(position: last + 1, item: item, byteCount: size)
        guard batch.take(candidate) else { break paging }
        last += 1
        try run(
          "UPDATE outbox SET position = ? WHERE number = ?", .position(last), .integer(number))
      }
      // What was dropped may have queued something in its place.
      guard !page.isEmpty else { break }
    }
    // Nothing new costs no commit.
    guard last != first else { return }
    try run(
      "UPDATE feed SET last = ? WHERE peer = ? AND control = ?", .position(last), .id(peer),
      .flag(control))
  }

  private func byteCount(_ item: FeedEntry) throws -> Int {
    let row =
      switch item {
      case .statement(let id):
        try row("SELECT length(sealed) FROM statement WHERE id = ?", .id(id))
      case .change(let id):
        try row(
          """
          SELECT length(envelope) + coalesce(length(note_secret.bytes), 0)
          FROM change LEFT JOIN note_secret ON note_secret.document = change.document
          WHERE id = ?
          """, .id(id))
      case .bundle(let id):
        try row("SELECT length(envelope) + length(secret) FROM bundle WHERE id = ?", .id(id))
      case .access(let id):
        try row("SELECT length(envelope) FROM access_batch WHERE id = ?", .id(id))
      }
    return Int(try row?.integer(0) ?? 0)
  }

  /// The peer holds everything up to `position`; never beyond what was sent, never back.
  public func acknowledge(peer: SigningKey, control: Bool, position: UInt64) throws {
    try run(
      "UPDATE feed SET acked = max(acked, min(last, ?)) WHERE peer = ? AND control = ?",
      .position(position), .id(peer), .flag(control))
  }

  /// Takes changes sealed under these epochs out of what is sent to this peer; their positions, if they have any,
  /// stay empty. What it gave back of them counts as held from it no more: it forgets them. The number of items withdrawn.
  @discardableResult
  public func withdrawFromFeeds(peer: SigningKey, epochs: [EpochID]) throws -> Int {
    var count = 0
    for epoch in epochs {
      for id in try changeIDs(under: epoch) {
        if try withdraw(.change(id), from: peer) { count += 1 }
        try run("DELETE FROM inbox WHERE item = ? AND peer = ?", .bytes(id.bytes), .id(peer))
      }
    }
    return count
  }

  @discardableResult
  public func withdraw(_ item: FeedEntry, from peer: SigningKey) throws -> Bool {
    try run(
      """
      DELETE FROM outbox WHERE item = ? AND peer = ? AND (position IS NULL OR carrier IS NOT NULL)
      """, .bytes(item.bytes), .id(peer))
    if changed > 0 { return true }
    try run(
      "UPDATE outbox SET item = NULL WHERE item = ? AND peer = ?", .bytes(item.bytes), .id(peer))
    return changed > 0
  }

  func forgetFeeds(of peer: SigningKey) throws {
    for control in [true, false] {
      let values: (SQLValue, SQLValue) = (.id(peer), .flag(control))
      try run("DELETE FROM feed WHERE peer = ? AND control = ?", values.0, values.1)
      try run("DELETE FROM outbox WHERE peer = ? AND control = ?", values.0, values.1)
      try run("DELETE FROM held_feed WHERE peer = ? AND control = ?", values.0, values.1)
      try run("DELETE FROM inbox WHERE peer = ? AND control = ?", values.0, values.1)
    }
  }
}

/// Items gathered up to a number of bytes, and one in any case.
private struct OutgoingBatch {
  let byteLimit: Int
  private(set) var items: [OutgoingItem] = []
  private(set) var isFull = false
  private var bytes = 0

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// False, and from then on full, when the item has no room.
  mutating func take(_ item: OutgoingItem) -> Bool {
    guard items.isEmpty || bytes + item.byteCount <= byteLimit else {
      isFull = true
      return false
    }
    items.append(item)
    bytes += item.byteCount
    return true
  }
}

extension Identifier where Kind == FeedKind {
  /// The id of a feed that begins: how often the home had been moved or copied by then, big-endian, and eight random bytes.
  /// Protocol/replication.md, section 3.
  public init(after moves: UInt64, using chance: inout some RandomNumberGenerator) {
    let drawn = Self(using: &chance)
    let count = (0..<8).map { UInt8(truncatingIfNeeded: moves >> (56 - 8 * UInt64($0))) }
    self = Self(count + drawn.bytes.dropFirst(8)) ?? drawn
  }

  /// How often the home that made this feed had been moved or copied by then. Of a peer's feed it says nothing.
  public var moves: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
