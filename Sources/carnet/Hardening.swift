import Foundation
import Glibc

/// What the program asks of the system before it reads any secret. Protocol/keys.md, "Secrets in memory".
enum Hardening {
  /// PR_SET_DUMPABLE
  private static let setDumpable: Int32 = 4

  /// A stream that was closed before the program began stays closed, and its number is given to no file of ours: an
  /// answer written into a ledger would destroy it.
  static func keepStreams() {
    for stream: Int32 in 0...2 where fcntl(stream, F_GETFD) == -1 {
      // Open the wrong way round: reading, and writing, is refused as for a closed one.
      let descriptor = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY)
      guard descriptor >= 0, descriptor != stream else { continue }
      dup2(descriptor, stream)
      close(descriptor)
    }
  }

  /// What is in memory is written to no core file, and no other program of the same user reads it.
  static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // prctl takes a variable number of arguments, which Swift cannot call by name.
    guard let symbol = dlsym(nil, "prctl") else { return }
    typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }

  /// No page of this process goes to a swap file, as far as the system lets one user keep so much in memory.
  static func lockMemory() {
    var limit = rlimit()
    // Below any limit a later page that does not fit would end the process.
    guard getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0,
      limit.rlim_cur == rlim_t.max
    else { return }
    mlockall(Int32(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT))
  }
}
