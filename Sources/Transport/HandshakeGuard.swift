import NIOCore
import NIOSSL
import NIOTLS

/// Stands behind the TLS handler until the handshake is complete, and then decides: the protocol
/// must be ours and the peer's key must be admitted *at this moment*. Only then does the channel
/// become a connection.
///
/// A session resumed with an old ticket completes without asking the verification callback, so
/// that this decision, not the callback, is the gate.
final class HandshakeGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limits: TransportLimits
  private let allowed: Duration
  private let admits: ([UInt8]) -> Bool
  private let outcome: EventLoopPromise<Established>
  private var deadline: Scheduled<Void>?
  private var failure: TransportError?

  struct Established: Sendable {
    let peerKey: [UInt8]
    let wire: ChannelStream
  }

  /// - Parameter outcome: always completed, at the latest when the channel is gone.
  init(
    limits: TransportLimits, allowed: Duration, outcome: EventLoopPromise<Established>,
    admits: @escaping ([UInt8]) -> Bool
  ) {
    self.limits = limits
    self.allowed = allowed
    self.outcome = outcome
    self.admits = admits
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    let guarded = NIOLoopBound(self, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: TimeAmount(allowed)) {
      guarded.value.fail(.timedOut, channel)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    outcome.fail(failure ?? .handshakeFailed(.cutOff))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(TransportError(inHandshake: error), context.channel)
  }

  func channelInactive(context: ChannelHandlerContext) {
    outcome.fail(failure ?? .handshakeFailed(.cutOff))
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case TLSUserEvent.handshakeCompleted(let negotiated)? = event as? TLSUserEvent else {
      context.fireUserInboundEventTriggered(event)
      return
    }
    guard failure == nil else { return }
    do {
      let established = try judge(context: context, negotiated: negotiated)
      deadline?.cancel()
      outcome.succeed(established)
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      fail(error, context.channel)
    }
  }

  private func judge(
    context: ChannelHandlerContext, negotiated: String?
  ) throws(TransportError) -> Established {
    guard negotiated == NodeTLS.applicationProtocol else { throw .handshakeFailed(.otherProtocol) }
    let pipeline = context.pipeline.syncOperations
    // A pipeline without a TLS handler has no peer: the same refusal as a peer without a key.
    guard let key = (try? pipeline.nioSSL_peerCertificate())?.rawEd25519Key else {
      throw .handshakeFailed(.noKey)
    }
    guard admits(key) else { throw .peerNotPinned }
    do {
      try pipeline.addHandler(
        IdleStateHandler(allTimeout: TimeAmount(limits.idle)), position: .first)
      let wire = try ChannelStream(context.channel, windowBytes: limits.windowBytes)
      return Established(peerKey: key, wire: wire)
    } catch {
      throw .closed
    }
  }

  /// The first failure is the one that is told; the channel is cut without TLS's goodbye, which
  /// nobody on the other side has earned yet.
  private func fail(_ error: TransportError, _ channel: any Channel) {
    if failure == nil { failure = error }
    outcome.fail(failure ?? error)
    channel.cut()
  }
}

extension Channel {
  /// Closes the socket at once, on the event loop, around the TLS handler.
  func cut() {
    eventLoop.execute {
      // Without a TLS handler there is nothing to go around.
      if let tls = try? self.pipeline.syncOperations.context(handlerType: NIOSSLHandler.self) {
        tls.close(promise: nil)
      } else {
        self.close(promise: nil)
      }
    }
  }
}

extension TransportError {
  /// What a failure means while the handshake was going on.
  init(inHandshake error: any Error) {
    switch error {
    case let known as TransportError: self = known
    case NIOSSLError.handshakeFailed(let tls) where tls.isRefusal: self = .refusedByPeer
    case NIOSSLError.handshakeFailed(.sslError(let stack)) where stack == [.eofDuringHandshake]:
      self = .handshakeFailed(.cutOff)
    case NIOSSLError.uncleanShutdown: self = .handshakeFailed(.cutOff)
    case is IOError: self = .handshakeFailed(.cutOff)
    default: self = .handshakeFailed(.tls)
    }
  }
}
