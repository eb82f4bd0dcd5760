public import Envelope
public import Replication
import Store

/// What a road is to do next.
public enum RoadOrder: Sendable {
  case send([UInt8])
  /// Close after everything sent.
  case close
}

/// A session with one verified peer, driven against the ledger. Protocol/replication.md.
///
/// Not Sendable: it lives where the notebook lives.
public final class Exchange {
  public let peer: SigningKey
  public private(set) var session: Session
  /// Where our feeds stood when the session began.
  private var start: SessionStart?
  /// The peer began this session knowing our present feed: what it knows of us is queued or came already.
  private var isRemembered = false
  /// After a restore: whether this peer was read whole, so that something may be claimed.
  private var isUnread = false
  /// The same when the session began: who is told in the middle of one that it is an older self reads in the next.
  private var beganUnread = false

  /// What the session came to. Before a restored home has read this peer, nothing is known of who holds what.
  public var summary: SessionSummary {
    var summary = session.summary
    if isUnread { summary.rootsEqual = nil }
    return summary
  }
  /// Refusals on either side, in order.
  public private(set) var refusals: [RefusalCode] = []

  public init(
    with peer: SigningKey, role: SessionRole, mode: SessionMode, seat: any Seat
  ) {
    self.peer = peer
    let nonce = InvitationID(using: &seat.replica.chance).bytes
    session = Session(role: role, mode: mode, nonce: nonce)
  }

  /// Reads where both feeds stand and opens the session.
  public func open(_ seat: any Seat, at now: Instant) throws -> [RoadOrder] {
    try collect { try open(seat, at: now, road: $0) }
  }

  /// Takes what happened, carries out what the session asks of the ledger, and says what the road is to do.
  public func handle(
    _ event: SessionEvent, _ seat: any Seat, at now: Instant
  ) throws -> [RoadOrder] {
    try collect { try handle(event, seat, at: now, road: $0) }
  }

  /// The same; each order goes to the road as soon as it may, so that the peer works meanwhile. The time for the peer's
  /// Hello runs since the road was opened.
  package func open(
    _ seat: any Seat, since opened: Instant? = nil, at now: Instant, road: (RoadOrder) -> Void
  ) throws {
    let start = try seat.replica.startSession(with: peer, at: now)
    self.start = start
    isUnread = try seat.replica.isUnread(peer)
    beganUnread = isUnread
    try handle(.opened(start), seat, at: opened ?? now, road: road)
  }

  /// The store failed: says so where somebody listens, and touches it no more.
  package func abandon(at now: Instant, road: (RoadOrder) -> Void) {
    for case .send(let bytes) in session.handle(.failed, at: now) { road(.send(bytes)) }
  }

  package func handle(
    _ event: SessionEvent, _ seat: any Seat, at now: Instant, road: (RoadOrder) -> Void
  ) throws {
    var events = [event][...]
    while let event = events.popFirst() {
      var effects = session.handle(event, at: now)[...]
      while let effect = effects.first {
        let writes = effects.prefix(while: \.isLedgerWrite)
        guard writes.isEmpty else {
          // What came in together is kept together: one commit, and none is acknowledged before it.
          effects = effects.dropFirst(writes.count)
          events += try seat.replica.carryOut(Array(writes), for: peer, at: now)
          seat.attend(at: now)
          for case .acknowledged(_, _, let refused) in writes { refusals += refused.map(\.code) }
          // Told that it is an older self: from here on nothing is claimed.
          if !isUnread, writes.contains(where: \.mayTell) {
            isUnread = try seat.replica.isUnread(peer)
          }
          continue
        }
        effects = effects.dropFirst()
        switch effect {
        case .send(let bytes): road(.send(bytes))
        case .close(let reason):
          try seat.replica.finishSession(with: peer, summary, reason, at: now)
          road(.close)
        case .report(let fact):
          try take(fact, seat)
          try seat.replica.note(fact, of: peer, summary, at: now)
        case .fingerprint(let side, let key, let control, let content):
          events.append(
            try seat.replica.fingerprint(
              side, of: peer, key: key, control: control, content: content))
        case .load, .commit, .renumber, .acknowledged, .resume, .mismatch: break
        }
      }
      if case .committed(_, _, let refused) = event { refusals += refused.map(\.code) }
    }
  }

