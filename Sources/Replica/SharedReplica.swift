public import Envelope
import Consent
public import Replication
import Store

/// The one mailbox of a process: everything that happens to the replica passes through here, one thing at a time.
public actor SharedReplica {
  /// Whoever is at the replica.
  private let seat: any Seat
  private let clock: @Sendable () -> Instant

  public init(_ seat: sending any Seat, clock: @escaping @Sendable () -> Instant) {
    (self.seat, self.clock) = (seat, clock)
  }

  /// Runs `body` with the replica and the present moment; nothing is awaited inside.
  ///
  ///     let peers = try await shared.perform { replica, now in try replica.status(at: now) }
  public func perform<T: Sendable>(_ body: (Replica, Instant) throws -> T) throws -> T {
    try performAtSeat { seat, now in try body(seat.replica, now) }
  }

  /// The same with whoever is at it.
  package func performAtSeat<T: Sendable>(
    _ body: (any Seat, Instant) throws -> T
  ) throws -> T {
    try seat.replica.refresh()
    defer { ring() }
    return try body(seat, clock())
  }

  // MARK: Announcements

  private var bells: [Int: AsyncStream<Void>.Continuation] = [:]
  private var nextBell = 0

  /// Rung after whatever may have changed the ledger. One ring stands for those that nobody heard yet.
  func newBell() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = nextBell
    nextBell += 1
    bells[number] = continuation
    continuation.onTermination = { [weak self] _ in Task { await self?.silence(number) } }
    return stream
  }

  private func silence(_ number: Int) { bells[number] = nil }

  /// What changed since; asking rings nothing.
  func announced(
    since position: LedgerPosition
  ) throws -> (news: [Announcement], position: LedgerPosition) {
    try seat.replica.announcements(since: position)
  }

  private func ring() {
    for bell in bells.values { bell.yield() }
  }

  // MARK: Conversations

  private var conversations: [Int: Conversation] = [:]
  private var nextConversation = 0

  /// Begins to listen to, or to speak with, whoever holds `peer`. What is to be sent goes to `road`, in order.
  ///
  ///     let number = try await shared.begin(
  ///       with: peer, dialled: true, mode: .once, addresses: []
  ///     ) { order in queue.yield(order) }
  ///
  /// - Returns: the number of the conversation; nil when nobody of that key may be listened to now.
  public func begin(
    with peer: SigningKey, dialled: Bool, mode: SessionMode, addresses: [String],
    road: @escaping @Sendable (RoadOrder) -> Void
  ) throws -> Int? {
    try seat.replica.refresh()
    let now = clock()
    guard
      var conversation = try Conversation(
        with: peer, dialled: dialled, mode: mode, addresses: addresses, seat: seat,
        road: road, at: now)
    else { return nil }
    nextConversation += 1
    let number = nextConversation
    try conversation.open(seat, at: now)
    conversations[number] = conversation
    return number
  }

  /// Takes what came over the road of a conversation.
  ///
  ///     for try await bytes in road.received {
  ///       try await shared.received(bytes, in: number)
  ///     }
  ///
  /// - Returns: whether something that came in is kept.
  @discardableResult
  public func received(_ bytes: [UInt8], in number: Int) throws -> Bool {
    let before = kept(in: number)
    try step(number) { conversation, now in
      try conversation.received(bytes, seat, at: now)
    }
    // What came in may interest the others.
    try news(except: number)
    return kept(in: number) > before
  }

  private func kept(in number: Int) -> UInt64 {
    guard case .exchanged(let summary, _, _)? = conversations[number]?.outcome else { return 0 }
    return UInt64(summary.received)
  }

  /// The road is gone; what the conversation came to.
  ///
  ///     guard case .exchanged(let summary, _, _)? = try await shared.ended(number) else { return }
  ///     summary.received
  public func ended(_ number: Int) throws -> ConversationOutcome? {
    // Gone whatever the ledger says: a peer that counted as connected would not be called again.
    defer { conversations[number] = nil }
    try step(number) { conversation, now in try conversation.roadClosed(seat, at: now) }
    return conversations[number]?.outcome
  }

  /// Looks whether anything is to be sent: after a write of this process, or a ring of the bell.
  public func news() throws { try news(except: nil) }

  /// Says goodbye in every conversation, since this node closes down.
  public func stop() throws {
    for number in conversations.keys.sorted() {
      try step(number) { conversation, now in try conversation.stop(seat, at: now) }
    }
  }

  /// The ledger failed under a conversation: says so where somebody listens, and has its road closed.
  public func giveUp(_ number: Int) {
    conversations[number]?.fail(at: clock())
  }

  /// How many conversations have a road still.
  public var conversationCount: Int { conversations.count }

  /// Time has passed.
  public func tick() throws {
    // Another process may have written.
    defer { ring() }
    if try seat.replica.doDutiesIfPossible(at: clock()) { try news() }
    for number in conversations.keys.sorted() {
      try step(number) { conversation, now in try conversation.tick(seat, at: now) }
    }
  }

  /// Keys of the peers that a session is running with.
  public var connected: Set<SigningKey> {
    Set(conversations.values.compactMap(\.sessionPeer))
  }

  /// How the exchange with each connected peer stands.
  public var standings: [SigningKey: ConversationStanding] {
    var found: [SigningKey: ConversationStanding] = [:]
    for conversation in conversations.values {
      guard let peer = conversation.sessionPeer, let standing = conversation.standing else {
        continue
      }
      if found[peer]?.isSettled != true { found[peer] = standing }
    }
    return found
  }

  private func news(except: Int?) throws {
    try seat.replica.refresh()
    for number in conversations.keys.sorted() where number != except {
      try step(number) { conversation, now in try conversation.news(seat, at: now) }
    }
  }

  private func step(
    _ number: Int, _ body: (inout Conversation, Instant) throws -> Void
  ) throws {
    guard var conversation = conversations[number] else { return }
    try seat.replica.refresh()
    defer { ring() }
    do {
      try body(&conversation, clock())
      conversations[number] = conversation
    } catch {
      conversation.fail(at: clock())
      conversations[number] = conversation
      throw error
    }
  }
}
