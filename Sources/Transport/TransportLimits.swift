import NIOCore

/// The bounds of one listener or one dialled connection. Each keeps memory bounded against a
/// stranger; none of them is a promise to a peer.
public struct TransportLimits: Sendable, Equatable {
  /// From the TCP connection to the end of the TLS handshake.
  public var handshake: Duration = .seconds(10)
  /// A connection with no byte either way for so long is closed.
  public var idle: Duration = .seconds(600)
  /// How long a close waits for the other end's goodbye.
  public var goodbye: Duration = .seconds(2)
  /// Connections past the handshake, all peers together; one more is refused.
  public var connections = 64
  /// Of these, at most so many of keys that are not known yet; for one more, the oldest from the address that has the
  /// most is closed. A known peer so always finds a place.
  public var strangers = 16
  /// Connections of one peer; for one more the oldest is closed, because a peer that comes again
  /// has lost the others.
  public var connectionsPerPeer = 4
  /// Connections still in the handshake; for one more, the oldest from the address that has the
  /// most is closed: an honest handshake takes milliseconds, and a crowd displaces itself.
  public var handshakes = 64
  /// Bytes received and not yet read, per connection, before reading from the network stops.
  public var windowBytes = 1 << 20

  public init() {}

  /// Bytes taken from the network in one read, at most.
  static let readBytes = 64 << 10
}

extension TimeAmount {
  /// Rounded down to the nanosecond, held within what NIO can express.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let bounded = min(max(seconds, 0), 1_000_000_000)
    self = .nanoseconds(bounded * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
