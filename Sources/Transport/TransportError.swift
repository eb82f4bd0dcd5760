/// What went wrong below the conversation, as facts; `Words` makes sentences of them.
public enum TransportError: Error, Sendable, Equatable {
  /// The node's own certificate or private key is not a matching Ed25519 pair in DER.
  case invalidIdentity
  /// Another program listens on this address.
  case addressInUse(Endpoint)
  /// The address cannot be listened on.
  case cannotBind(Endpoint, ConnectFailure)
  /// No TCP connection could be made.
  case unreachable(Endpoint, ConnectFailure)
  /// TCP was there, TLS was not.
  case handshakeFailed(HandshakeFault)
  /// The other end showed a key that is not, or is no longer, the one expected.
  case peerNotPinned
  /// The other end closed because it does not accept our key. In TLS 1.3 this arrives with the
  /// first read, after a handshake that looked complete.
  case refusedByPeer
  /// The time allowed ran out.
  case timedOut
  /// The other end went away without saying goodbye: bytes may be missing.
  case cutOff
  /// This end is closed.
  case closed
  /// The task that waited was cancelled.
  case cancelled
  /// A request or an answer through the control socket is longer than the limit, in bytes, or holds
  /// a line break.
  case lineTooLong(limitBytes: Int)
  /// A living process answers behind this socket, or something that is not a socket stands there.
  case doorTaken(path: String)
  /// Another process holds the folder.
  case folderInUse(path: String)
  /// The file name alone does not fit in a socket address.
  case pathTooLong(path: String)
  /// The operating system refused an operation on a file or a local socket.
  case file(path: String, errno: Int32)
}

/// Why an address cannot be reached or listened on.
public enum ConnectFailure: Sendable, Equatable {
  case noSuchHost
  case refused
  case noRoute
  case timedOut
  case notPermitted
  /// Any other answer of the operating system.
  case system(errno: Int32)
  /// No number was given.
  case unknown
}

/// How a TLS handshake failed.
public enum HandshakeFault: Sendable, Equatable {
  /// Not TLS 1.3, no common curve or signature, an altered message, or no TLS at all.
  case tls
  /// The other end does not speak this protocol (ALPN `carnet/1`).
  case otherProtocol
  /// The other end showed no Ed25519 certificate.
  case noKey
  /// The other end went away in the middle.
  case cutOff
}

/// A TCP address: a host name or a numeric address, and a port.
public struct Endpoint: Sendable, Hashable {
  public var host: String
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}
