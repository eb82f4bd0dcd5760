public import Envelope

/// The side that accepts an invitation and dials. Protocol/pairing.md, section 4.
public struct Joiner: Sendable {
  private enum Step: Sendable {
    case awaitingOpening
    case awaitingAnswer
    case awaitingDone(PairedPeer)
    case ended
  }

  private let invitation: Invitation
  private let presentation: Presentation
  private let presentationBytes: [UInt8]
  private let peerKey: SigningKey
  private let nonce: [UInt8]
  private var step = Step.awaitingOpening
  private var reader = FrameReader()
  private var effects: [PairingEffect] = []

  /// `peerKey` is the key that TLS saw; `nonce`: 32 bytes, fresh.
  public init(
    invitation: Invitation, presentation: Presentation, peerKey: SigningKey, nonce: [UInt8]
  ) {
    precondition(nonce.count == PairingLimits.nonceLength, "a pairing nonce has 32 bytes")
    (self.invitation, self.presentation) = (invitation, presentation)
    (presentationBytes, self.peerKey, self.nonce) = (presentation.bytes, peerKey, nonce)
  }

  /// Takes what happened and says what to do, in order. Never asks to look up or to consume.
  public mutating func handle(_ event: PairingEvent, at now: Instant) -> [PairingEffect] {
    defer { effects.removeAll() }
    switch (event, step) {
    case (_, .ended): break
    case (.opened, .awaitingOpening): request(at: now)
    case (.received(let bytes), _): receive(bytes)
    case (.closed, _): end(.cut)
    case (.opened, _), (.found, _), (.consumed, _):
      preconditionFailure("an answer that the joiner did not ask for")
    }
    return effects
  }

  private mutating func request(at now: Instant) {
    guard peerKey == invitation.nodeKey, peerKey != presentation.nodeKey else {
      return end(.refused(.wrongKey))
    }
    guard now < invitation.expires else { return end(.refused(.expired)) }
    step = .awaitingAnswer
    send(
      .request(
        PairRequest(
          version: PairingLimits.version, invitation: invitation.id,
          proof: PairingValues.proof(
            token: invitation.token, joiner: presentation.nodeKey, inviter: peerKey,
            invitation: invitation.id),
          commitment: PairingValues.commitment(nonce: nonce, presentation: presentationBytes),
          presentation: presentationBytes)))
  }

  private mutating func receive(_ bytes: [UInt8]) {
    reader.append(bytes)
    do {
      while let raw = try reader.next() {
        try take(PairingFrame(raw), raw.type)
        if case .ended = step { return }
      }
    } catch {
      end(.violation(error))
    }
  }

  private mutating func take(
    _ frame: PairingFrame, _ type: UInt8
  ) throws(ProtocolViolation) {
    switch (frame, step) {
    case (.answer(let inviterNonce, let bytes), .awaitingAnswer):
      try answer(inviterNonce, bytes, type)
    case (.done, .awaitingDone(let peer)):
      effects.append(.proven(peer))
      end(.done)
    case (.refused(let reason), _): end(.refusedByPeer(PairingRefusal(rawValue: reason)))
    case (.request, _), (.answer, _), (.reveal, _), (.done, _): throw .unexpected(type)
    }
  }

  private mutating func answer(
    _ inviterNonce: [UInt8], _ bytes: [UInt8], _ type: UInt8
  ) throws(ProtocolViolation) {
    guard let peer = Presentation(bytes: bytes) else { throw .badField(type) }
    guard peer.nodeKey == invitation.nodeKey else {
      send(.refused(PairingRefusal.wrongKey.rawValue))
      return end(.refused(.wrongKey))
    }
    let string = ShortString(
      inviter: peer.nodeKey, joiner: presentation.nodeKey, inviterPresentation: bytes,
      joinerPresentation: presentationBytes, inviterNonce: inviterNonce, joinerNonce: nonce)
    step = .awaitingDone(
      PairedPeer(
        presentation: peer, presentationBytes: bytes, invitation: invitation.id,
        own: invitation.own, string: string))
    send(.reveal(nonce: nonce))
  }

  private mutating func send(_ frame: PairingFrame) { effects.append(.send(frame.raw.bytes)) }

  private mutating func end(_ end: PairingEnd) {
    step = .ended
    effects.append(.close(end))
  }
}
