import Foundation
import Testing

@Suite("Nobody is counted by what they looked at")
struct ReadersTests {
  /// What the commands that show the log, or a copy of it, take.
  private static let options: [String: [String]] = [
    "Log": ["file"], "CaseReader": ["line", "why", "agree"],
  ]

  private static func options(of command: String) throws -> [String] {
    let sources = try SwiftSource.own(under: "Sources/carnet/Commands")
    let lines = try #require(
      sources.map(\.lines).first { $0.contains("struct \(command): CarnetCommand {") })
    let start = try #require(lines.firstIndex { $0.hasPrefix("struct \(command):") })
    return lines[start...].prefix { $0 != "}" }.compactMap { line in
      line.firstMatch(of: #/^  @(?:Argument|Option|Flag)\(.*\) var (\w+)/#).map { String($0.1) }
    }
  }

  @Test("No option narrows, counts or orders the access log by who works here")
  func narrowed() throws {
    for (command, known) in Self.options {
      #expect(try Self.options(of: command) == known, "\(command)")
    }
    let export = try Self.options(of: "Export")
    #expect(export.contains("withLog") && !export.contains { $0.contains("orker") }, "\(export)")
  }

  @Test("A line of the log is told to scripts without a worker, a device or an hour")
  func keys() throws {
    let lines = try Tree.lines("Sources/Words/LogWords.swift")
    let start = try #require(lines.firstIndex { $0.hasPrefix("public struct LogRow") })
    let row = lines[start...].prefix { $0 != "}" }.joined(separator: "\n")
    let keys = row.matches(of: #/\("(\w+)",/#).map { String($0.1) }
    #expect(keys == ["line", "day", "function", "name", "action", "case", "volets"])
  }

  @Test("Who did what a line tells leaves the use cases by a decision alone")
  func hidden() throws {
    let lines = try Tree.lines("Sources/Notebook/AccessLog.swift")
    #expect(lines.contains("  let worker: String") && lines.contains("  let node: SigningKey"))
    #expect(!lines.contains { $0.contains("grouping:") || $0.contains("sorted(by: \\.worker") })
  }
}
