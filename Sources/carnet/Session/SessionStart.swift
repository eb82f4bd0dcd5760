import Envelope
import Foundation
import Words

/// How `session open` starts an agent: the same program again, out of the terminal, with one end of a pair of sockets as
/// its standard input. Protocol/agent.md, "How it starts".
enum SessionStart {
  /// What the program is started with; nobody types it.
  static let word = "--session-agent"

  /// Starts an agent.
  ///
  /// - Returns: the line to it; nil when the system starts no process now.
  static func start(_ call: Call) -> SessionLine? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    let line = SessionLine(ends[0])
    defer { close(ends[1]) }
    let nowhere = Foundation.open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nowhere >= 0 else { return nil }
    defer { close(nowhere) }
    let isStarted = Child.start(
      "/proc/self/exe", ["carnet", word], variables(of: call.surroundings),
      streams: [ends[1], nowhere, nowhere], inOwnSession: true)
    return isStarted ? line : nil
  }

  /// What an agent is told of the surroundings: where its socket may stand, and the zone of the machine.
  private static func variables(of surroundings: Surroundings) -> [String: String] {
    let names = [
      "PATH", "HOME", "LANG", "TZ", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH", "SWIFT_BACKTRACE",
    ]
    return names.reduce(into: [:]) { $0[$1] = surroundings[$1] }
  }
}
