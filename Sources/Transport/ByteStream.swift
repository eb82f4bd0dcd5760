import Synchronization

/// A road for bytes between two nodes that know each other's keys: what a conversation runs over.
///
/// The bytes arrive whole and in order, cut into chunks anywhere. Both ways are bounded: a slow
/// reader stops the sender. One task reads, one task sends; they may be two.
public protocol ByteStream: Sendable {
  /// The other end's raw Ed25519 public key, 32 bytes, proven by the handshake.
  var peerKey: [UInt8] { get }
  /// Whether this end made the call.
  var dialled: Bool { get }
  /// The bytes of the other end, for one reader at a time. Ends when the other end said goodbye;
  /// throws `cutOff` when it went away without, `refusedByPeer` when it does not know our key.
  var received: ReceivedBytes { get }
  /// Bytes handed over so far, both ways, without the cost of TLS.
  var traffic: Traffic { get }
  /// Returns once the bytes are on their way; waits while the road is full. All or nothing of
  /// `bytes` is queued, so two senders never interleave. Give it at most a frame at a time.
  func send(_ bytes: [UInt8]) async throws(TransportError)
  /// Says goodbye after everything sent, and returns when the road is gone. What the other end
  /// has not read by `TransportLimits.goodbye` is lost: agree on the end before closing.
  func close() async
}

/// Counts of bytes, as `ByteStream.traffic` gives them.
public struct Traffic: Sendable, Equatable {
  public var sent: UInt64
  public var received: UInt64

  public init(sent: UInt64 = 0, received: UInt64 = 0) {
    self.sent = sent
    self.received = received
  }
}

/// The running counts behind a `Traffic`.
final class TrafficCount: Sendable {
  private let sent = Atomic<UInt64>(0)
  private let received = Atomic<UInt64>(0)

  func countSent(_ bytes: Int) { sent.wrappingAdd(UInt64(bytes), ordering: .relaxed) }
  func countReceived(_ bytes: Int) { received.wrappingAdd(UInt64(bytes), ordering: .relaxed) }

  var current: Traffic {
    Traffic(sent: sent.load(ordering: .relaxed), received: received.load(ordering: .relaxed))
  }
}

/// The incoming bytes of a road, in chunks that are never empty. Every iterator goes on where the
/// last one stopped.
public struct ReceivedBytes: AsyncSequence, Sendable {
  public typealias Element = [UInt8]
  public typealias Failure = TransportError

  enum Source: Sendable {
    case network(ChannelStream)
    case memory(MemoryPipe)
  }

  let source: Source
  let count: TrafficCount

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(bytes: self) }

  public struct AsyncIterator: AsyncIteratorProtocol, Sendable {
    let bytes: ReceivedBytes

    public mutating func next() async throws(TransportError) -> [UInt8]? {
      let chunk =
        switch bytes.source {
        case .network(let wire): try await wire.take()
        case .memory(let pipe): try await pipe.take()
        }
      bytes.count.countReceived(chunk?.count ?? 0)
      return chunk
    }
  }
}
