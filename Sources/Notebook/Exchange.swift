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
  /// Words of refusals on either side, in order.
  public private(set) var refusals: [String] = []

  public init(
    with peer: SigningKey, role: SessionRole, mode: SessionMode, notebook: Notebook
  ) {
    self.peer = peer
    let nonce = InvitationID(using: &notebook.chance).bytes
    session = Session(role: role, mode: mode, nonce: nonce)
  }

  /// Reads where both feeds stand and opens the session.
  public func open(_ notebook: Notebook, at now: Instant) throws -> [RoadOrder] {
    try handle(.opened(try notebook.startSession(with: peer, at: now)), notebook, at: now)
  }

  /// Takes what happened, carries out what the session asks of the ledger, and says what the road is to do.
  public func handle(
    _ event: SessionEvent, _ notebook: Notebook, at now: Instant
  ) throws -> [RoadOrder] {
    var orders: [RoadOrder] = []
    var events = [event]
    while !events.isEmpty {
      for effect in session.handle(events.removeFirst(), at: now) {
        switch effect {
        case .send(let bytes): orders.append(.send(bytes))
        case .close(let reason):
          try notebook.finishSession(with: peer, session.summary, reason, at: now)
          orders.append(.close)
        case .report: break
        case .acknowledged(_, _, let refused):
          refusals += refused.map(\.reason)
          try notebook.acknowledge(effect, from: peer)
        case .resume, .mismatch: try notebook.acknowledge(effect, from: peer)
        case .load, .commit, .renumber, .fingerprint:
          if let answer = try notebook.answer(effect, for: peer, at: now) {
            if case .committed(_, _, let refused) = answer { refusals += refused.map(\.reason) }
            events.append(answer)
          }
        }
      }
    }
    return orders
  }
}

