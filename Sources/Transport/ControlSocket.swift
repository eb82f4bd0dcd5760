import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// The control socket of a running `serve`: a Unix-domain socket in its folder, for this user only,
/// where another command of the same machine asks one line and gets one line. No key crosses it.
public struct ControlSocket: Sendable {
  private let channel: any Channel
  private let callers: Callers
  private let path: String
  private let identity: FileIdentity

  /// Answers at `path` until `close`. A socket that a dead process left there is replaced; hold
  /// the folder's `FolderLock` while opening, so that two processes do not replace each other's.
  /// - Parameter answer: given the request without its line break; its answer holds none either.
  public static func open(
    path: String, limits: ControlLimits = ControlLimits(),
    answer: @escaping @Sendable (String) async -> String
  ) async throws(TransportError) -> ControlSocket {
    let descriptor = try bind(path)
    guard let identity = FileIdentity(socketAt: path) else {
      Glibc.close(descriptor)
      throw .file(path: path, errno: ENOENT)
    }
    let callers = Callers(limits: limits)
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelOption(.maxMessagesPerRead, value: 1)
        .childChannelInitializer { child in
          child.eventLoop.makeCompletedFuture {
            let wire = try ChannelStream(child, windowBytes: limits.lineBytes)
            callers.serve(wire, answer: answer)
          }
        }
        .withBoundSocket(descriptor).get()
      return ControlSocket(channel: channel, callers: callers, path: path, identity: identity)
    } catch {
      unlink(path)
      throw .file(path: path, errno: (error as? IOError)?.errnoCode ?? EIO)
    }
  }

  /// Stops answering, lets go of those who wait, and takes the socket away if it is still ours.
  public func close() async {
    if FileIdentity(socketAt: path) == identity { unlink(path) }
    channel.close(promise: nil)
    await channel.gone()
    await callers.dismiss()
  }

  /// Asks the process behind the socket. Who is let go unheard, because a crowd pushed in, asks again a few times: what is
  /// asked here may be heard twice.
  /// - Parameter timeout: for all of it.
  /// - Returns: its answer; nil when nobody is behind the socket.
  public static func ask(
    path: String, line: String, timeout: Duration, limits: ControlLimits = ControlLimits()
  ) async throws(TransportError) -> String? {
    let request = try Line.encode(line, limits)
    let end = ContinuousClock.now + timeout
    for _ in 1..<attempts {
      do {
        return try await askOnce(
          path, request, timeout: ContinuousClock.now.duration(to: end), limits)
      } catch .closed, .cutOff {
        continue
      }
    }
    return try await askOnce(path, request, timeout: ContinuousClock.now.duration(to: end), limits)
  }

  private static let attempts = 4

  private static func askOnce(
    _ path: String, _ request: [UInt8], timeout: Duration, _ limits: ControlLimits
  ) async throws(TransportError) -> String? {
    guard let descriptor = try connect(path) else { return nil }
    let wire: ChannelStream
    do {
      wire = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(.maxMessagesPerRead, value: 1)
        .withConnectedSocket(descriptor) { channel in
          channel.eventLoop.makeCompletedFuture {
            try ChannelStream(channel, windowBytes: limits.lineBytes)
          }
        }
    } catch {
      throw .file(path: path, errno: (error as? IOError)?.errnoCode ?? EIO)
    }
    return try await wire.within(timeout) { wire throws(TransportError) in
      try await wire.put(ByteBuffer(bytes: request))
      return try await Line.read(from: wire, limits)
    }
  }

  /// A socket bound to `path` with mode 0600 from its first moment, not yet listening.
  private static func bind(_ path: String) throws(TransportError) -> Int32 {
    let address = try LocalAddress(path: path)
    guard let descriptor = LocalAddress.socket() else { throw .file(path: path, errno: errno) }
    var reason: Int32 = 0
    // The mode of the descriptor becomes the mode of the file.
    if fchmod(descriptor, 0o600) != 0 || address.bind(descriptor) != 0 { reason = errno }
    if reason == EADDRINUSE {
      guard isStale(path, address) else {
        Glibc.close(descriptor)
        throw .doorTaken(path: path)
      }
      unlink(path)
      reason = address.bind(descriptor) == 0 ? 0 : errno
    }
    guard reason == 0 else {
      Glibc.close(descriptor)
      throw .file(path: path, errno: reason)
    }
    return descriptor
  }

  /// Whether `path` is a socket that nobody listens on.
  private static func isStale(_ path: String, _ address: borrowing LocalAddress) -> Bool {
    guard FileIdentity(socketAt: path) != nil, let probe = LocalAddress.socket() else {
      return false
    }
    defer { Glibc.close(probe) }
    return address.connect(probe) != 0 && errno == ECONNREFUSED
  }

  /// A connected socket; nil when nobody is behind the socket.
  private static func connect(_ path: String) throws(TransportError) -> Int32? {
    let address: LocalAddress
    do {
      address = try LocalAddress(path: path)
    } catch .file(_, errno: ENOENT) {
      return nil
    }
    guard let descriptor = LocalAddress.socket() else { throw .file(path: path, errno: errno) }
    guard address.connect(descriptor) != 0 else { return descriptor }
    let reason = errno
    Glibc.close(descriptor)
    if reason == ENOENT || reason == ECONNREFUSED { return nil }
    throw .file(path: path, errno: reason)
  }
}

