public import Envelope

/// When a session last heard, went on and spoke. A clock that goes back delays, and never ends, a session.
struct SessionTimes: Sendable {
  private(set) var opened: Instant?
  private(set) var lastReceived: Instant?
  /// The last frame, of either side, that was more than a sign of life.
  private(set) var lastStep: Instant?
  private(set) var lastSent: Instant?

  mutating func open(at now: Instant) {
    (opened, lastReceived, lastStep, lastSent) = (now, now, now, now)
  }
  mutating func received(at now: Instant) { lastReceived = now }
  mutating func stepped(at now: Instant) { lastStep = now }
  mutating func sent(at now: Instant) { lastSent = now }

  /// Nothing may lie in the future of the clock.
  mutating func clamp(to now: Instant) {
    opened = opened.map { min($0, now) }
    lastReceived = lastReceived.map { min($0, now) }
    lastStep = lastStep.map { min($0, now) }
    lastSent = lastSent.map { min($0, now) }
  }
}

extension Session {
  /// When to send `tick` next; nil before the opening and after the end.
  public var deadline: Instant? {
    guard closeReason == nil else { return nil }
    let hello = peerNonce == nil ? times.opened?.after(limits.helloTimeout) : nil
    let idle = times.lastReceived?.after(limits.idleTimeout)
    let ping = peerNonce == nil ? nil : times.lastSent?.after(limits.pingInterval)
    let step = isWaiting ? times.lastStep?.after(limits.idleTimeout) : nil
    return [hello, idle, step, ping].compactMap { $0 }.min()
  }

  /// Whether the peer has something to say still: a proof, a verdict, what it announced, or that it holds what was sent.
  private var isWaiting: Bool {
    guard let sending else { return false }
    return !isConverged || sending.control.acknowledged < sending.control.sent
      || sending.content.acknowledged < sending.content.sent
  }

  /// Both sides proved what they hold, and the peer acknowledged all that is known here since.
  public var isSettled: Bool {
    guard let sending else { return false }
    return closeReason == nil && !isWaiting && sending.control.isDrained
      && sending.content.isDrained
  }

  mutating func tick(at now: Instant) {
    times.clamp(to: now)
    guard start != nil else { return }
    if peerNonce == nil, let opened = times.opened, opened.after(limits.helloTimeout) <= now {
      return finish(.helloTimeout)
    }
    if let heard = times.lastReceived, heard.after(limits.idleTimeout) <= now {
      return finish(.idleTimeout)
    }
    if isWaiting, let step = times.lastStep, step.after(limits.idleTimeout) <= now {
      return finish(.idleTimeout)
    }
    if peerNonce != nil, let spoke = times.lastSent, spoke.after(limits.pingInterval) <= now {
      send(SessionFrame.ping.raw)
    }
  }
}

extension Instant {
  fileprivate func after(_ milliseconds: Int64) -> Instant {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Instant(milliseconds: overflow ? .max : sum)
  }
}
