import Foundation

/// A test of the tree, by its sentence, and the rules of never.md that its mark names.
struct NamedTest {
  /// Under Tests, without its ending, such as `NotebookTests/LinkTests`.
  let file: String
  let sentence: String
  let rules: [Int]

  var name: String { file + ": " + sentence }

  private static let read = Result {
    try SwiftSource.own(under: "Tests").flatMap { source in
      source.lines.indices.compactMap { index -> NamedTest? in
        guard source.lines[index].hasPrefix("  @Test("),
          let match = source.lines[index...].prefix(2).joined()
            .firstMatch(of: #/@Test\(\s*"((?:[^"\\]|\\.)*)"/#)
        else { return nil }
        let mark = index > 0 ? numbers(source.lines[index - 1]) : nil
        let file = source.path.dropFirst("Tests/".count).dropLast(".swift".count)
        return NamedTest(file: String(file), sentence: String(match.1), rules: mark ?? [])
      }
    }
  }

  /// In the order of the files.
  static func all() throws -> [NamedTest] { try read.get() }

  /// The numbers of a line `// Never 8, 20`; nil for another line.
  static func numbers(_ line: String) -> [Int]? {
    line.wholeMatch(of: #/\s*// Never (\d+(?:, \d+)*)/#)?.1.components(separatedBy: ", ")
      .compactMap { Int($0) }
  }
}
