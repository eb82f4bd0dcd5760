import Envelope

/// The receiving half of one lane.
struct IncomingFeed: Sendable {
  /// What is held durably when the session opens; nil for nothing.
  let held: FeedPosition?
  /// The feed that the peer sends, once it said Hello.
  private(set) var feed: FeedID?
  /// Last position that the peer announced.
  private(set) var announced: UInt64 = 0
  private(set) var received: UInt64 = 0
  private(set) var committed: UInt64 = 0
  /// The peer lost the end of this feed and must start another.
  private(set) var awaitsRestart = false
  private var wasRestarted = false
  private var hasItems = false
  private var flights: [(through: UInt64, bytes: Int, itemCount: ItemCount)] = []
  /// Positions refused in this session, ascending.
  private(set) var refusals: [UInt64] = []

  init(held: FeedPosition?) { self.held = held }

  /// Everything that the peer announced, and everything it sent, is durable here.
  var isSettled: Bool {
    feed != nil && !awaitsRestart && committed == received && committed >= announced
  }
  var bytesInFlight: Int { flights.reduce(0) { $0 + $1.bytes } }

  mutating func meet(_ sent: FeedPosition) {
    (feed, announced) = (sent.feed, sent.position)
    let position = held?.feed == sent.feed ? held?.position ?? 0 : 0
    (received, committed) = (position, position)
    awaitsRestart = position > sent.position
  }

  mutating func restart(_ new: FeedPosition) throws(ProtocolViolation) {
    guard awaitsRestart, !wasRestarted, !hasItems, new.feed != feed else {
      throw .unexpected(SessionFrame.Kind.restarted.rawValue)
    }
    (feed, announced, received, committed) = (new.feed, new.position, 0, 0)
    (awaitsRestart, wasRestarted) = (false, true)
  }

  /// Takes items of a frame of so many bytes; the feed they belong to.
  mutating func receive(_ batch: ItemBatch, bytes: Int) throws(ProtocolViolation) -> FeedID {
    guard let feed, !awaitsRestart else {
      throw .unexpected(SessionFrame.Kind.items.rawValue)
    }
    guard batch.first == received + 1 else {
      throw .gap(batch.lane, expected: received + 1, found: batch.first)
    }
    hasItems = true
    var itemCount = ItemCount()
    for item in batch.items {
      received += 1
      itemCount.add(item, at: received)
    }
    flights.append((received, bytes, itemCount))
    return feed
  }

  /// Marks items durable; what they were, refusals included. Nil when the driver is wrong.
  mutating func commit(_ through: UInt64, refused: [ItemRefusal]) -> ItemCount? {
    guard through > committed, through <= received else { return nil }
    var last = committed
    for refusal in refused {
      guard refusal.position > last, refusal.position <= through else { return nil }
      last = refusal.position
    }
    refusals += refused.map(\.position)
    committed = through
    let covered = flights.prefix { $0.through <= through }
    flights.removeFirst(covered.count)
    return covered.reduce(ItemCount()) { $0 + $1.itemCount }
  }

  func refusals(through position: UInt64) -> UInt64 {
    UInt64(refusals.count { $0 <= position })
  }
}
