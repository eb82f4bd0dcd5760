import Glibc
public import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// Listens on a TCP address and serves the nodes it admits, each by its pinned key.
///
/// Strangers cost a bounded number of sockets for a bounded time, and learn nothing: not even a
/// byte of ours comes before their key was judged.
public struct Listener: Sendable {
  /// Where it listens; the port is the real one when 0 was asked.
  public let boundAddress: Endpoint

  private let channel: any Channel
  private let table: ConnectionTable
  private let serving: Task<Void, Never>

  /// - Parameters:
  ///   - port: 0 takes any free one.
  ///   - admits: whether the raw Ed25519 key (32 bytes) may connect now. Asked on an event loop
  ///     during every full handshake and again after every handshake, also a resumed one; must be
  ///     quick.
  ///   - knows: whether the key is that of a known peer; the others share `TransportLimits.strangers` places.
  ///   - serve: called once per connection, in a task that is cancelled by `close`; the
  ///     connection is closed when it returns.
  public static func open(
    host: String, port: Int, tls: NodeTLS,
    admits: @escaping @Sendable ([UInt8]) -> Bool,
    knows: @escaping @Sendable ([UInt8]) -> Bool = { _ in true },
    limits: TransportLimits = TransportLimits(), logger: Logger,
    serve: @escaping @Sendable (Connection) async -> Void
  ) async throws(TransportError) -> Listener {
    let gate = Gate(
      context: try tls.context(.listening, limits: limits), admits: admits, knows: knows,
      limits: limits,
      table: ConnectionTable(limits: limits), logger: logger)
    let (arrivals, door) = AsyncStream.makeStream(of: Connection.self)
    let asked = Endpoint(host: host, port: port)
    let channel: any Channel
    do {
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .serverChannelOption(.backlog, value: 128)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.maxMessagesPerRead, value: 1)
        .childChannelOption(
          .recvAllocator,
          value: FixedSizeRecvByteBufferAllocator(capacity: TransportLimits.readBytes)
        )
        .childChannelInitializer { gate.receive($0, door: door) }
        .bind(host: host, port: port).get()
    } catch {
      throw TransportError(binding: asked, error)
    }
    let serving = Task {
      await withDiscardingTaskGroup { group in
        for await connection in arrivals {
          group.addTask {
            await serve(connection)
            await connection.close()
          }
        }
        // The stream ends when the listener closes.
        group.cancelAll()
      }
    }
    channel.closeFuture.whenComplete { _ in door.finish() }
    return Listener(
      boundAddress: channel.localAddress.flatMap(Endpoint.init) ?? asked, channel: channel,
      table: gate.table, serving: serving)
  }

  /// Closes every connection of a peer, to be called after its key was taken from the pins: what
  /// was admitted before is closed here, what comes later is refused by `admits`.
  public func closeConnections(of key: [UInt8]) async {
    let channels = table.connections(of: key)
    for channel in channels { channel.close(promise: nil) }
    for channel in channels { await channel.gone() }
  }

  /// How many sockets are in the handshake, and how many are past it.
  public var counts: (handshakes: Int, connections: Int) { table.counts }

  /// Stops listening, closes every connection with a goodbye, and returns when all are gone and
  /// every `serve` has returned.
  public func close() async {
    let (handshakes, connections) = table.close()
    channel.close(promise: nil)
    for child in handshakes { child.cut() }
    for child in connections { child.close(promise: nil) }
    for child in [channel] + handshakes + connections { await child.gone() }
    serving.cancel()
    await serving.value
  }
}

/// What every accepted socket passes.
private struct Gate: Sendable {
  let context: NIOSSLContext
  let admits: @Sendable ([UInt8]) -> Bool
  let knows: @Sendable ([UInt8]) -> Bool
  let limits: TransportLimits
  let table: ConnectionTable
  let logger: Logger

  func receive(
    _ channel: any Channel, door: AsyncStream<Connection>.Continuation
  ) -> EventLoopFuture<Void> {
    guard let (ticket, oldest) = table.arrive(channel) else {
      return channel.close()
    }
    oldest?.cut()
    channel.closeFuture.whenComplete { _ in table.leave(ticket) }
    let outcome = channel.eventLoop.makePromise(of: HandshakeGuard.Established.self)
    outcome.futureResult.whenComplete { [logger] result in
      switch result {
      case .success(let established):
        let remote = channel.remoteAddress.flatMap(Endpoint.init)
        door.yield(
          Connection(
            peerKey: established.peerKey, dialled: false, remote: remote, wire: established.wire))
      case .failure(let error):
        logger.debug("a connection was refused", metadata: ["fault": "\(error)"])
      }
    }
    return channel.eventLoop.makeCompletedFuture {
      do {
        try channel.pipeline.syncOperations.addHandlers([
          tlsHandler(),
          HandshakeGuard(limits: limits, allowed: limits.handshake, outcome: outcome) { key in
            judge(key, ticket: ticket, channel: channel)
          },
        ])
      } catch {
        outcome.fail(error)
        throw error
      }
    }
  }

  private func tlsHandler() -> NIOSSLServerHandler {
    NIOSSLServerHandler(context: context) { chain, verdict in
      let key = chain.first?.rawEd25519Key
      verdict.succeed(key.map(admits) == true ? .certificateVerified : .failed)
    }
  }

  /// Entered in the table first and judged second: whoever takes a key from the pins and then
  /// closes its connections finds this one either judged too late or already listed.
  private func judge(_ key: [UInt8], ticket: ConnectionTable.Ticket, channel: any Channel) -> Bool {
    let (admitted, displaced) = table.establish(
      ticket, key: key, channel: channel, isKnown: knows(key))
    for old in displaced { old.close(promise: nil) }
    return admitted && admits(key)
  }
}

extension TransportError {
  init(binding address: Endpoint, _ error: any Error) {
    if let system = error as? IOError, system.errnoCode == EADDRINUSE {
      self = .addressInUse(address)
    } else {
      self = .cannotBind(address, ConnectFailure(error))
    }
  }
}
