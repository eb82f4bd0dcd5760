public import Envelope
public import Replication
public import Store

/// What came of a conversation once its road is gone.
public enum ConversationOutcome: Sendable {
  case exchanged(SessionSummary, CloseReason?, refusals: [RefusalCode])
  case paired(PairingEnd?)
}

/// How an exchange stands that is not over.
public struct ConversationStanding: Sendable {
  public let summary: SessionSummary
  /// Both sides proved what they hold, and the peer acknowledged all that is known here since.
  public let isSettled: Bool
}

/// Whatever is being said over one road: an exchange with a verified peer, or a pairing with a key not known yet.
package struct Conversation {
  private enum Talk {
    /// Somebody called, and has not said yet what for: the first bytes tell.
    case undecided(SigningKey, [UInt8])
    case exchange(Exchange)
    case pairing(Inviter, PairingEnd?)
  }
  private var talk: Talk
  private let addresses: [String]
  private let begun: Instant
  private let road: @Sendable (RoadOrder) -> Void

  /// Nil when the key belongs to nobody who may be listened to now.
  package init?(
    with peer: SigningKey, dialled: Bool, mode: SessionMode, addresses: [String],
    seat: any Seat, road: @escaping @Sendable (RoadOrder) -> Void, at now: Instant
  ) throws {
    self.road = road
    self.addresses = addresses
    begun = now
    let isVerified = try seat.replica.isVerified(peer)
    if dialled {
      guard isVerified else { return nil }
      try seat.replica.checkSole()
      talk = .exchange(Exchange(with: peer, role: .dialler, mode: mode, seat: seat))
    } else if try isVerified || seat.replica.isInviting(at: now) || seat.replica.wasRemoved(peer) {
      talk = .undecided(peer, [])
    } else {
      return nil
    }
  }

  /// Whoever called begins with a Hello or with an answer to an invitation; a verified peer may do either.
  private mutating func decide(
    _ peer: SigningKey, _ bytes: [UInt8], _ seat: any Seat, at now: Instant
  ) throws {
    switch Opening(bytes) {
    case nil: talk = .undecided(peer, bytes)
    case .replication:
      // Nothing is said to a key that nobody has compared yet.
      guard try seat.replica.isVerified(peer) else {
        return try seat.replica.wasRemoved(peer) ? leave(saying: .removed) : road(.close)
      }
      // A copy meets others, so that one of both gets keys of its own; it exchanges with nobody.
      guard try !seat.replica.isStopped() else { return road(.close) }
      let exchange = Exchange(with: peer, role: .listener, mode: .live, seat: seat)
      talk = .exchange(exchange)
      try exchange.open(seat, since: begun, at: now, road: road)
      try exchange.handle(.received(bytes), seat, at: now, road: road)
    case .pairing:
      guard try seat.replica.isInviting(at: now) || seat.replica.wasRemoved(peer) else {
        return road(.close)
      }
      let nonce = Identifier<EpochKind>(using: &seat.replica.chance).bytes
      talk = .pairing(
        Inviter(
          presentation: try seat.replica.presentation(addresses: addresses), peerKey: peer,
          nonce: nonce), nil)
      try pair(.opened, seat, at: now)
      try pair(.received(bytes), seat, at: now)
    case .goodbye: road(.close)
    case .violation: leave(saying: .violation)
    }
  }

  /// Ends what has not become a conversation.
  private func leave(saying word: Goodbye) {
    road(.send(word.frame))
    road(.close)
  }

  package var sessionPeer: SigningKey? {
    switch talk {
    case .exchange(let exchange): exchange.peer
    case .pairing, .undecided: nil
    }
  }

  /// What the exchange has come to so far; nil while it is none.
  package var standing: ConversationStanding? {
    guard case .exchange(let exchange) = talk, exchange.session.closeReason == nil else {
      return nil
    }
    return ConversationStanding(
      summary: exchange.summary, isSettled: exchange.session.isSettled)
  }

  package var outcome: ConversationOutcome {
    switch talk {
    case .exchange(let exchange):
      .exchanged(
        exchange.summary, exchange.session.closeReason, refusals: exchange.refusals)
    case .pairing(_, let end): .paired(end)
    case .undecided: .paired(.cut)
    }
  }

  package mutating func open(_ seat: any Seat, at now: Instant) throws {
    switch talk {
    case .exchange(let exchange):
      try exchange.open(seat, since: begun, at: now, road: road)
    case .pairing: try pair(.opened, seat, at: now)
    case .undecided: break
    }
  }

  package mutating func received(_ bytes: [UInt8], _ seat: any Seat, at now: Instant) throws {
    switch talk {
    case .exchange(let exchange):
      // Unpaired in the middle of a conversation: not one more byte is taken.
      guard try seat.replica.isVerified(exchange.peer) else { return try turnAway(seat, at: now) }
      try exchange.handle(.received(bytes), seat, at: now, road: road)
    case .pairing: try pair(.received(bytes), seat, at: now)
    case .undecided(let peer, let heard):
      try decide(peer, heard + bytes, seat, at: now)
    }
  }

  package mutating func news(_ seat: any Seat, at now: Instant) throws {
    guard case .exchange(let exchange) = talk else { return }
    guard try seat.replica.isVerified(exchange.peer) else { return try turnAway(seat, at: now) }
    try exchange.handle(.news, seat, at: now, road: road)
  }

  package mutating func tick(_ seat: any Seat, at now: Instant) throws {
    let waited = now.milliseconds - begun.milliseconds
    switch talk {
    case .exchange(let exchange):
      guard try seat.replica.isVerified(exchange.peer) else { return try turnAway(seat, at: now) }
      try exchange.handle(.tick, seat, at: now, road: road)
    case .undecided:
      // A caller who never says what for is let go as soon as one who never says Hello.
      if waited >= ReplicaLimits.openingMilliseconds || waited < 0 { leave(saying: .timeout) }
    case .pairing:
      if waited > ReplicaLimits.pairingMilliseconds || waited < 0 { road(.close) }
    }
  }

  /// The peer is verified no more.
  private mutating func turnAway(_ seat: any Seat, at now: Instant) throws {
    guard case .exchange(let exchange) = talk else { return }
    let event: SessionEvent = try seat.replica.wasRemoved(exchange.peer) ? .remove : .stop
    try exchange.handle(event, seat, at: now, road: road)
  }

  /// This node closes down.
  package mutating func stop(_ seat: any Seat, at now: Instant) throws {
    switch talk {
    case .exchange(let exchange): try exchange.handle(.stop, seat, at: now, road: road)
    case .undecided: leave(saying: .stopped)
    case .pairing: road(.close)
    }
  }

  package mutating func roadClosed(_ seat: any Seat, at now: Instant) throws {
    switch talk {
    case .exchange(let exchange): try exchange.handle(.closed, seat, at: now, road: road)
    case .pairing: try pair(.closed, seat, at: now)
    case .undecided: break
    }
  }

  /// The ledger failed under the conversation: nothing was acknowledged, the peer will say it again.
  package func fail(at now: Instant) {
    switch talk {
    case .exchange(let exchange): exchange.abandon(at: now, road: road)
    case .undecided: road(.send(Goodbye.fault.frame))
    case .pairing(_, nil): road(.send(PairingRefusal.fault.frame))
    case .pairing: break
    }
    road(.close)
  }

  private mutating func pair(_ event: PairingEvent, _ seat: any Seat, at now: Instant) throws {
    guard case .pairing(var inviter, var end) = talk else { return }
    var events = [event]
    while !events.isEmpty {
      for effect in inviter.handle(events.removeFirst(), at: now) {
        switch effect {
        case .send(let bytes): road(.send(bytes))
        case .close(let reason):
          end = reason
          road(.close)
        case .lookUp(let id):
          let (found, used) = try seat.replica.invitation(id)
          events.append(.found(found, used: used))
        case .consume(let id):
          events.append(.consumed(try seat.replica.write { try $0.consumeInvitation(id) }))
        case .proven(let peer):
          try seat.replica.write(at: now) {
            _ = try seat.replica.keepProven(peer, into: $0, at: now)
          }
        }
      }
    }
    talk = .pairing(inviter, end)
  }
}

