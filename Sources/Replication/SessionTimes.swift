public import Envelope

/// When a session last heard and spoke. A clock that goes back delays, and never ends, a session.
struct SessionTimes: Sendable {
  private(set) var opened: Instant?
  private(set) var lastReceived: Instant?
  private(set) var lastSent: Instant?

  mutating func open(at now: Instant) { (opened, lastReceived, lastSent) = (now, now, now) }
  mutating func received(at now: Instant) { lastReceived = now }
  mutating func sent(at now: Instant) { lastSent = now }

  /// Nothing may lie in the future of the clock.
  mutating func clamp(to now: Instant) {
    opened = opened.map { min($0, now) }
    lastReceived = lastReceived.map { min($0, now) }
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
    return [hello, idle, ping].compactMap { $0 }.min()
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