  private func take(_ fact: SessionFact, _ seat: any Seat) throws {
    switch fact {
    case .greeted(_, let incarnation):
      try seat.replica.noteIncarnation(incarnation, of: peer)
      try seat.replica.noteAccepted(by: peer)
    case .reminded(let held, let sends):
      guard let start else { break }
      isRemembered = held?.feed == start.control.feed
      try seat.replica.look(for: start, held: held, sends: sends, from: peer)
    case .controlExchanged: break
    case .judgedPeer, .judgedByPeer:
      isUnread = try seat.replica.isUnread(peer)
      if isUnread, beganUnread, isRemembered, session.summary.rootsEqual == true {
        try seat.replica.setRead(peer)
        isUnread = false
      }
    }
  }

  private func collect(_ body: ((RoadOrder) -> Void) throws -> Void) rethrows -> [RoadOrder] {
    var orders: [RoadOrder] = []
    try body { orders.append($0) }
    return orders
  }
}

extension SessionEffect {
  /// Carried out in a transaction of the ledger.
  fileprivate var isLedgerWrite: Bool {
    switch self {
    case .load, .commit, .renumber, .acknowledged, .resume, .mismatch: true
    case .send, .fingerprint, .report, .close: false
    }
  }

  /// Whether it may say that this node is an older self.
  fileprivate var mayTell: Bool {
    switch self {
    case .renumber, .mismatch: true
    case .load, .commit, .acknowledged, .resume, .send, .fingerprint, .report, .close: false
    }
  }
}

/// The ledger's side of a session.
extension Replica {
  package func startSession(with peer: SigningKey, at now: Instant) throws -> SessionStart {
    let incarnation = try ledger.incarnation
    return try write(at: now) { ledger in
      guard let row = try ledger.peer(peer) else {
        throw ReplicaError.unknownPeer(peer.description)
      }
      guard row.state == .verified else { throw ReplicaError.peerNotVerified(row.name) }
      if row.own { try packAccesses(into: ledger, at: now) }
      for control in [true, false] { try number(control: control, for: row, ledger, at: now) }
      guard let control = try ledger.feedState(peer: peer, control: true),
        let content = try ledger.feedState(peer: peer, control: false)
      else { throw StoreError.noFeed }
      let holds = try ledger.holds(peer: peer)
      return SessionStart(
        incarnation: incarnation,
        control: FeedPosition(feed: control.feed, position: control.lastAllotted),
        content: FeedPosition(feed: content.feed, position: content.lastAllotted),
        acknowledgedControl: control.acked, acknowledgedContent: content.acked,
        holdsControl: holds.control.map { FeedPosition(feed: $0.feed, position: $0.position) },
        holdsContent: holds.content.map { FeedPosition(feed: $0.feed, position: $0.position) })
    }
  }

  /// Gives a position to everything queued that may go now.
  private func number(
    control: Bool, for row: PeerRow, _ ledger: LedgerWriter, at now: Instant
  ) throws {
    guard try control || !isControlWaiting(for: row, ledger, at: now) else { return }
    try ledger.number(peer: row.node, control: control) { item in
      try permit(item, to: row, ledger, at: now)
    }
  }

  /// Whether a statement may go that has no position yet: somebody wrote since the session read its control lane. New
  /// content may lean on it, and waits until it has gone: a peer refuses for good what it cannot place.
  private func isControlWaiting(
    for row: PeerRow, _ ledger: LedgerWriter, at now: Instant
  ) throws -> Bool {
    try ledger.queuedItems(peer: row.node, control: true).contains {
      try permit($0, to: row, ledger, at: now) == .send
    }
  }

