import Envelope

/// The sending half of one lane.
struct OutgoingFeed: Sendable {
  /// Frames that await their acknowledgement.
  struct Flight: Sendable {
    var through: UInt64
    var bytes: Int
    var itemCount: ItemCount
    /// The round in which it left.
    var round: UInt64
  }

  private(set) var state: FeedPosition
  private(set) var sent: UInt64
  private(set) var acknowledged: UInt64
  private(set) var flights: [Flight] = []
  /// Positions refused in this session, ascending.
  private(set) var refusals: [UInt64] = []
  /// There may be items after `sent`.
  var wantsLoad = true
  /// The driver was asked for items.
  var isLoading = false
  /// The driver was asked for a new feed.
  private(set) var isRenumbering = false

  init(_ state: FeedPosition, acknowledged: UInt64) {
    self.state = state
    (sent, self.acknowledged) = (acknowledged, acknowledged)
  }

  /// Last position announced by Hello or Restarted.
  var announced: UInt64 { state.position }
  /// Everything that is known was sent.
  var isDrained: Bool { !wantsLoad && !isLoading && !isRenumbering }
  /// Everything that is known was sent and acknowledged.
  var isSettled: Bool { isDrained && acknowledged == sent && sent >= announced }
  var bytesInFlight: Int { flights.reduce(0) { $0 + $1.bytes } }

  /// Sets the position that the peer holds; the effect that its driver needs, if any.
  mutating func meet(_ held: FeedPosition?, lane: Lane) -> SessionEffect? {
    let position = held.map { $0.feed == state.feed ? $0.position : 0 } ?? 0
    guard position <= state.position else {
      isRenumbering = true
      return .renumber(lane)
    }
    let known = acknowledged
    (sent, acknowledged) = (position, position)
    return position == known ? nil : .resume(lane, from: position)
  }

  /// False when nobody asked for it.
  mutating func restart(_ new: FeedPosition) -> Bool {
    guard isRenumbering, new.feed != state.feed else { return false }
    state = new
    (sent, acknowledged, isRenumbering, wantsLoad) = (0, 0, false, true)
    return true
  }

  mutating func depart(_ packing: ItemPacking, round: UInt64) {
    sent = packing.last
    flights.append(
      Flight(
        through: sent, bytes: packing.byteCount, itemCount: packing.itemCount, round: round))
  }

  /// Takes an acknowledgement; the flights that it covers, refusals included.
  mutating func acknowledge(
    _ through: UInt64, refused: [ItemRefusal], lane: Lane
  ) throws(ProtocolViolation) -> [Flight] {
    guard through > acknowledged, through <= sent else { throw .badAcknowledgement(lane) }
    var last = acknowledged
    for refusal in refused {
      guard refusal.position > last, refusal.position <= through else {
        throw .badAcknowledgement(lane)
      }
      last = refusal.position
    }
    refusals += refused.map(\.position)
    acknowledged = through
    let covered = flights.prefix { $0.through <= through }
    flights.removeFirst(covered.count)
    return Array(covered)
  }

  /// Refusals at or below a position.
  func refusals(through position: UInt64) -> UInt64 {
    UInt64(refusals.count { $0 <= position })
  }
}
