import NIOCore
import NIOSSL

/// A TLS connection to a node whose key is known, past its handshake.
public struct Connection: ByteStream {
  public let peerKey: [UInt8]
  public let dialled: Bool
  /// The other end's address, as the socket knows it.
  public let remote: Endpoint?

  let wire: ChannelStream

  public var received: ReceivedBytes { ReceivedBytes(source: .network(wire), count: wire.count) }

  public var traffic: Traffic { wire.count.current }

  public func send(_ bytes: [UInt8]) async throws(TransportError) {
    guard !bytes.isEmpty else { return }
    try await wire.put(ByteBuffer(bytes: bytes))
    wire.count.countSent(bytes.count)
  }

  public func close() async { await wire.close() }
}

extension TransportError {
  /// What a failure means on a road that was open.
  init(onOpenRoad error: any Error) {
    switch error {
    case let known as TransportError: self = known
    case let tls as BoringSSLError: self = tls.isRefusal ? .refusedByPeer : .cutOff
    case NIOSSLError.uncleanShutdown: self = .cutOff
    case is IOError: self = .cutOff
    default: self = .closed
    }
  }
}

extension BoringSSLError {
  /// Whether the other end answered with an alert about our certificate.
  var isRefusal: Bool {
    // The library gives the alert's name only as text.
    if case .sslError(let stack) = self {
      return stack.contains { $0.description.contains("ALERT_CERTIFICATE_") }
    }
    return false
  }
}
