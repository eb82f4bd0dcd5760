public import Envelope

/// One replication session with one peer, as a value: bytes and answers in, effects out.
///
/// Hello both ways, then the control feeds, then content, then a proof each way, then live. Knows no
/// clock, no chance, no disk, no network; once closed it answers nothing. Protocol/replication.md.
public struct Session: Sendable {
  /// Bytes of the nonce that each side draws afresh.
  public static let nonceLength = 16
  /// Versions of the conversation that this program speaks, ascending.
  public static let versions: [UInt32] = [1]

  public let role: SessionRole
  public let mode: SessionMode
  public let limits: SessionLimits
  public internal(set) var summary = SessionSummary()
  /// Why the session ended; nil while it runs.
  public internal(set) var closeReason: CloseReason?

  let nonce: [UInt8]
  var start: SessionStart?
  var peerNonce: [UInt8]?
  var sending: PerLane<OutgoingFeed>?
  var receiving: PerLane<IncomingFeed>?
  var ownProof = OwnProof.none
  var peerProof = PeerProof.none
  /// A loaded item did not fit into the window: wait for an acknowledgement before loading again.
  var isStalled = false
  var saidControlExchanged = false
  /// Length so far of the longest chain of question and answer.
  var round: UInt64 = 0
  var times = SessionTimes()
  var effects: [SessionEffect] = []
  private var reader = FrameReader()

  /// `nonce`: 16 bytes, fresh for this session.
  public init(
    role: SessionRole, mode: SessionMode, nonce: [UInt8], limits: SessionLimits = SessionLimits()
  ) {
    precondition(nonce.count == Self.nonceLength, "a session nonce has 16 bytes")
    (self.role, self.mode, self.nonce) = (role, mode, nonce)
    var limits = limits
    limits.frameTarget = min(limits.frameTarget, limits.window, FrameLimits.lengthBytes)
    self.limits = limits
  }

  /// Where the conversation stands.
  public enum Phase: Hashable, Sendable {
    case waiting
    case greeting
    case exchangingControl
    case exchangingContent
    case live
    case closed(CloseReason)
  }

  public var phase: Phase {
    if let closeReason { return .closed(closeReason) }
    guard start != nil else { return .waiting }
    guard peerNonce != nil else { return .greeting }
    guard saidControlExchanged else { return .exchangingControl }
    return isConverged ? .live : .exchangingContent
  }

  /// Takes what happened and says what to do, in order. Carry out every effect before the next event.
  ///
  ///     for effect in session.handle(.received(bytes), at: now) { … }
  public mutating func handle(_ event: SessionEvent, at now: Instant) -> [SessionEffect] {
    guard closeReason == nil else { return [] }
    do {
      try take(event, at: now)
      if closeReason == nil { pump() }
    } catch {
      finish(.violation(error))
    }
    defer { effects.removeAll() }
    if effects.contains(where: { if case .send = $0 { true } else { false } }) {
      times.sent(at: now)
      if case .tick = event {} else { times.stepped(at: now) }
    }
    return effects
  }

  private mutating func take(
    _ event: SessionEvent, at now: Instant
  ) throws(ProtocolViolation) {
    switch event {
    case .opened(let start): open(start, at: now)
    case .received(let bytes):
      times.received(at: now)
      try take(bytes, at: now)
    case .loaded(let lane, let items, let more): loaded(lane, items, more: more)
    case .committed(let lane, let through, let refused):
      committed(lane, through: through, refused: refused)
    case .fingerprinted(let side, let fingerprint): fingerprinted(side, fingerprint)
    case .renumbered(let lane, let state): renumbered(lane, state)
    case .news:
      sending?.control.wantsLoad = true
      sending?.content.wantsLoad = true
    case .tick: tick(at: now)
    case .stop: finish(.stopped)
    case .remove: finish(.removed)
    case .full: finish(.full)
    case .failed: finish(.localFault(.store))
    case .closed: finish(.cut)
    }
  }

  private mutating func open(_ start: SessionStart, at now: Instant) {
    guard self.start == nil else { return finish(.localFault(.unaskedAnswer)) }
    self.start = start
    times.open(at: now)
    sending = PerLane(
      control: OutgoingFeed(start.control, acknowledged: start.acknowledgedControl),
      content: OutgoingFeed(start.content, acknowledged: start.acknowledgedContent))
    receiving = PerLane(
      control: IncomingFeed(held: start.holdsControl),
      content: IncomingFeed(held: start.holdsContent))
    if role == .dialler { greet(start) }
  }

  private mutating func take(
    _ bytes: [UInt8], at now: Instant
  ) throws(ProtocolViolation) {
    guard start != nil else { return finish(.localFault(.unaskedAnswer)) }
    summary.bytesReceived += UInt64(bytes.count)
    reader.append(bytes)
    while closeReason == nil, let raw = try reader.next() {
      let frame = try SessionFrame(raw)
      switch frame {
      case .hello(let greeting): try meet(greeting)
      case .bye(let reason): close(left(reason))
      case .ping: continue
      case .items, .acknowledged, .restarted, .proof, .verdict:
        guard peerNonce != nil else { throw .unexpected(raw.type) }
        try receive(frame, bytes: raw.byteCount)
      }
      times.stepped(at: now)
    }
  }

  /// What a goodbye of the peer means.
  private func left(_ reason: String) -> CloseReason {
    switch reason {
    case "" where isConverged: .done
    case Goodbye.mismatch.rawValue: .mismatch
    case _: .peerLeft(reason)
    }
  }

  func unexpected(_ kind: SessionFrame.Kind) -> ProtocolViolation { .unexpected(kind.rawValue) }

  // MARK: What goes out

  mutating func send(_ frame: RawFrame) {
    let bytes = frame.bytes
    summary.bytesSent += UInt64(bytes.count)
    if case .send(let earlier) = effects.last {
      effects[effects.count - 1] = .send(earlier + bytes)
    } else {
      effects.append(.send(bytes))
    }
  }

  /// Says goodbye where somebody listens, and closes.
  mutating func finish(_ reason: CloseReason) {
    guard closeReason == nil else { return }
    if let word = reason.goodbye { send(SessionFrame.bye(word).raw) }
    close(reason)
  }

  private mutating func close(_ reason: CloseReason) {
    effects.append(.close(reason))
    closeReason = reason
  }
}

extension CloseReason {
  /// The reason that Bye carries; nil when the peer is gone or has gone first.
  fileprivate var goodbye: String? {
    switch self {
    case .done: ""
    case .stopped: Goodbye.stopped.rawValue
    case .removed: Goodbye.removed.rawValue
    case .violation(.version): Goodbye.version.rawValue
    case .violation: Goodbye.violation.rawValue
    case .helloTimeout, .idleTimeout: Goodbye.timeout.rawValue
    case .mismatch: Goodbye.mismatch.rawValue
    case .full: Goodbye.full.rawValue
    case .localFault: Goodbye.fault.rawValue
    case .cut, .peerLeft: nil
    }
  }
}
