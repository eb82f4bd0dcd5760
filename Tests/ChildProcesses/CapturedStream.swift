import Foundation
import Synchronization

/// What a child writes, read as it comes by a thread of its own.
public final class CapturedStream: Sendable {
  private struct Contents {
    var data = Data()
    var isOver = false
  }
  private let contents = Mutex(Contents())
  private let condition = NSCondition()
  private let reading: Int32
  private let bell: (reading: Int32, writing: Int32)
  /// The end that is given to the child.
  public let writing: Int32

  public init() throws {
    let pipe = try Pipes.make()
    (reading, writing) = (pipe.reading, pipe.writing)
    bell = try Pipes.make()
    Thread.detachNewThread { self.read() }
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var watched = [
      pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&watched, 2, -1) > 0 || errno == EINTR {
      if watched[0].revents != 0 {
        let count = Foundation.read(reading, &buffer, buffer.count)
        if count <= 0 { break }
        add(buffer.prefix(count))
      } else if watched[1].revents != 0 {
        break  // The child has ended, and what it wrote was read.
      }
    }
    close(reading)
    close(bell.reading)
    condition.lock()
    contents.withLock { $0.isOver = true }
    condition.broadcast()
    condition.unlock()
  }

  private func add(_ bytes: ArraySlice<UInt8>) {
    condition.lock()
    contents.withLock { $0.data += bytes }
    condition.broadcast()
    condition.unlock()
  }

  /// What came so far.
  public var text: String { String(decoding: contents.withLock { $0.data }, as: UTF8.self) }

  /// Waits until `isEnough` of what came, or until nothing more comes; false when it was never enough, or when `seconds`
  /// were over.
  public func wait(
    within seconds: Int = Child.patience, until isEnough: (String) -> Bool
  ) -> Bool {
    let deadline = Date(timeIntervalSinceNow: TimeInterval(seconds))
    condition.lock()
    defer { condition.unlock() }
    while !isEnough(text) {
      if contents.withLock({ $0.isOver }) { return isEnough(text) }
      guard condition.wait(until: deadline) else { return false }
    }
    return true
  }

  /// Everything that the child wrote: called once, when it has ended. What others hold open is not waited for.
  public func finish() -> String {
    close(bell.writing)
    _ = wait { _ in false }
    return text
  }
}

public enum Pipes {
  /// A pipe whose ends no other child inherits.
  public static func make() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// A descriptor from which a child reads `bytes` to their end: an anonymous file, so that a child that reads nothing
  /// stops nobody.
  public static func input(_ bytes: [UInt8]) throws -> Int32 {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("input-" + UUID().uuidString)
    try Data(bytes).write(to: path)
    let descriptor = open(path.path, O_RDONLY | O_CLOEXEC)
    unlink(path.path)
    guard descriptor >= 0 else { throw POSIXError(.EIO) }
    return descriptor
  }

  /// A descriptor that gives and takes nothing.
  public static func nothing() throws -> Int32 {
    let descriptor = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.EIO) }
    return descriptor
  }
}
