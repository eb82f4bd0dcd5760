import Envelope

// The receiving half: Hello, items, acknowledgements, and the comparison of fingerprints.

/// How far the proof of what the peer sent has come.
enum PeerProof: Sendable {
  case none
  /// Sent before its sender knew of a refusal: another one, which knows of more, is to follow.
  case dropped(refused: UInt64)
  /// Arrived after items through these positions; not all of them are durable yet.
  case waiting(Fingerprint, refused: UInt64, control: UInt64, content: UInt64)
  case asked(Fingerprint)
  case judged(Bool)
}

extension Session {
  /// Fingerprints were compared on both sides, and were equal.
  var isConverged: Bool {
    guard case .answered(true) = ownProof, case .judged(true) = peerProof else { return false }
    return true
  }

  mutating func meet(_ greeting: Greeting) throws(ProtocolViolation) {
    guard peerNonce == nil, let start else { throw unexpected(.hello) }
    guard let version = Self.versions.last(where: { greeting.versions.contains($0) }) else {
      throw .version
    }
    switch role {
    case .dialler: round = 1
    case .listener: greet(start)
    }
    peerNonce = greeting.nonce
    effects.append(.report(.greeted(version: version, incarnation: greeting.incarnation)))
    effects.append(
      .report(.reminded(holds: greeting.holds.control, sends: greeting.sends.control)))
    receiving?.control.meet(greeting.sends.control)
    receiving?.content.meet(greeting.sends.content)
    let resumptions = [
      sending?.control.meet(greeting.holds.control, lane: .control),
      sending?.content.meet(greeting.holds.content, lane: .content),
    ]
    effects += resumptions.compactMap { $0 }
  }

  mutating func receive(_ frame: SessionFrame, bytes: Int) throws(ProtocolViolation) {
    switch frame {
    case .items(let batch): try receive(batch, bytes: bytes)
    case .acknowledged(let lane, let through, let refused):
      try acknowledged(lane, through: through, refused: refused)
    case .restarted(let lane, let state): try receiving?[lane].restart(state)
    case .proof(let fingerprint, let refused): try receiveProof(fingerprint, refused: refused)
    case .verdict(let equal): try receiveVerdict(equal)
    case .hello, .bye, .ping: break
    }
  }

  /// Content may come only when the peer's control items are durable here and it has acknowledged ours.
  private func checkBarrier() throws(ProtocolViolation) {
    guard let sending, let receiving, receiving.control.isSettled,
      !sending.control.isRenumbering,
      sending.control.acknowledged >= sending.control.announced
    else { throw .contentBeforeControl }
  }

  private mutating func receive(_ batch: ItemBatch, bytes: Int) throws(ProtocolViolation) {
    if batch.lane == .content { try checkBarrier() }
    guard let feed = try receiving?[batch.lane].receive(batch, bytes: bytes) else { return }
    let inFlight =
      (receiving?.control.bytesInFlight ?? 0) + (receiving?.content.bytesInFlight ?? 0)
    guard inFlight <= SessionLimits.receiveWindow else { throw .windowExceeded }
    effects.append(.commit(batch.lane, feed, first: batch.first, batch.items))
  }

  mutating func committed(_ lane: Lane, through: UInt64, refused: [ItemRefusal]) {
    guard let itemCount = receiving?[lane].commit(through, refused: refused) else {
      return finish(.localFault(.badCommit(lane)))
    }
    summary.received += itemCount.without(refused)
    summary.refused += UInt64(refused.count)
    acknowledge(lane, through: through, refused: refused)
    if lane == .control {
      // What was just learned may call for receipts, and may open or close content.
      sending?.control.wantsLoad = true
      sending?.content.wantsLoad = true
    }
  }

  private mutating func acknowledge(_ lane: Lane, through: UInt64, refused: [ItemRefusal]) {
    var rest = refused[...]
    while rest.count > FrameLimits.itemsPerFrame {
      let part = Array(rest.prefix(FrameLimits.itemsPerFrame))
      rest = rest.dropFirst(part.count)
      guard let last = part.last?.position else { break }
      send(SessionFrame.acknowledged(lane, through: last, refused: part).raw)
    }
    send(SessionFrame.acknowledged(lane, through: through, refused: Array(rest)).raw)
  }

  private mutating func acknowledged(
    _ lane: Lane, through: UInt64, refused: [ItemRefusal]
  ) throws(ProtocolViolation) {
    let covered = try sending?[lane].acknowledge(through, refused: refused, lane: lane) ?? []
    isStalled = false
    if let last = covered.last { round = max(round, last.round + 1) }
    let itemCount = covered.reduce(ItemCount()) { $0 + $1.itemCount }
    summary.sent += itemCount.without(refused)
    summary.refused += UInt64(refused.count)
    effects.append(.acknowledged(lane, through: through, refused: refused))
  }

  // MARK: Proofs

  private mutating func receiveProof(
    _ fingerprint: Fingerprint, refused: UInt64
  ) throws(ProtocolViolation) {
    try checkBarrier()
    guard let receiving else { return }
    switch peerProof {
    case .none: break
    case .waiting(_, let earlier, _, _), .dropped(let earlier):
      // Nobody proves a second time without having learned of a refusal.
      guard refused > earlier else { throw unexpected(.proof) }
    case .asked, .judged: throw unexpected(.proof)
    }
    peerProof = .waiting(
      fingerprint, refused: refused, control: receiving.control.received,
      content: receiving.content.received)
  }

  /// Compares the peer's proof once everything that came before it is durable.
  mutating func judgePeerProof() {
    guard case .waiting(let fingerprint, let refused, let control, let content) = peerProof,
      let receiving, let key = proofKey, receiving.control.committed >= control,
      receiving.content.committed >= content
    else { return }
    let known =
      receiving.control.refusals(through: control) + receiving.content.refusals(through: content)
    guard refused <= known else {
      // It claims to have learned of a refusal that nobody said.
      return finish(.violation(.badField(SessionFrame.Kind.proof.rawValue)))
    }
    guard refused == known else {
      peerProof = .dropped(refused: refused)
      return
    }
    peerProof = .asked(fingerprint)
    effects.append(.fingerprint(.held, key: key, control: control, content: content))
  }

  mutating func fingerprinted(_ side: FingerprintSide, _ fingerprint: Fingerprint) {
    switch side {
    case .sent: sentFingerprint(fingerprint)
    case .held:
      guard case .asked(let claimed) = peerProof else {
        return finish(.localFault(.unaskedAnswer))
      }
      let equal = claimed == fingerprint
      peerProof = .judged(equal)
      if !equal { summary.rootsEqual = false }
      effects.append(.report(.judgedPeer(equal: equal)))
      send(SessionFrame.verdict(equal).raw)
    }
  }

  private mutating func receiveVerdict(_ equal: Bool) throws(ProtocolViolation) {
    guard case .sent(_, _, _, let sentIn) = ownProof else { throw unexpected(.verdict) }
    round = max(round, sentIn + 1)
    ownProof = .answered(equal)
    effects.append(.report(.judgedByPeer(equal: equal)))
    if !equal {
      summary.rootsEqual = false
      effects.append(.mismatch)
      finish(.mismatch)
    }
  }

  /// Ends a session that was to run once, when nothing is left to say.
  mutating func conclude() {
    summary.roundTrips = round
    guard isConverged, let sending, let receiving else { return }
    summary.rootsEqual = true
    guard mode == .once, role == .dialler, isGateOpen, sending.content.isSettled,
      receiving.content.isSettled
    else { return }
    finish(.done)
  }
}
