public import Envelope
public import Replica
public import Replication
public import Store
import Synchronization

/// Calling other nodes from a single command: one exchange, or one pairing.
public enum Caller {
  /// Dials the known addresses of one verified peer, or of all, exchanges everything, and hangs up.
  ///
  ///     let reports = try await Caller.exchange(shared, with: nil)
  ///
  /// - Throws: `ReplicaError.unknownPeer` when `typed` names none; trouble with one peer is in its report.
  public static func exchange(_ replica: SharedReplica, with typed: String?) async throws
    -> [ExchangeReport]
  {
    let (peers, tls) = try await replica.perform { replica, _ in
      try replica.checkSole()
      return (try replica.verifiedPeers(typed), replica.certificate)
    }
    // All at once: whoever is slow, or answers nothing, keeps nobody else waiting.
    return await withTaskGroup(of: (Int, ExchangeReport).self) { group in
      for (place, peer) in peers.enumerated() {
        group.addTask { (place, await exchange(replica, with: peer, tls)) }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  static func exchange(
    _ replica: SharedReplica, with peer: PeerRow, _ certificate: NodeCertificate,
    ledger: @escaping @Sendable (LedgerNews) -> Void = { _ in }
  ) async -> ExchangeReport {
    var report = ExchangeReport(peer: peer.node, service: peer.name)
    report.failure = peer.addresses.isEmpty ? .noAddress : .unreachable
    for address in peer.addresses {
      guard let endpoint = Endpoint(parsing: address) else { continue }
      do {
        let road = try await Dialler.dial(
          host: endpoint.host, port: endpoint.port, tls: NodeTLS(certificate),
          expecting: peer.node.bytes)
        let isRefused = Mutex(false)
        let end = await RoadDriver.drive(
          road, replica: replica, mode: .once, addresses: [], ledger: ledger,
          refused: { isRefused.withLock { $0 = true } })
        report.take(end)
        if isRefused.withLock({ $0 }) { report.failure = .refused(by: peer) }
        return report.told(by: peer)
      } catch TransportError.refusedByPeer {
        report.failure = .refused(by: peer)
      } catch {
        report.failure = ExchangeFailure(error)
      }
    }
    return report.told(by: peer)
  }

  /// Accepts an invitation: pairs with the node that made it.
  public static func accept(
    _ invitation: Invitation, for replica: SharedReplica, addresses: [String],
    entering: SigningKey? = nil
  ) async throws -> PeerRow {
    let (joiner, certificate, clock) = try await replica.perform { replica, now in
      (
        try replica.joiner(invitation, addresses: addresses, entering: entering),
        replica.certificate, now
      )
    }
    let (peer, address) = try await meet(invitation, joiner, certificate, at: clock)
    return try await replica.perform { replica, now in
      try replica.keepDialled(peer, at: address, at: now)
    }
  }

  /// Walks the joiner's side of a pairing over the first address that answers; that address.
  public static func meet(
    _ invitation: Invitation, _ joiner: Joiner, _ certificate: NodeCertificate, at now: Instant
  ) async throws -> (peer: PairedPeer, address: String) {
    var failure: any Error = TransportError.unreachable(
      Endpoint(host: "", port: 0), .unknown)
    for address in invitation.addresses {
      guard let endpoint = Endpoint(parsing: address) else { continue }
      let road: Connection
      do {
        road = try await Dialler.dial(
          host: endpoint.host, port: endpoint.port, tls: NodeTLS(certificate),
          expecting: invitation.nodeKey.bytes)
      } catch {
        failure = error
        continue
      }
      do {
        let peer = try await pair(joiner, over: road, at: now)
        await road.close()
        return (peer, address)
      } catch TransportError.refusedByPeer {
        // It lets in nobody whom it does not know: none of its invitations is open any more.
        await road.close()
        throw ReplicaError.pairing(.unknown)
      } catch {
        await road.close()
        throw error
      }
    }
    throw failure
  }

  static func pair(
    _ joiner: Joiner, over road: any ByteStream, at now: Instant
  ) async throws -> PairedPeer {
    var joiner = joiner
    var proven: PairedPeer?
    var effects = joiner.handle(.opened, at: now)
    var unsent: TransportError?
    var chunks = road.received.makeAsyncIterator()
    while true {
      for effect in effects {
        switch effect {
        case .send(let bytes):
          do {
            try await road.send(bytes)
          } catch {
            // Who does not let us in may be gone before we have spoken: reading says why, or else this does.
            unsent = unsent ?? error
          }
        case .proven(let peer): proven = peer
        case .lookUp, .consume: break
        case .close(let end): return try result(end, proven)
        }
      }
      if let chunk = try await chunks.next() {
        effects = joiner.handle(.received(chunk), at: now)
      } else if let unsent {
        throw unsent
      } else {
        effects = joiner.handle(.closed, at: now)
      }
    }
  }

  private static func result(_ end: PairingEnd, _ proven: PairedPeer?) throws -> PairedPeer {
    switch end {
    case .done:
      guard let proven else { throw TransportError.cutOff }
      return proven
    case .refused(let refusal): throw ReplicaError.pairing(refusal)
    case .refusedByPeer(let refusal): throw ReplicaError.pairing(refusal ?? .version)
    case .violation(let violation): throw PairingBroken(violation: violation)
    case .cut: throw TransportError.cutOff
    }
  }
}

/// The node at the other end of a pairing does not keep to the protocol.
public struct PairingBroken: Error, Sendable {
  public let violation: ProtocolViolation
}

extension NodeTLS {
  init(_ certificate: NodeCertificate) throws(TransportError) {
    try self.init(
      certificateDER: certificate.certificateDER, privateKeyDER: certificate.privateKeyDER)
  }
}

extension Endpoint {
  /// Reads `host:port`; a numeric IPv6 address stands in brackets. Nil for anything else.
  public init?(parsing text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = String(text[..<colon])
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    if isBracketed { host = String(host.dropFirst().dropLast()) }
    // What holds a colon without brackets would be cut at the wrong one; a bracket alone belongs to no host.
    guard !host.isEmpty, isBracketed == host.contains(":"),
      !host.contains("["), !host.contains("]")
    else { return nil }
    self.init(host: host, port: port)
  }
}

extension Endpoint {
  /// `host:port`, a numeric IPv6 address in brackets.
  public var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension ExchangeReport {
  /// Who was told once that it is removed is not told to look after the network.
  fileprivate func told(by peer: PeerRow) -> ExchangeReport {
    var report = self
    switch failure {
    case nil, .violation, .full, .local, .unpaired, .notVerified, .peerFault, .ledger, .twin:
      break
    case .removed: report.failure = peer.own ? .removed : .unpaired
    case .noAddress, .unreachable, .notPinned, .cut:
      if peer.hasRemovedUs { report.failure = peer.own ? .removed : .unpaired }
    }
    return report
  }

  mutating func take(_ end: RoadEnd) {
    switch end {
    case .ended(let outcome): take(outcome)
    case .unheard: failure = .notVerified
    case .failed(let error, let outcome):
      if let outcome { take(outcome) }
      failure = ExchangeFailure(ledger: error)
    }
  }

  /// What an exchange did, of one that goes on what it did since.
  mutating func take(_ summary: SessionSummary, since earlier: SessionSummary?) {
    let before = earlier ?? SessionSummary()
    sent = Int(clamping: summary.sent) - Int(clamping: before.sent)
    received = Int(clamping: summary.received) - Int(clamping: before.received)
    refused = Int(clamping: summary.refused) - Int(clamping: before.refused)
    bytesSent = Int(clamping: summary.bytesSent) - Int(clamping: before.bytesSent)
    bytesReceived = Int(clamping: summary.bytesReceived) - Int(clamping: before.bytesReceived)
    roundTrips = Int(clamping: summary.roundTrips) - Int(clamping: before.roundTrips)
    rootsEqual = summary.rootsEqual
  }

  private mutating func take(_ outcome: ConversationOutcome) {
    switch outcome {
    case .exchanged(let summary, let reason, _):
      take(summary, since: nil)
      failure = reason.flatMap(ExchangeFailure.init(reason:))
    case .paired: failure = .local("paired")
    }
  }
}

extension ExchangeFailure {
  /// Our key is not accepted: it never was, or no longer, by a node of our own service with which we have exchanged.
  static func refused(by peer: PeerRow) -> ExchangeFailure {
    peer.own && peer.lastExchange != nil ? .removed : .notPinned
  }

  init(_ error: any Error) {
    switch error as? TransportError {
    case .peerNotPinned, .refusedByPeer: self = .notPinned
    case .cutOff, .closed, .cancelled, .handshakeFailed: self = .cut
    case .unreachable, .timedOut: self = .unreachable
    case .invalidIdentity, .addressInUse, .cannotBind, .lineTooLong, .doorTaken, .folderInUse,
      .pathTooLong, .file, nil:
      self = .local("\(error)")
    }
  }

  /// Our own ledger failed before, in or after a conversation.
  init(ledger error: any Error) {
    if case ReplicaError.twin = error {
      self = .twin
    } else if let failed = StoreError(below: error) {
      self = .ledger(failed)
    } else {
      self = .local("\(error)")
    }
  }

  /// Nil for an end that is none of these: everything was said.
  init?(reason: CloseReason) {
    switch reason {
    case .done, .stopped, .removed: return nil
    case .cut, .helloTimeout, .idleTimeout: self = .cut
    case .peerLeft(let word):
      switch Goodbye(rawValue: word) {
      case .stopped, .timeout: self = .cut
      case .fault, .full: self = .peerFault
      case .removed: self = .removed
      case .violation, .version, .mismatch, nil: self = .violation(word)
      }
    case .full: self = .full
    case .violation(let violation): self = .violation("\(violation)")
    case .mismatch: return nil
    case .localFault(let fault): self = .local("\(fault)")
    }
  }
}

extension StoreError {
  /// What the ledger failed with, whichever floor told of it; nil for anything else.
  init?(below error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case _: return nil
    }
  }
}
