import NIOCore
import Synchronization

/// A byte stream over a channel, for tasks: the async face of a `ChannelStreamHandler`. A wire that is
/// forgotten closes itself.
final class ChannelStream: Sendable {
  let channel: any Channel
  let count = TrafficCount()
  private let handler: NIOLoopBound<ChannelStreamHandler>

  /// Puts its handler at the end of the channel's pipeline. On the channel's event loop only.
  init(_ channel: any Channel, windowBytes: Int) throws {
    let handler = ChannelStreamHandler(windowBytes: windowBytes)
    try channel.pipeline.syncOperations.addHandler(handler)
    self.channel = channel
    self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
  }

  deinit { channel.close(promise: nil) }

  /// The next bytes, never empty; nil at the end.
  func take() async throws(TransportError) -> [UInt8]? {
    let buffer = try await wait(for: ByteBuffer?.self) { handler, request in
      handler.take(request)
    } onCancel: { handler, request in
      handler.abandon(request)
    }
    return buffer.map { Array($0.readableBytesView) }
  }

  /// Queues all of `bytes` once the channel has room.
  func put(_ bytes: ByteBuffer) async throws(TransportError) {
    try await wait(for: Void.self) { handler, request in
      handler.put(bytes, request)
    } onCancel: { handler, request in
      handler.abandon(request)
    }
  }

  /// Bytes that arrived and wait for a reader, and senders that wait for room.
  func load() async throws -> ChannelStreamHandler.Load {
    let handler = handler
    return try await channel.eventLoop.submit { handler.value.load }.get()
  }

  func close() async {
    channel.close(promise: nil)
    await channel.gone()
  }

  private func wait<Answer: Sendable>(
    for answer: Answer.Type,
    ask: @escaping @Sendable (ChannelStreamHandler, Request<Answer>) -> Void,
    onCancel abandon: @escaping @Sendable (ChannelStreamHandler, Request<Answer>) -> Void
  ) async throws(TransportError) -> Answer {
    let request = Request(channel.eventLoop.makePromise(of: answer))
    let handler = handler
    let result = await withTaskCancellationHandler {
      channel.eventLoop.execute { ask(handler.value, request) }
      return await request.promise.futureResult.settled { TransportError(onOpenRoad: $0) }
    } onCancel: {
      request.cancelled.store(true, ordering: .relaxed)
      channel.eventLoop.execute { abandon(handler.value, request) }
    }
    return try result.get()
  }
}

/// A task that waits for an event loop's answer.
final class Request<Answer: Sendable>: Sendable {
  let promise: EventLoopPromise<Answer>
  /// Set before the event loop is told, so that a request that comes after its own cancellation
  /// is recognised.
  let cancelled = Atomic<Bool>(false)

  init(_ promise: EventLoopPromise<Answer>) { self.promise = promise }
}

extension EventLoopFuture where Value: Sendable {
  /// The value, or the failure as one of ours.
  func settled(
    _ failure: @Sendable (any Error) -> TransportError
  ) async -> Result<Value, TransportError> {
    do {
      return .success(try await get())
    } catch {
      return .failure(failure(error))
    }
  }
}

extension Channel {
  /// Returns when the channel is closed.
  func gone() async {
    // The close future never fails; an error would still mean that the channel is gone.
    try? await closeFuture.get()
  }
}
