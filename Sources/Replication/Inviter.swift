public import Envelope

/// The side that made the invitation and listens. Protocol/pairing.md, section 4.
///
/// Request → look up → check → consume, durably → Answer → Reveal → proven → Done. Cut anywhere, it
/// leaves at most a used invitation and a proven peer.
public struct Inviter: Sendable {
  private enum Step: Sendable {
    case awaitingRequest
    case lookingUp(PairRequest, Presentation)
    case consuming(PairRequest, Presentation, own: Bool)
    case awaitingReveal(PairRequest, Presentation, own: Bool)
    case ended
  }

  private let presentation: Presentation
  private let presentationBytes: [UInt8]
  private let peerKey: SigningKey
  private let nonce: [UInt8]
  private var step = Step.awaitingRequest
  private var reader = FrameReader()
  private var effects: [PairingEffect] = []

  /// `peerKey` is the key that TLS saw; `nonce`: 32 bytes, fresh.
  public init(presentation: Presentation, peerKey: SigningKey, nonce: [UInt8]) {
    precondition(nonce.count == PairingLimits.nonceLength, "a pairing nonce has 32 bytes")
    (self.presentation, presentationBytes) = (presentation, presentation.bytes)
    (self.peerKey, self.nonce) = (peerKey, nonce)
  }

  /// Takes what happened and says what to do, in order.
  public mutating func handle(_ event: PairingEvent, at now: Instant) -> [PairingEffect] {
    defer { effects.removeAll() }
    switch (event, step) {
    case (_, .ended), (.opened, _): break
    case (.received(let bytes), _): receive(bytes)
    case (.found(let invitation, let used), .lookingUp(let request, let peer)):
      found(invitation, used: used, request, peer, at: now)
    case (.consumed(let first), .consuming(let request, let peer, let own)):
      consumed(first, request, peer, own: own)
    case (.closed, _): end(.cut)
    case (.found, _), (.consumed, _):
      preconditionFailure("an answer that the inviter did not ask for")
    }
    return effects
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
    case (.request(let request), .awaitingRequest): try take(request, type)
    case (.reveal(let revealed), .awaitingReveal(let request, let peer, let own)):
      reveal(revealed, request, peer, own: own)
    case (.refused(let reason), _): end(.refusedByPeer(PairingRefusal(rawValue: reason)))
    case (.request, _), (.answer, _), (.reveal, _), (.done, _): throw .unexpected(type)
    }
  }

  private mutating func take(_ request: PairRequest, _ type: UInt8) throws(ProtocolViolation) {
    guard request.version == PairingLimits.version else { return refuse(.version) }
    guard let peer = Presentation(bytes: request.presentation) else { throw .badField(type) }
    guard peer.nodeKey == peerKey, peerKey != presentation.nodeKey else {
      return refuse(.wrongKey)
    }
    step = .lookingUp(request, peer)
    effects.append(.lookUp(request.invitation))
  }

  private mutating func found(
    _ invitation: Invitation?, used: Bool, _ request: PairRequest, _ peer: Presentation,
    at now: Instant
  ) {
    guard let invitation, invitation.id == request.invitation else { return refuse(.unknown) }
    let proof = PairingValues.proof(
      token: invitation.token, joiner: peer.nodeKey, inviter: presentation.nodeKey,
      invitation: invitation.id)
    // The proof first: who does not hold the token learns nothing of the invitation's fate.
    guard PairingValues.areEqual(proof, request.proof) else { return refuse(.badProof) }
    guard !used else { return refuse(.used) }
    guard now < invitation.expires else { return refuse(.expired) }
    step = .consuming(request, peer, own: invitation.own)
    effects.append(.consume(invitation.id))
  }

  private mutating func consumed(
    _ first: Bool, _ request: PairRequest, _ peer: Presentation, own: Bool
  ) {
    guard first else { return refuse(.used) }
    step = .awaitingReveal(request, peer, own: own)
    send(.answer(nonce: nonce, presentation: presentationBytes))
  }

  private mutating func reveal(
    _ revealed: [UInt8], _ request: PairRequest, _ peer: Presentation, own: Bool
  ) {
    let commitment = PairingValues.commitment(
      nonce: revealed, presentation: request.presentation)
    guard PairingValues.areEqual(commitment, request.commitment) else {
      return refuse(.badProof)
    }
    let string = ShortString(
      inviter: presentation.nodeKey, joiner: peer.nodeKey,
      inviterPresentation: presentationBytes, joinerPresentation: request.presentation,
      inviterNonce: nonce, joinerNonce: revealed)
    effects.append(
      .proven(
        PairedPeer(
          presentation: peer, presentationBytes: request.presentation,
          invitation: request.invitation, own: own, string: string)))
    send(.done)
    end(.done)
  }

  private mutating func refuse(_ refusal: PairingRefusal) {
    send(.refused(refusal.rawValue))
    end(.refused(refusal))
  }

  private mutating func send(_ frame: PairingFrame) { effects.append(.send(frame.raw.bytes)) }

  private mutating func end(_ end: PairingEnd) {
    step = .ended
    effects.append(.close(end))
  }
}
