import CaseFile
import Foundation
import Testing

@testable import Words

@Suite("The table of errors says what the program says")
struct ErrorsPageTests {
  struct Row: Hashable {
    let name: String
    let exit: Int32
    let sentence: String
  }

  /// The rows of the table of `Protocol/errors.md`.
  static func rows() throws -> [Row] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("Protocol/errors.md"), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /\| `(\w+)` \| (\d+) \| (.+) \|/),
        let exit = Int32(match.2)
      else { return nil }
      return Row(name: String(match.1), exit: exit, sentence: String(match.3))
    }
  }

  /// Whether a sentence is one of the table, where `…` stands for whatever is filled in.
  static func fits(_ sentence: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "…")
    guard let first = parts.first, let last = parts.last, sentence.hasPrefix(first) else {
      return false
    }
    guard parts.count > 1 else { return sentence == pattern }
    var rest = sentence.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  @Test("Each fact that the program can say has its row, its exit code and its very sentence")
  func sentences() throws {
    let rows = Dictionary(
      try Self.rows().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    #expect(rows.count > 100)
    for fact in FactSamples.all {
      let said = Phrasebook(.english).sentence(fact)
      guard let row = rows[fact.name] else {
        Issue.record("no row: | `\(fact.name)` | \(fact.exitCode.rawValue) | \(said) |")
        continue
      }
      #expect(row.exit == fact.exitCode.rawValue, "\(fact.name)")
      #expect(
        Self.fits(said, row.sentence), "| `\(fact.name)` | \(fact.exitCode.rawValue) | \(said) |")
    }
  }

  @Test("Each row of the table is a fact that the program can say")
  func facts() throws {
    let said = Set(FactSamples.all.map(\.name))
    for row in try Self.rows() { #expect(said.contains(row.name), "\(row.name)") }
  }

  @Test("What is filled in may be anything, and nothing else may differ")
  func patterns() {
    #expect(Self.fits("one “a” two", "one “…” two"))
    #expect(Self.fits("one. Possible: a, b.", "one. Possible: …."))
    #expect(!Self.fits("one “a” two.", "one “…” two"))
    #expect(!Self.fits("one", "one …"))
    #expect(!Self.fits("one a", "one"))
  }
}