extension PeerRow {
  /// Both operators had compared strings with it; a key that failed to show the right one is a stranger's.
  package var wasRemoved: Bool { state == .removed && verifiedOn != nil }
}

extension Replica {
  /// Whether both operators compared the digits of a pairing, and nobody ended it since.
  public func isVerified(_ peer: SigningKey) throws -> Bool {
    try read { try $0.peer(peer)?.state == .verified }
  }

  /// Whether this key was a verified peer's and was removed since: whoever proves that it holds the key is told that much,
  /// and nobody else learns it.
  package func wasRemoved(_ peer: SigningKey) throws -> Bool {
    try read { try $0.peer(peer)?.wasRemoved ?? false }
  }

  /// Keys that are let in to be told that they were removed.
  public func removedPeers() throws -> [SigningKey] {
    try read { try $0.peers().filter(\.wasRemoved).map(\.node) }
  }

  package func invitation(_ id: InvitationID) throws -> (Invitation?, used: Bool) {
    try read { ledger in
      guard let row = try ledger.invitation(id) else { return (nil, false) }
      return (try Invitation(bytes: row.bytes), row.used)
    }
  }

  /// Keeps the other end of a pairing that we began; `dialled` is the address that worked.
  public func keepDialled(_ peer: PairedPeer, at address: String, at now: Instant) throws -> PeerRow
  {
    try write(at: now) { ledger in
      var row = try keepProven(peer, into: ledger, at: now)
      row.answered = peer.invitation
      row.addresses = [address] + row.addresses.filter { !$0.utf8.elementsEqual(address.utf8) }
      try ledger.savePeer(row)
      return row
    }
  }

  /// Our side of accepting an invitation.
  ///
  /// - Parameter entering: the operator's key of a node that its own service has not enrolled yet, which may meet it again;
  ///   nil for every other one.
  public func joiner(
    _ invitation: Invitation, addresses: [String], entering: SigningKey? = nil
  ) throws -> Joiner {
    guard !invitation.own || entering != nil else { throw ReplicaError.invitationForOwnNode }
    try checkMeeting()
    if let row = try read({ try $0.peer(invitation.nodeKey) }), row.answered == invitation.id {
      throw ReplicaError.invitationUsedHere(row)
    }
    let presentation =
      if invitation.own {
        Presentation(nodeKey: node, operatorKey: entering, genesis: [], addresses: addresses)
      } else {
        try presentation(addresses: addresses)
      }
    return Joiner(
      invitation: invitation, presentation: presentation,
      peerKey: invitation.nodeKey, nonce: Identifier<EpochKind>(using: &chance).bytes)
  }
}
