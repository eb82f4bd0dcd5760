import NIOCore
import NIOPosix
import NIOSSL

/// Calls another node.
public enum Dialler {
  /// Connects, and returns a connection whose other end holds the private key of `expecting`.
  ///
  /// A listener that refuses our own key says so only at the first read (`refusedByPeer`).
  /// - Parameters:
  ///   - expecting: the pinned raw Ed25519 key, 32 bytes.
  ///   - stillPinned: asked again, on an event loop, once the handshake is complete; must be quick.
  ///   - timeout: for name, TCP and TLS together.
  public static func dial(
    host: String, port: Int, tls: NodeTLS, expecting: [UInt8],
    stillPinned: @escaping @Sendable ([UInt8]) -> Bool = { _ in true },
    timeout: Duration = .seconds(10), limits: TransportLimits = TransportLimits()
  ) async throws(TransportError) -> Connection {
    let context = try tls.context(.dialling, limits: limits)
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    let outcome = eventLoop.makePromise(of: HandshakeGuard.Established.self)
    let deadline = eventLoop.scheduleTask(in: TimeAmount(timeout)) {
      outcome.fail(TransportError.timedOut)
    }
    let road = Endpoint(host: host, port: port)
    // Looking up a name cannot be interrupted: whoever waits is let go, and a connection that
    // comes too late closes itself.
    Task {
      do {
        let bootstrap = ClientBootstrap(group: eventLoop).connectTimeout(TimeAmount(timeout))
          .channelOption(.maxMessagesPerRead, value: 1)
          .channelOption(
            .recvAllocator,
            value: FixedSizeRecvByteBufferAllocator(capacity: TransportLimits.readBytes)
          )
          .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        let established = try await bootstrap.connect(host: host, port: port) { channel in
          prepare(
            channel, context: context, expecting: expecting, stillPinned: stillPinned,
            timeout: timeout, limits: limits)
        }
        outcome.succeed(try await established.get())
      } catch {
        outcome.fail(TransportError(dialling: road, error))
      }
    }
    let result = await withTaskCancellationHandler {
      await outcome.futureResult.settled { TransportError(inHandshake: $0) }
    } onCancel: {
      outcome.fail(TransportError.cancelled)
    }
    deadline.cancel()
    let established = try result.get()
    return Connection(
      peerKey: established.peerKey, dialled: true,
      remote: established.wire.channel.remoteAddress.flatMap(Endpoint.init),
      wire: established.wire)
  }

  private static func prepare(
    _ channel: any Channel, context: NIOSSLContext, expecting: [UInt8],
    stillPinned: @escaping @Sendable ([UInt8]) -> Bool, timeout: Duration, limits: TransportLimits
  ) -> EventLoopFuture<EventLoopFuture<HandshakeGuard.Established>> {
    channel.eventLoop.makeCompletedFuture {
      let promise = channel.eventLoop.makePromise(of: HandshakeGuard.Established.self)
      let handshake = HandshakeGuard(limits: limits, allowed: timeout, outcome: promise) {
        $0 == expecting && stillPinned($0)
      }
      do {
        let tls = try NIOSSLClientHandler(context: context, serverHostname: nil) { chain, verdict in
          if chain.first?.rawEd25519Key == expecting {
            verdict.succeed(.certificateVerified)
          } else {
            promise.fail(TransportError.peerNotPinned)
            verdict.succeed(.failed)
          }
        }
        try channel.pipeline.syncOperations.addHandlers([tls, handshake])
      } catch {
        promise.fail(error)
        throw error
      }
      return promise.futureResult
    }
  }
}

extension Endpoint {
  init?(_ address: SocketAddress) {
    guard let host = address.ipAddress, let port = address.port else { return nil }
    self.init(host: host, port: port)
  }
}

extension TransportError {
  /// What a failure means while connecting to `road`.
  init(dialling road: Endpoint, _ error: any Error) {
    switch error {
    case let known as TransportError: self = known
    case let failed as NIOConnectionError:
      guard let last = failed.connectionErrors.last else {
        self = .unreachable(road, .noSuchHost)
        return
      }
      self = .unreachable(road, ConnectFailure(last.error))
    default: self = .unreachable(road, ConnectFailure(error))
    }
  }
}