  /// Carries out what a session asks of the ledger, in this order; the answers. One transaction takes a bounded number
  /// of items, and whoever waits for the ledger comes between two of them.
  fileprivate func carryOut(
    _ effects: [SessionEffect], for peer: SigningKey, at now: Instant
  ) throws -> [SessionEvent] {
    var answers: [SessionEvent] = []
    let parts = SessionEffect.parts(
      effects, items: ReplicaLimits.itemsAtOnce, bytes: ReplicaLimits.bytesAtOnce)
    for part in parts {
      var isFull = false
      try write(at: now) { ledger in
        for effect in part where !isFull {
          if case .commit(let lane, let feed, let first, let items) = effect {
            let kept = try keep(items, lane, feed, from: first, of: peer, ledger, at: now)
            answers += kept.answers
            isFull = kept.isFull
          } else if let answer = try carryOut(effect, for: peer, ledger, at: now) {
            answers.append(answer)
          }
        }
      }
      ledger.giveWay()
      // What would follow has no place either.
      if isFull { break }
    }
    return answers
  }

  private func carryOut(
    _ effect: SessionEffect, for peer: SigningKey, _ ledger: LedgerWriter, at now: Instant
  ) throws -> SessionEvent? {
    switch effect {
    case .load(let lane, let after, let limit):
      return try load(lane, for: peer, after: after, limit, ledger, at: now)
    case .renumber(let lane): return try renumber(lane, for: peer, ledger, at: now)
    case .acknowledged(let lane, let through, let refused):
      try acknowledged(lane, through: through, refused, by: peer, ledger, at: now)
    case .resume(let lane, let from):
      try ledger.acknowledge(peer: peer, control: lane == .control, position: from)
    case .mismatch:
      // It holds something else of this feed than was sent here. Where it has just told of a copy, the copy sent it.
      if try ledger.meta(Meta.twin) != peer.bytes || isStopped(ledger) {
        try learnOlder(from: peer, into: ledger)
      }
      for control in [true, false] {
        try ledger.restartFeed(peer: peer, control: control, using: &chance)
      }
    case .commit, .send, .fingerprint, .report, .close: break
    }
    return nil
  }

  private func renumber(
    _ lane: Lane, for peer: SigningKey, _ ledger: LedgerWriter, at now: Instant
  ) throws -> SessionEvent? {
    try learnOlder(from: peer, into: ledger)
    try ledger.restartFeed(peer: peer, control: lane == .control, using: &chance)
    guard let row = try ledger.peer(peer) else { return nil }
    try number(control: lane == .control, for: row, ledger, at: now)
    guard let state = try ledger.feedState(peer: peer, control: lane == .control) else {
      throw StoreError.noFeed
    }
    return .renumbered(lane, FeedPosition(feed: state.feed, position: state.lastAllotted))
  }

  private func acknowledged(
    _ lane: Lane, through: UInt64, _ refused: [ItemRefusal], by peer: SigningKey,
    _ ledger: LedgerWriter, at now: Instant
  ) throws {
    let before = try ledger.feedState(peer: peer, control: lane == .control)?.acked ?? through
    let refusedPositions = Set(refused.map(\.position))
    for refusal in refused {
      try ledger.refusedByPeer(peer: peer, control: lane == .control, position: refusal.position)
    }
    let carried =
      lane == .content
      ? try ledger.carriedBeyondOne(to: peer, after: before, through: through)
        - ledger.accessBatches(to: peer, after: before, through: through) : 0
    try count(peer, into: ledger, at: now) { row in
      row.sent += max(
        0, Int(clamping: through) - Int(clamping: before) - refusedPositions.count + carried)
      row.refused += refused.count
    }
    try ledger.acknowledge(peer: peer, control: lane == .control, position: through)
    guard lane == .content else { return }
    try orphan(refused, of: peer, ledger)
    for position in refusedPositions.sorted() {
      // What the peer does not take together, it may take one by one.
      guard case .bundle(let id) = try ledger.item(peer: peer, control: false, at: position) else {
        continue
      }
      try ledger.uncarry(id, to: peer)
    }
    try ledger.removeDeliveredBundles()
  }

