import Synchronization

/// A road in memory: two ends that behave as two ends of a TLS connection do, for tests of what
/// runs over a road.
public struct MemoryRoad: ByteStream {
  public let peerKey: [UInt8]
  public let dialled: Bool

  private let incoming: MemoryPipe
  private let outgoing: MemoryPipe
  private let count = TrafficCount()

  /// Both ends of one road, each named by the key of the other.
  ///
  ///     let (near, far) = MemoryRoad.pair(dialler: ours.bytes, listener: theirs.bytes)
  ///     try await near.send([1])
  ///
  /// - Parameters:
  ///   - windowBytes: bytes on the road, per direction, before `send` waits.
  ///   - chunkBytes: the longest chunk a reader is given; 1 drips byte by byte.
  public static func pair(
    dialler: [UInt8], listener: [UInt8], windowBytes: Int = 1 << 20, chunkBytes: Int = 64 << 10
  ) -> (dialler: MemoryRoad, listener: MemoryRoad) {
    let there = MemoryPipe(windowBytes: windowBytes, chunkBytes: chunkBytes)
    let back = MemoryPipe(windowBytes: windowBytes, chunkBytes: chunkBytes)
    return (
      MemoryRoad(peerKey: listener, dialled: true, incoming: back, outgoing: there),
      MemoryRoad(peerKey: dialler, dialled: false, incoming: there, outgoing: back)
    )
  }

  private init(peerKey: [UInt8], dialled: Bool, incoming: MemoryPipe, outgoing: MemoryPipe) {
    self.peerKey = peerKey
    self.dialled = dialled
    self.incoming = incoming
    self.outgoing = outgoing
  }

  public var received: ReceivedBytes { ReceivedBytes(source: .memory(incoming), count: count) }

  public var traffic: Traffic { count.current }

  public func send(_ bytes: [UInt8]) async throws(TransportError) {
    guard !bytes.isEmpty else { return }
    try await outgoing.put(bytes)
    count.countSent(bytes.count)
  }

  public func close() async {
    outgoing.finish(.goodbye)
    incoming.finish(.closedByReader)
  }

  /// The road breaks: both ends keep what has arrived, and then see `cutOff`.
  public func cut() {
    outgoing.finish(.cut)
    incoming.finish(.cut)
  }
}

/// One direction of a memory road.
final class MemoryPipe: Sendable {
  enum End { case goodbye, cut, closedByReader }

  private struct Contents {
    var chunks: [ArraySlice<UInt8>] = []
    var bytes = 0
    var end: End?
    var nextWaiter: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
  }

  private let contents = Mutex(Contents())
  private let windowBytes: Int
  private let chunkBytes: Int

  init(windowBytes: Int, chunkBytes: Int) {
    self.windowBytes = max(1, windowBytes)
    self.chunkBytes = max(1, chunkBytes)
  }

  /// Waits for room, then queues all of `bytes`.
  func put(_ bytes: [UInt8]) async throws(TransportError) {
    while true {
      if Task.isCancelled { throw .cancelled }
      let step: Result<Bool, TransportError> = contents.withLock { pipe in
        if pipe.end != nil { return .failure(.closed) }
        guard pipe.bytes < windowBytes else { return .success(false) }
        pipe.chunks.append(bytes[...])
        pipe.bytes += bytes.count
        return .success(true)
      }
      if try step.get() { return wake() }
      await change { $0.end == nil && $0.bytes >= self.windowBytes }
    }
  }

  /// The next chunk; nil after a goodbye.
  func take() async throws(TransportError) -> [UInt8]? {
    while true {
      if Task.isCancelled { throw .cancelled }
      let step: Result<[UInt8]?, TransportError>? = contents.withLock { pipe in
        if let first = pipe.chunks.first {
          let chunk = first.prefix(chunkBytes)
          pipe.bytes -= chunk.count
          if chunk.count == first.count {
            pipe.chunks.removeFirst()
          } else {
            pipe.chunks[0] = first.dropFirst(chunk.count)
          }
          return .success(Array(chunk))
        }
        switch pipe.end {
        case .goodbye, .closedByReader: return .success(nil)
        case .cut: return .failure(.cutOff)
        case nil: return nil
        }
      }
      if let step {
        wake()
        return try step.get()
      }
      await change { $0.end == nil && $0.chunks.isEmpty }
    }
  }

  func finish(_ end: End) {
    contents.withLock { pipe in
      if pipe.end == nil { pipe.end = end }
    }
    wake()
  }

  private func wake() {
    let waiters = contents.withLock { pipe in
      defer { pipe.waiters = [:] }
      return pipe.waiters.sorted { $0.key < $1.key }.map(\.value)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Returns after the next change, at once when `mustWait` no longer holds, or on cancellation.
  private func change(while mustWait: @Sendable (borrowing Contents) -> Bool) async {
    let ticket = contents.withLock { pipe in
      defer { pipe.nextWaiter += 1 }
      return pipe.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let waits = contents.withLock { pipe in
          guard mustWait(pipe), !Task.isCancelled else { return false }
          pipe.waiters[ticket] = waiter
          return true
        }
        if !waits { waiter.resume() }
      }
    } onCancel: {
      contents.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
    }
  }
}
