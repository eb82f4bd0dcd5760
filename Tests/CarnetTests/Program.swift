import Foundation
import Testing

/// The program that these tests were built with, run as a process of its own.
enum Program {
  /// Beside the test executable, or named by `CARNET_BIN`.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["CARNET_BIN"] { return named }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("carnet").path
  }()

  /// What a run said. Its streams are files: a pipe could be held open by a process started meanwhile.
  struct Answer: CustomStringConvertible {
    let code: Int32
    /// Spaces that do not break are read as spaces; `FrenchTests` look at them.
    let out: String
    let err: String

    var description: String { "exit \(code)\n--- out\n\(out)--- err\n\(err)" }

    /// The one JSON value on standard output.
    func json() throws -> Any {
      try JSONSerialization.jsonObject(with: Data(out.utf8), options: .fragmentsAllowed)
    }

    func object() throws -> [String: Any] { try #require(try json() as? [String: Any], "\(self)") }

    func list() throws -> [[String: Any]] {
      try #require(try json() as? [[String: Any]], "\(self)")
    }

    func text(_ key: String) throws -> String { try #require(try object()[key] as? String) }

    /// The last line of standard error.
    var lastError: String { err.split(separator: "\n").last.map(String.init) ?? "" }
  }

  /// The environment of a run: nothing of the person who runs the tests but the path.
  static func environment(_ extra: [String: String]) -> [String: String] {
    let own = ProcessInfo.processInfo.environment
    var kept = ["PATH", "LD_LIBRARY_PATH", "TMPDIR"].reduce(into: [String: String]()) {
      $0[$1] = own[$1]
    }
    kept["SWIFT_BACKTRACE"] = "enable=no"
    kept["TZ"] = "UTC"
    return kept.merging(extra) { $1 }
  }
}

/// A process under way.
final class Run {
  let process = Process()
  private let folder: URL

  init(
    _ executable: String, _ arguments: [String], input: Data, environment: [String: String],
    in folder: URL
  ) throws {
    self.folder = folder.appendingPathComponent("run-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    try input.write(to: self.folder.appendingPathComponent("in"))
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = Program.environment(environment)
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(
      forReadingFrom: self.folder.appendingPathComponent("in"))
    process.standardOutput = try file("out")
    process.standardError = try file("err")
    try process.run()
  }

  private func file(_ name: String) throws -> FileHandle {
    let url = folder.appendingPathComponent(name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
      .replacingOccurrences(of: "\u{A0}", with: " ")
  }

  /// What it said so far.
  func out() throws -> String { try text("out") }

  func wait() throws -> Program.Answer {
    process.waitUntilExit()
    return Program.Answer(
      code: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      out: try text("out"), err: try text("err"))
  }

  /// The first whole line of its standard output; fails when it ends without one.
  func firstLine() throws -> String {
    for _ in 0..<2000 {
      if let end = try out().firstIndex(of: "\n") { return String(try out()[..<end]) }
      guard process.isRunning else { break }
      usleep(10_000)
    }
    Issue.record("no line: \(try text("err"))")
    return ""
  }

  func terminate() { process.terminate() }
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}