/// The ledger's side of a session.
extension Notebook {
  func startSession(with peer: SigningKey, at now: Instant) throws -> SessionStart {
    let incarnation = try ledger.incarnation
    return try write { ledger in
      let row = try ledger.peer(peer)
      guard let row, row.state == .verified else { throw NotebookError.peerNotVerified("") }
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
    try ledger.number(peer: row.node, control: control) { item in
      try permit(item, to: row, ledger, at: now)
    }
  }

  /// Carries out an effect that wants an answer.
  func answer(_ effect: SessionEffect, for peer: SigningKey, at now: Instant) throws
    -> SessionEvent?
  {
    switch effect {
    case .load(let lane, let after, let limit):
      return try write { try load(lane, for: peer, after: after, limit, $0, at: now) }
    case .commit(let lane, let feed, let first, let items):
      return try write { try keep(items, lane, feed, from: first, of: peer, $0, at: now) }
    case .renumber(let lane):
      return try write { ledger in
        try ledger.restartFeed(peer: peer, control: lane == .control, using: &chance)
        guard let row = try ledger.peer(peer) else { return nil }
        try number(control: lane == .control, for: row, ledger, at: now)
        guard let state = try ledger.feedState(peer: peer, control: lane == .control) else {
          throw StoreError.noFeed
        }
        return .renumbered(
          lane, FeedPosition(feed: state.feed, position: state.lastAllotted))
      }
    case .fingerprint(let side, let key, let control, let content):
      return try read { ledger in
        var sum = Fingerprint()
        let ids =
          switch side {
          case .sent:
            try ledger.sentItems(peer: peer, control: true, through: control)
              + ledger.sentItems(peer: peer, control: false, through: content)
          case .held:
            try ledger.heldItems(peer: peer, control: true, through: control)
              + ledger.heldItems(peer: peer, control: false, through: content)
          }
        for id in ids { sum.insert(id.bytes, key: key) }
        return .fingerprinted(side, sum)
      }
    case .send, .acknowledged, .resume, .mismatch, .report, .close: return nil
    }
  }

  /// Carries out an effect that wants none.
  func acknowledge(_ effect: SessionEffect, from peer: SigningKey) throws {
    try write { ledger in
      switch effect {
      case .acknowledged(let lane, let through, let refused):
        try ledger.acknowledge(peer: peer, control: lane == .control, position: through)
        for refusal in refused {
          try ledger.refusedByPeer(
            peer: peer, control: lane == .control, position: refusal.position)
        }
        try orphan(refused, lane, of: peer, ledger)
      case .resume(let lane, let from):
        try ledger.acknowledge(peer: peer, control: lane == .control, position: from)
      case .mismatch:
        for control in [true, false] {
          try ledger.restartFeed(peer: peer, control: control, using: &chance)
        }
      case .send, .load, .commit, .renumber, .fingerprint, .report, .close: break
      }
    }
  }

  /// A change of ours that a recipient's closed return share refused: the note stays here, shown as an orphan.
  private func orphan(
    _ refused: [Refusal], _ lane: Lane, of peer: SigningKey, _ ledger: LedgerWriter
  ) throws {
    guard lane == .content, try ledger.peer(peer)?.own == false else { return }
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
    let (items, more) = try ledger.outgoing(
      peer: peer, control: lane == .control, after: after, byteLimit: limit
    ) { item in try permit(item, to: row, ledger, at: now) }
    return .loaded(
      lane,
      try items.map {
        NumberedItem(position: $0.position, item: try pack($0.item, for: row, ledger))
      }, more: more)
  }

  /// What a peer gets of a queued item.
  private func pack(
    _ item: Store.FeedItem?, for row: PeerRow, _ ledger: LedgerReader
  ) throws -> Replication.FeedItem {
    switch item {
    case nil: return .withheld
    case .statement(let id):
      guard let statement = try ledger.statement(id) else { return .withheld }
      let rows = try statement.act.attachments.compactMap { named in
        row.own || (named.audience == .bothSides && statement.log.isShare)
          ? try ledger.attachment(named.id) : nil
      }
      return .statement(SealedStatement(bytes: statement.bytes), attachments: rows)
    case .change(let id):
      guard let change = try ledger.change(id) else { return .withheld }
      let secret =
        change.header.parents.isEmpty ? try ledger.noteSecret(of: change.header.document) : nil
      return .change(SealedEnvelope(bytes: change.bytes), secret: secret)
    }
  }

  /// Judges and keeps a stretch of the peer's feed in this transaction.
  private func keep(
    _ items: [Replication.FeedItem], _ lane: Lane, _ feed: FeedID, from first: UInt64,
    of peer: SigningKey, _ ledger: LedgerWriter, at now: Instant
  ) throws -> SessionEvent {
    guard let row = try ledger.peer(peer), row.state == .verified else { return .stop }
    let origin = Origin.peer(peer, own: row.own)
    if let held = try ledger.holds(peer: peer, control: lane == .control), held.feed != feed {
      // It begins anew: it may be an older copy of itself, which wants back what it once said.
      try offerEverything(to: row, into: ledger)
    }
    var refused: [Refusal] = []
    for (offset, item) in items.enumerated() {
      let position = first + UInt64(offset)
      let outcome: Admission
      switch item {
      case .statement(let statement, let rows):
        outcome = try admit(statement, attachments: rows, from: origin, into: ledger, at: now)
      case .change(let change, let secret):
        outcome = try admit(change, secret: secret, from: origin, into: ledger, at: now)
      case .withheld:
        outcome = .refused("")
      }
      var kept: Store.FeedItem?
      switch outcome {
      case .admitted(let name), .known(let name): kept = name
      case .refused(let reason):
        if item != .withheld {
          refused.append(Refusal(position: position, reason: String(reason.prefix(64))))
        }
      }
      try ledger.received(
        peer: peer, control: lane == .control, feed: feed, position: position, item: kept)
    }
    return .committed(
      lane, through: first + UInt64(items.count) - 1, refused: refused)
  }

  func finishSession(
    with peer: SigningKey, _ summary: SessionSummary, _ reason: CloseReason, at now: Instant
  ) throws {
    try write { ledger in
      guard var row = try ledger.peer(peer) else { return }
      row.lastExchange = now
      row.rootsEqual = summary.rootsEqual ?? row.rootsEqual
      row.sent += Int(summary.sent)
      row.received += Int(summary.received)
      row.refused += Int(summary.refused)
      try ledger.savePeer(row)
    }
  }

  /// After a restore from an older copy: positions may have been used for other things, so both feeds of every peer begin
  /// anew under fresh ids.
  func startFeedsAnew() throws {
    try write { ledger in
      for peer in try ledger.peers() where peer.state == .verified {
        for control in [true, false] {
          try ledger.restartFeed(peer: peer.node, control: control, using: &chance)
        }
      }
    }
    try ledger.bumpIncarnation()
  }
}

extension LogID {
  var isShare: Bool {
    if case .share = self { true } else { false }
  }
}
