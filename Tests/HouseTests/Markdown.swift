import Foundation

/// The little of Markdown that the house writes: tables and fenced blocks.
enum Markdown {
  /// The rows below the header whose cells are `header`, each with as many cells; code quotes removed.
  static func table(in text: String, header: [String]) -> [[String]]? {
    let lines = text.components(separatedBy: "\n")
    guard let start = lines.firstIndex(where: { cells(of: $0) == header }) else { return nil }
    return lines[(start + 1)...].dropFirst().prefix { $0.hasPrefix("|") }.map(cells(of:))
  }

  /// The cells of one row; a pipe inside code is written `\|`.
  static func cells(of line: String) -> [String] {
    guard line.hasPrefix("|"), line.hasSuffix("|"), line.count > 2 else { return [] }
    let inside = line.dropFirst().dropLast().replacingOccurrences(of: "\\|", with: "\u{0}")
    return inside.components(separatedBy: "|").map {
      $0.replacingOccurrences(of: "\u{0}", with: "|")
        .trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
    }
  }

  /// A cell that lists names: "–" for none.
  static func names(_ cell: String) -> [String] {
    cell == "–"
      ? [] : cell.components(separatedBy: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The bodies of the fenced blocks whose opening says exactly `info`.
  static func blocks(in text: String, info: String) -> [String] {
    var blocks: [String] = []
    var body: [String]?
    var isWanted = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let finished = body {
          if isWanted { blocks.append(finished.joined(separator: "\n")) }
          body = nil
        } else {
          body = []
          isWanted = line == "```" + info
        }
      } else {
        body?.append(line)
      }
    }
    return blocks
  }
}