  fileprivate func fingerprint(
    _ side: FingerprintSide, of peer: SigningKey, key: [UInt8], control: UInt64, content: UInt64
  ) throws -> SessionEvent {
    try read { ledger in
      let ids =
        switch side {
        case .sent:
          try ledger.sentItems(peer: peer, control: true, through: control)
            + ledger.sentItems(peer: peer, control: false, through: content)
        case .held:
          try ledger.heldItems(peer: peer, control: true, through: control)
            + ledger.heldItems(peer: peer, control: false, through: content)
        }
      var sum = Fingerprint()
      for id in ids { sum.insert(id.bytes, key: key) }
      return .fingerprinted(side, sum)
    }
  }

  /// A change of ours that a recipient's closed return share refused: the note stays here, shown as an orphan.
  private func orphan(
    _ refused: [ItemRefusal], of peer: SigningKey, _ ledger: LedgerWriter
  ) throws {
    guard try ledger.peer(peer)?.own == false else { return }
    for refusal in refused {
      guard
        case .change(let id) = try ledger.item(
          peer: peer, control: false, at: refusal.position),
        let change = try ledger.change(id)
      else { continue }
      try ledger.mark(change.header.document, .orphan)
    }
  }

  private func load(
    _ lane: Lane, for peer: SigningKey, after: UInt64, _ limit: Int, _ ledger: LedgerWriter,
    at now: Instant
  ) throws -> SessionEvent {
    guard let row = try ledger.peer(peer) else { return .stop }
    let numbersNew = try lane == .control || !isControlWaiting(for: row, ledger, at: now)
    let (items, more) = try ledger.outgoing(
      peer: peer, control: lane == .control, after: after, byteLimit: limit,
      numbersNew: numbersNew
    ) { item in try permit(item, to: row, ledger, at: now) }
    return .loaded(
      lane,
      try items.map {
        NumberedItem(position: $0.position, item: try pack($0.item, for: row, ledger))
      }, more: more)
  }

  /// What a peer gets of a queued item.
  private func pack(
    _ item: FeedEntry?, for row: PeerRow, _ ledger: LedgerReader
  ) throws -> FeedItem {
    switch item {
    case nil: return .withheld
    case .statement(let id):
      guard let statement = try ledger.statement(id) else { return .withheld }
      var takenBack: Set<AttachmentID> = []
      if !row.own, case .share(let id) = statement.log {
        takenBack = try share(id, ledger)?.takenBack(of: statement) ?? []
      }
      let rows = try statement.act.attachments.compactMap { named in
        row.own
          || (named.audience == .bothSides && statement.log.isShare
            && !takenBack.contains(named.id))
          ? try ledger.attachment(named.id, in: statement.log) : nil
      }
      return .statement(SealedStatement(bytes: statement.bytes), attachments: rows)
    case .change(let id):
      guard let change = try ledger.change(id) else { return .withheld }
      let secret =
        change.header.parents.isEmpty ? try ledger.noteSecret(with: id) : nil
      return .change(SealedEnvelope(bytes: change.bytes), secret: secret)
    case .bundle(let id):
      guard let kept = try ledger.bundle(id) else { return .withheld }
      return .bundle(SealedBundle(bytes: kept.bundle.bytes), secret: kept.secretRow)
    case .access(let id):
      guard let batch = try ledger.accessBatch(id) else { return .withheld }
      return .access(SealedAccessBatch(bytes: batch.bytes))
    }
  }

