import NIOCore
import Synchronization

/// The last handler of an established channel: keeps what arrives until it is taken, and stops
/// reading from the network when a window of it is waiting; keeps senders waiting while the
/// channel is full. Closes when idle. While it closes it throws away what still comes, so that
/// the other end's goodbye is found behind bytes that nobody reads.
final class ChannelStreamHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = Never
  typealias OutboundOut = ByteBuffer

  private let windowBytes: Int
  private var context: ChannelHandlerContext?
  private var arrived = CircularBuffer<ByteBuffer>()
  private var arrivedBytes = 0
  private var readers = CircularBuffer<Request<ByteBuffer?>>()
  private var senders = CircularBuffer<(bytes: ByteBuffer, request: Request<Void>)>()
  private var readIsHeld = false
  private var closing = false
  /// How the incoming bytes end, once they do.
  private var end: Result<Void, TransportError>?

  init(windowBytes: Int) { self.windowBytes = max(1, windowBytes) }

  struct Load: Sendable, Equatable {
    let arrivedBytes: Int
    let waitingSenders: Int
  }

  var load: Load { Load(arrivedBytes: arrivedBytes, waitingSenders: senders.count) }

  // MARK: Tasks ask

  func take(_ request: Request<ByteBuffer?>) {
    if request.cancelled.load(ordering: .relaxed) {
      request.promise.fail(TransportError.cancelled)
    } else {
      readers.append(request)
      deliver()
    }
  }

  func put(_ bytes: ByteBuffer, _ request: Request<Void>) {
    if request.cancelled.load(ordering: .relaxed) {
      request.promise.fail(TransportError.cancelled)
    } else if context == nil || closing {
      request.promise.fail(TransportError.closed)
    } else {
      senders.append((bytes, request))
      transmit()
    }
  }

  func abandon(_ request: Request<ByteBuffer?>) {
    readers.removeAll { $0 === request }
    request.promise.fail(TransportError.cancelled)
  }

  func abandon(_ request: Request<Void>) {
    senders.removeAll { $0.request === request }
    request.promise.fail(TransportError.cancelled)
  }

  private func deliver() {
    while !readers.isEmpty {
      if var bytes = arrived.popFirst() {
        // All that waits at once: who reads slowly has less to do for each byte.
        while let next = arrived.popFirst() { bytes.writeImmutableBuffer(next) }
        arrivedBytes = 0
        readers.removeFirst().promise.succeed(bytes)
      } else if let end {
        let reader = readers.removeFirst()
        switch end {
        case .success: reader.promise.succeed(nil)
        case .failure(let error): reader.promise.fail(error)
        }
      } else {
        break
      }
    }
    if readIsHeld, arrivedBytes <= windowBytes / 2 {
      readIsHeld = false
      context?.read()
    }
  }

  private func transmit() {
    while let context, context.channel.isWritable, let next = senders.popFirst() {
      context.writeAndFlush(wrapOutboundOut(next.bytes), promise: nil)
      next.request.promise.succeed()
    }
  }

  private func finish(_ how: Result<Void, TransportError>) {
    if end == nil { end = how }
    deliver()
    while let sender = senders.popFirst() { sender.request.promise.fail(TransportError.closed) }
  }

  // MARK: The channel tells

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    finish(.success(()))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    guard !closing, end == nil, buffer.readableBytes > 0 else { return }
    arrived.append(buffer)
    arrivedBytes += buffer.readableBytes
    deliver()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) { transmit() }

  func channelInactive(context: ChannelHandlerContext) {
    closing = true
    finish(.success(()))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish(.failure(TransportError(onOpenRoad: error)))
    context.close(promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      close(context: context, mode: .all, promise: nil)
    }
  }

  func read(context: ChannelHandlerContext) {
    if closing || arrivedBytes < windowBytes {
      context.read()
    } else {
      readIsHeld = true
    }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    let already = closing
    closing = true
    finish(.success(()))
    context.close(mode: mode, promise: promise)
    if !already, self.context != nil { context.read() }
  }
}
