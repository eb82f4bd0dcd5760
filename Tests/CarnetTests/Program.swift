import ChildProcesses
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

  /// What a run said.
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
  private let child: Child
  private let output: CapturedStream
  private let error: CapturedStream

  init(
    _ executable: String, _ arguments: [String], input: Data, environment: [String: String],
    in folder: URL
  ) throws {
    output = try CapturedStream()
    error = try CapturedStream()
    child = try Child(
      executable, arguments, environment: Program.environment(environment), in: folder.path,
      input: try Pipes.input(Array(input)), output: output.writing, error: error.writing)
  }

  /// What it said so far.
  func out() throws -> String { Self.plain(output.text) }

  func wait() throws -> Program.Answer {
    let end = try child.wait()
    return Program.Answer(
      code: end.code, out: Self.plain(output.finish()), err: Self.plain(error.finish()))
  }

  /// The first whole line of its standard output; fails when it ends without one.
  func firstLine() throws -> String {
    guard output.wait(until: { $0.contains("\n") }) else {
      Issue.record("no line: \(error.text)")
      return ""
    }
    return String(output.text.prefix { $0 != "\n" })
  }

  private static func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{A0}", with: " ")
  }

  /// Of the process, for who looks at it from outside.
  var identifier: Int32 { child.identifier }

  func terminate() { child.terminate() }
  func kill() { child.kill() }
}
