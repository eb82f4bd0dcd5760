import Envelope

// The sending half: Hello, items in their order, the fingerprint of what was sent.

/// How far the proof of what this side sent has come.
enum OwnProof: Sendable {
  case none
  case asked(control: UInt64, content: UInt64, refused: UInt64)
  case sent(control: UInt64, content: UInt64, refused: UInt64, round: UInt64)
  case answered(Bool)
}

extension Session {
  /// Both control feeds have travelled, as far as either side knows.
  var isGateOpen: Bool {
    guard let sending, let receiving else { return false }
    return sending.control.isSettled && receiving.control.isSettled
  }

  var bytesInFlight: Int {
    (sending?.control.bytesInFlight ?? 0) + (sending?.content.bytesInFlight ?? 0)
  }

  mutating func greet(_ start: SessionStart) {
    send(
      SessionFrame.hello(
        Greeting(
          versions: Self.versions, nonce: nonce, incarnation: start.incarnation,
          sends: PerLane(control: start.control, content: start.content),
          holds: PerLane(control: start.holdsControl, content: start.holdsContent))
      ).raw)
  }

  /// Asks for whatever can go on now: control first, then content, then proof, then the end.
  mutating func pump() {
    guard peerNonce != nil else { return }
    requestLoad(.control)
    if isGateOpen {
      if !saidControlExchanged {
        saidControlExchanged = true
        effects.append(.report(.controlExchanged))
      }
      requestLoad(.content)
      requestOwnProof()
    }
    judgePeerProof()
    conclude()
  }

  private mutating func requestLoad(_ lane: Lane) {
    guard let feed = sending?[lane], feed.wantsLoad, !feed.isLoading, !feed.isRenumbering else {
      return
    }
    let inFlight = bytesInFlight
    let room = limits.window - inFlight
    guard inFlight == 0 || (!isStalled && room >= limits.frameTarget) else { return }
    sending?[lane].wantsLoad = false
    sending?[lane].isLoading = true
    effects.append(.load(lane, after: feed.sent, byteLimit: limits.frameTarget))
  }

  mutating func loaded(_ lane: Lane, _ items: [NumberedItem], more: Bool) {
    guard let feed = sending?[lane], feed.isLoading else {
      return finish(.localFault(.unaskedAnswer))
    }
    sending?[lane].isLoading = false
    if lane == .content && !isGateOpen {
      // Control items came up meanwhile: they go first, these are read again afterwards.
      sending?[lane].wantsLoad = true
      return
    }
    if more {
      guard !items.isEmpty else { return finish(.localFault(.brokenOutbox(lane))) }
      sending?[lane].wantsLoad = true
    }
    var rest = items[...]
    while !rest.isEmpty, closeReason == nil {
      guard departFrame(lane, of: &rest) else { break }
    }
    if let feed = sending?[lane], feed.isDrained, feed.sent < feed.announced {
      finish(.localFault(.brokenOutbox(lane)))
    }
  }

  /// Sends one frame of the items; false when the window has no room for it, or on a local fault.
  private mutating func departFrame(_ lane: Lane, of rest: inout ArraySlice<NumberedItem>) -> Bool {
    guard let sent = sending?[lane].sent else { return false }
    var packing = ItemPacking(lane: lane, first: sent + 1)
    while let next = rest.first {
      guard next.position == sent + UInt64(packing.count) + 1 else {
        finish(.localFault(.brokenOutbox(lane)))
        return false
      }
      guard packing.add(next.item, target: limits.frameTarget) else { break }
      rest = rest.dropFirst()
    }
    guard packing.isSendable else {
      finish(.localFault(.unsendable(lane, position: packing.first)))
      return false
    }
    let inFlight = bytesInFlight
    guard inFlight == 0 || inFlight + packing.byteCount <= limits.window else {
      isStalled = true
      sending?[lane].wantsLoad = true
      return false
    }
    sending?[lane].depart(packing, round: round)
    send(packing.frame)
    return true
  }

  mutating func renumbered(_ lane: Lane, _ state: FeedPosition) {
    guard sending?[lane].restart(state) == true else {
      return finish(.localFault(.unaskedAnswer))
    }
    send(SessionFrame.restarted(lane, state).raw)
  }

  // MARK: The proof of what was sent

  /// The key of both fingerprints of this session: a hash of the dialler's nonce and the listener's.
  var proofKey: [UInt8]? {
    guard let peerNonce else { return nil }
    switch role {
    case .dialler: return Digest.hash(.sessionKey, nonce, peerNonce)
    case .listener: return Digest.hash(.sessionKey, peerNonce, nonce)
    }
  }

  private mutating func requestOwnProof() {
    guard let sending, sending.content.isDrained, let key = proofKey else { return }
    switch ownProof {
    case .none: break
    case .sent(let control, let content, let refused, _):
      // The peer drops a proof that counted an item which it refused: another one follows.
      guard refusals(control: control, content: content) > refused else { return }
    case .asked, .answered: return
    }
    let (control, content) = (sending.control.sent, sending.content.sent)
    ownProof = .asked(
      control: control, content: content,
      refused: refusals(control: control, content: content))
    effects.append(.fingerprint(.sent, key: key, control: control, content: content))
  }

  /// Refusals by the peer, in this session, at or below two positions.
  private func refusals(control: UInt64, content: UInt64) -> UInt64 {
    guard let sending else { return 0 }
    return sending.control.refusals(through: control) + sending.content.refusals(through: content)
  }

  mutating func sentFingerprint(_ fingerprint: Fingerprint) {
    guard case .asked(let control, let content, let refused) = ownProof, let sending else {
      return finish(.localFault(.unaskedAnswer))
    }
    let isCurrent =
      isGateOpen && sending.control.sent == control && sending.content.sent == content
      && refusals(control: control, content: content) == refused
    guard isCurrent else {
      ownProof = .none
      return
    }
    ownProof = .sent(control: control, content: content, refused: refused, round: round)
    send(SessionFrame.proof(fingerprint, refused: refused).raw)
  }
}
