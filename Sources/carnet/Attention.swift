import Foundation
import Synchronization

/// Ctrl-C while somebody is asked, or types a text: the program hears it and says what it means. The threads that tasks
/// run on take no signal, so that a call of the system that waits there is not ended by one.
enum Attention {
  /// The ends of the pipe through which the signal is told; -1 while nobody is asked.
  private static let ear = Atomic<Int32>(-1)
  private static let bell = Atomic<Int32>(-1)

  /// Asks and reads in `body`, with `read`.
  static func hearing<T>(_ body: () throws -> T) throws -> T {
    var ends: [Int32] = [-1, -1]
    // Without a pipe Ctrl-C ends the program as the system does it.
    guard pipe(&ends) == 0 else { return try body() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ear.store(ends[0], ordering: .sequentiallyConsistent)
    bell.store(ends[1], ordering: .sequentiallyConsistent)
    let before = signal(SIGINT) { _ in
      var key: UInt8 = 3
      _ = Foundation.write(Attention.bell.load(ordering: .sequentiallyConsistent), &key, 1)
    }
    defer {
      signal(SIGINT, before)
      ear.store(-1, ordering: .sequentiallyConsistent)
      bell.store(-1, ordering: .sequentiallyConsistent)
      for end in ends { close(end) }
    }
    return try body()
  }

  /// As `read` of the system.
  ///
  /// - Throws: `Interrupted`, within `hearing`.
  static func read(_ descriptor: Int32, into chunk: inout [UInt8]) throws(Interrupted) -> Int {
    let told = Attention.ear.load(ordering: .sequentiallyConsistent)
    guard told >= 0 else { return Foundation.read(descriptor, &chunk, chunk.count) }
    var sources = [descriptor, told].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&sources, 2, -1) < 0 {
      guard errno == EINTR else { return -1 }
    }
    guard sources[1].revents == 0 else { throw Interrupted(signal: SIGINT) }
    return Foundation.read(descriptor, &chunk, chunk.count)
  }
}
