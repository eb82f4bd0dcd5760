import Foundation
import Glibc

/// What the program asks of the system before it reads any secret. Protocol/keys.md, "Secrets in memory".
enum Hardening {
  /// PR_SET_DUMPABLE
  private static let setDumpable: Int32 = 4

  /// What is in memory is written to no core file, and no other program of the same user reads it.
  static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // prctl takes a variable number of arguments, which Swift cannot call by name.
    guard let symbol = dlsym(nil, "prctl") else { return }
    typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }
}
