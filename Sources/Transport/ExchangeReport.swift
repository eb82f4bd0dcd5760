public import Envelope
public import Store

/// What one exchange with one peer did, in numbers; crosses the control socket as one line.
public struct ExchangeReport: Sendable, Hashable, Codable {
  /// Hexadecimal node key of the peer.
  public var peer: String
  public var service: String
  public var sent = 0
  public var received = 0
  public var refused = 0
  /// Bytes of the conversation, without TLS.
  public var bytesSent = 0
  public var bytesReceived = 0
  public var roundTrips = 0
  /// Nil when the exchange did not come to comparing.
  public var rootsEqual: Bool?
  public var failure: ExchangeFailure?

  public init(peer: SigningKey, service: String) {
    (self.peer, self.service) = (peer.description, service)
  }
}

/// Why an exchange did not come to its end.
public enum ExchangeFailure: Sendable, Hashable, Codable {
  /// No address is known, and the peer is not connected.
  case noAddress
  /// None of the known addresses answered.
  case unreachable
  /// Whoever answered does not hold the pinned key, or does not accept ours.
  case notPinned
  /// A node of our own service that accepted us before does not any more: this node was removed from the service.
  case removed
  /// A node of another service ended the pairing, or knows that our service ended this node.
  case unpaired
  /// The line was cut; what was acknowledged stays.
  case cut
  /// The peer broke the protocol.
  case violation(String)
  /// Too much that the peer sent waits here for what it leans on.
  case full
  /// Nobody has compared digits with that peer, or it was removed meanwhile.
  case notVerified
  /// The other side said that it cannot go on: its disk, too much that waits there, or a defect.
  case peerFault
  /// Our own ledger failed.
  case ledger(StoreError)
  /// Another copy of this home is in use.
  case twin
  /// This side could not go on.
  case local(String)
}
