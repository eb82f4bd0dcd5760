import Foundation
import Notebook
import Testing

@Suite("The events of a consent are those of the specification")
struct ConsentEventTests {
  /// The rows of the table of consent.md, 13.2: the code, and where it is said.
  private static func rows(from here: String = #filePath) throws -> [(code: String, source: String)]
  {
    let root = URL(fileURLWithPath: here).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Protocol/consent.md"), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let header = try #require(lines.firstIndex { $0.hasPrefix("| event | source |") })
    return lines[(header + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      let cells = line.components(separatedBy: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      return (cells[1].replacingOccurrences(of: "`", with: ""), cells[2])
    }
  }

  @Test(
    "Each event has its row, in the order of the declaration, which says whether a record states it"
  )
  func table() throws {
    let rows = try Self.rows()
    #expect(rows.map(\.code) == ConsentEvent.allCases.map(\.code))
    for (row, event) in zip(rows, ConsentEvent.allCases) {
      #expect(row.source.hasPrefix("record") == event.isRecorded, "\(row.code)")
      #expect(ConsentEvent(code: row.code) == event)
    }
  }
}
