import Envelope
import Glibc
import Synchronization

/// Making keys of passphrases: what each costs, and one at a time. Protocol/keys.md, "Slots".
enum Stretching {
  /// What a new slot of this machine is made with. A debug build, which opens the same few notebooks thousands of times, takes
  /// the least.
  static let cost: Argon2 = {
    #if DEBUG
      return .least
    #else
      let pages = sysconf(Int32(_SC_PHYS_PAGES))
      let bytes = sysconf(Int32(_SC_PAGESIZE))
      guard pages > 0, bytes > 0 else { return .least }
      return .fitting(machine: UInt64(pages) * UInt64(bytes))
    #endif
  }()

  private static let turn = Mutex(())

  /// Waits until nobody else of the process stretches, then does: several at once could take memory that is not there.
  static func alone<T: ~Copyable>(_ body: () throws -> T) throws -> T {
    // What the body makes is handed on by the same thread, and kept by nobody else.
    var made: T?
    try turn.withLock { _ in made = try body() }
    guard let made = made.take() else { preconditionFailure("made or thrown") }
    return made
  }
}