/// The bounds of a control socket.
public struct ControlLimits: Sendable, Equatable {
  /// The longest request and the longest answer, in bytes, without the line break.
  public var lineBytes = 64 << 10
  /// From the connection to the end of the request.
  public var request: Duration = .seconds(5)
  /// From the request to the end of the answer.
  public var answer: Duration = .seconds(600)
  /// Callers who have not asked yet; for one more, the one who has been silent longest is let go: who asks does so at
  /// once.
  public var silent = 16
  /// Callers who are being answered; one more is let go without an answer.
  public var callers = 16

  public init() {}
}

/// Which file a path names, so that only our own socket is taken away.
private struct FileIdentity: Equatable {
  let device: UInt64
  let inode: UInt64

  init?(socketAt path: String) {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFSOCK else { return nil }
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
  }
}

/// Those who stand at a control socket and wait.
private final class Callers: Sendable {
  private struct Contents {
    var next: UInt64 = 0
    var closed = false
    /// Not one of them has asked yet.
    var silent: [UInt64: ChannelStream] = [:]
    var answered: Set<UInt64> = []
    var tasks: [UInt64: Task<Void, Never>] = [:]
  }

  private let contents = Mutex(Contents())
  private let limits: ControlLimits

  init(limits: ControlLimits) { self.limits = limits }

  /// Serves one caller in a task of its own. Whoever was silent longest makes room for one too many.
  func serve(_ wire: ChannelStream, answer: @escaping @Sendable (String) async -> String) {
    let displaced = contents.withLock { callers -> ChannelStream? in
      guard !callers.closed else { return wire }
      var displaced: ChannelStream?
      if callers.silent.count >= limits.silent, let oldest = callers.silent.keys.min() {
        displaced = callers.silent.removeValue(forKey: oldest)
      }
      let ticket = callers.next
      callers.next += 1
      callers.silent[ticket] = wire
      callers.tasks[ticket] = Task {
        await self.converse(wire, ticket, answer)
        self.contents.withLock { callers in
          callers.silent[ticket] = nil
          callers.answered.remove(ticket)
          callers.tasks[ticket] = nil
        }
      }
      return displaced
    }
    displaced?.channel.close(promise: nil)
  }

  private func converse(
    _ wire: ChannelStream, _ ticket: UInt64, _ answer: @Sendable (String) async -> String
  ) async {
    let limits = limits
    do {
      let request = try await wire.within(limits.request, closing: false) {
        wire throws(TransportError) in
        try await Line.read(from: wire, limits)
      }
      guard hasPlace(ticket) else { throw TransportError.closed }
      try await wire.within(limits.answer, closing: false) { wire throws(TransportError) in
        let bytes = try Line.encode(await answer(request), limits)
        try await wire.put(ByteBuffer(bytes: bytes))
      }
      try await wire.within(limits.request) { wire throws(TransportError) in
        // The caller goes when it has read; going first could take the answer away.
        _ = try await wire.take()
      }
    } catch {
      // The caller asked too much, too slowly, or went away: it is let go, and sees it.
      await wire.close()
    }
  }

  /// The caller has asked: whether it is to be answered.
  private func hasPlace(_ ticket: UInt64) -> Bool {
    contents.withLock { callers in
      guard callers.silent.removeValue(forKey: ticket) != nil,
        callers.answered.count < limits.callers
      else { return false }
      callers.answered.insert(ticket)
      return true
    }
  }

  func dismiss() async {
    let tasks = contents.withLock { callers in
      callers.closed = true
      return callers.tasks.sorted { $0.key < $1.key }.map(\.value)
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }
}
