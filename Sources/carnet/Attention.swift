import Foundation
import Synchronization

/// What ends a question or a text that somebody types: Ctrl-C, a terminal that is closed, a program that is told to end, a
/// session that is locked. The program hears it and says what it means. The threads that tasks run on take no signal, so
/// that a call of the system that waits there is not ended by one.
enum Attention {
  /// The ends of the pipe through which a signal is told; -1 while nobody is asked.
  private static let ear = Atomic<Int32>(-1)
  private static let bell = Atomic<Int32>(-1)
  /// The line to the agent that waits for what is typed; -1 where none does.
  private static let line = Atomic<Int32>(-1)

  /// Asks and reads in `body`, with `read`.
  ///
  /// - Parameters:
  ///   - signals: those that are heard instead of ending the program.
  ///   - agent: a line on which something is said when nobody waits any more for what is typed.
  static func hearing<T>(
    _ signals: [Int32] = [SIGINT], agent: Int32 = -1, _ body: () throws -> T
  ) throws -> T {
    var ends: [Int32] = [-1, -1]
    // Without a pipe a signal ends the program as the system does it.
    guard pipe(&ends) == 0 else { return try body() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ear.store(ends[0], ordering: .sequentiallyConsistent)
    bell.store(ends[1], ordering: .sequentiallyConsistent)
    line.store(agent, ordering: .sequentiallyConsistent)
    let before = signals.map { number in
      signal(number) { number in
        var key = UInt8(truncatingIfNeeded: number)
        _ = Foundation.write(Attention.bell.load(ordering: .sequentiallyConsistent), &key, 1)
      }
    }
    defer {
      for (number, handler) in zip(signals, before) { signal(number, handler) }
      for place in [0, 1] { close(ends[place]) }
      ear.store(-1, ordering: .sequentiallyConsistent)
      bell.store(-1, ordering: .sequentiallyConsistent)
      line.store(-1, ordering: .sequentiallyConsistent)
    }
    return try body()
  }

  /// Goes on to the end of `body` although the terminal is closed or the program is told to end: what somebody writes in an
  /// editor is looked after once the editor ends, which hears of it by itself.
  static func deferring<T>(_ body: () throws -> T) rethrows -> T {
    // A handler, since a child would inherit that a signal is ignored.
    let before = [SIGHUP, SIGTERM].map { number in (number, signal(number) { _ in }) }
    defer { for (number, handler) in before { signal(number, handler) } }
    return try body()
  }

  /// As `read` of the system.
  ///
  /// - Throws: what ended the reading, within `hearing`.
  static func read(
    _ descriptor: Int32, into chunk: inout [UInt8]
  ) throws(Interrupted.Cause) -> Int {
    let told = ear.load(ordering: .sequentiallyConsistent)
    guard told >= 0 else { return Foundation.read(descriptor, &chunk, chunk.count) }
    // The system passes over a descriptor below zero.
    var sources = [descriptor, told, line.load(ordering: .sequentiallyConsistent)].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    while poll(&sources, nfds_t(sources.count), -1) < 0 {
      guard errno == EINTR else { return -1 }
    }
    // What stands there already was typed before: it comes first.
    let isTyped = sources[0].revents & Int16(POLLIN) != 0
    let count = isTyped ? Foundation.read(descriptor, &chunk, chunk.count) : 0
    if count > 0 { return count }
    if sources[1].revents != 0 {
      var key: UInt8 = 0
      throw .signal(Foundation.read(told, &key, 1) == 1 ? Int32(key) : SIGINT)
    }
    if sources[2].revents != 0 { throw .agent }
    // A terminal that was closed may be seen before the signal that tells of it.
    if sources[0].revents & Int16(POLLHUP) != 0, isatty(descriptor) == 1 || errno == EIO {
      throw .signal(SIGHUP)
    }
    return isTyped ? count : Foundation.read(descriptor, &chunk, chunk.count)
  }
}
