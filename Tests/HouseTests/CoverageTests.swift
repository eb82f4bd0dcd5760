import CaseFile
import Foundation
import Testing

@Suite("What was asked for is answered, waits for something, or is declined")
struct CoverageTests {
  /// The words by which the page and never.md say what is not there yet, each with what it is.
  static func awaited() throws -> [String: String] {
    let text = try Tree.text("Protocol/coverage.md")
    let rows = try #require(Markdown.table(in: text, header: ["word", "what is waited for"]))
    return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The commands that the program has words for and carries out, such as `case open`; without those that each kind has.
  static func spokenCommands() throws -> [String] {
    let files = try SwiftSource.own(under: "Sources/carnet").filter { source in
      let path = source.path
      return path.contains("/Commands/") || path.hasSuffix("/DeclaredCommand.swift")
        || path.hasSuffix("/CarnetCommand.swift")
    }
    let code = files.flatMap(\.code)
    let declared = #/^  case `?(\w+)`?(?: = "([a-z \-]+)")?$/#
    return try Tree.lines("Sources/Words/Command.swift").compactMap { line -> String? in
      guard let match = line.wholeMatch(of: declared) else { return nil }
      let named = ["Command.", "Command.`", " .", "(."].map { $0 + match.1 }
      guard code.contains(where: { line in named.contains { line.contains($0) } }) else {
        return nil
      }
      return String(match.2 ?? match.1)
    }
  }

  @Test("A command that nothing carries out is none, and the others are found")
  func commands() throws {
    let commands = try Self.spokenCommands()
    for command in ["case open", "consent give", "permanence paper", "init", "agenda"] {
      #expect(commands.contains(command), "\(command)")
    }
    #expect(!commands.contains("backup make") && !commands.contains("doctor"))
  }
}