  /// Judges and keeps a stretch of the peer's feed in this transaction, as far as there is room for what must wait.
  private func keep(
    _ items: [FeedItem], _ lane: Lane, _ feed: FeedID, from first: UInt64,
    of peer: SigningKey, _ ledger: LedgerWriter, at now: Instant
  ) throws -> (answers: [SessionEvent], isFull: Bool) {
    guard let row = try ledger.peer(peer), row.state == .verified else {
      return ([try ledger.peer(peer)?.wasRemoved == true ? .remove : .stop], false)
    }
    let origin = Origin.peer(peer, own: row.own)
    if let held = try ledger.holds(peer: peer, control: lane == .control), held.feed != feed {
      // It begins anew: it may be an older copy of itself, which wants back what it once said.
      try offerEverything(to: row, into: ledger)
      try offerBack(to: row, into: ledger)
    }
    var refused: [ItemRefusal] = []
    var kept = 0
    var through = first - 1
    var isFull = false
    for (offset, item) in items.enumerated() {
      let position = first + UInt64(offset)
      var outcome: Admission?
      switch item {
      case .statement(let statement, let rows):
        outcome = try admit(statement, attachments: rows, from: origin, into: ledger, at: now)
      case .change(let change, let secret):
        outcome = try admit(change, secret: secret, from: origin, into: ledger, at: now)
      case .bundle(let bundle, let secret):
        outcome = try admit(bundle, secretRow: secret, from: origin, into: ledger, at: now)
      case .access(let batch):
        outcome = try admit(batch, from: origin, into: ledger, at: now)
      case .withheld: break
      }
      var name: FeedEntry?
      switch outcome {
      case .admitted(let known), .known(let known):
        name = known
        kept += item.changeCount
      case .refused(let code): refused.append(ItemRefusal(position: position, code: code))
      case .full: isFull = true
      case nil: break
      }
      guard !isFull else { break }
      through = position
      try ledger.received(
        peer: peer, control: lane == .control, feed: feed, position: position, item: name)
    }
    try count(peer, into: ledger, at: now) { row in
      row.received += kept
      row.refused += refused.count
    }
    let committed =
      through < first ? [] : [SessionEvent.committed(lane, through: through, refused: refused)]
    return (committed + (isFull ? [.full] : []), isFull)
  }

  package func finishSession(
    with peer: SigningKey, _ summary: SessionSummary, _ reason: CloseReason, at now: Instant
  ) throws {
    try write(at: now) { ledger in
      // What was found before stands where nothing has crossed since.
      let isRemoved = reason == .peerLeft(Goodbye.removed.rawValue)
      let isAsBefore = summary.sent + summary.received == 0 && !isRemoved
      try count(peer, into: ledger, at: now) {
        $0.rootsEqual = summary.rootsEqual ?? (isAsBefore ? $0.rootsEqual : nil)
      }
      if isRemoved {
        try hear(from: peer, thatWeAreRemoved: true, into: ledger)
      }
    }
  }

  /// What is shown of a peer moves with the exchange, not only at its end.
  private func count(
    _ peer: SigningKey, into ledger: LedgerWriter, at now: Instant,
    _ change: (inout PeerRow) -> Void
  ) throws {
    guard var row = try ledger.peer(peer) else { return }
    row.lastExchange = now
    change(&row)
    try ledger.savePeer(row)
  }

  package func note(
    _ fact: SessionFact, of peer: SigningKey, _ summary: SessionSummary, at now: Instant
  ) throws {
    switch fact {
    case .greeted, .reminded, .controlExchanged: break
    case .judgedPeer, .judgedByPeer:
      guard let equal = summary.rootsEqual else { break }
      try write(at: now) { ledger in
        guard try ledger.peer(peer)?.rootsEqual != equal else { return }
        try count(peer, into: ledger, at: now) { $0.rootsEqual = equal }
      }
    }
  }
}
