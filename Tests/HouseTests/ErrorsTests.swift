import Foundation
import Testing

@Suite("The table of errors is whole")
struct ErrorsTests {
  /// What `Words` says of one error.
  struct Wording {
    let name: String
    let exit: Int
    /// In English; `…` stands for what is filled in.
    let sentence: String

    var row: String { "| `\(name)` | \(exit) | \(sentence) |" }
  }

  static func rows() throws -> [[String]] {
    let text = try Tree.text("Protocol/errors.md")
    return try #require(Markdown.table(in: text, header: ["error", "exit", "sentence"]))
  }

  @Test("Every error has a known exit code and a sentence")
  func codes() throws {
    let rows = try Self.rows()
    let known = try Self.exitCodes().values
    for row in rows {
      #expect(Int(row[1]).map(known.contains) == true, "\(row[0])")
      #expect(!row[2].isEmpty, "\(row[0])")
    }
    #expect(Set(rows.map { $0[0] }).count == rows.count)
  }

  @Test("Every wording of Words has its row, word for word")
  func wordings() throws {
    let rows = Dictionary(
      try Self.rows().map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
    let wordings = try Self.wordings()
    #expect(wordings.count > 50)
    for wording in wordings {
      let wanted = [wording.name, String(wording.exit), wording.sentence]
      #expect(rows[wording.name] == wanted, "errors.md: \(wording.row)")
    }
  }

  /// The numbers of `ExitCode`, by the name of their case.
  static func exitCodes() throws -> [String: Int] {
    let text = try Tree.text("Sources/Words/ExitCode.swift")
    return Dictionary(
      text.matches(of: #/case (\w+) = (\d+)/#).map { (String($0.1), Int($0.2) ?? -1) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The calls `Wording("name", .exit, French, English, Dutch)` whose name is written out.
  static func wordings() throws -> [Wording] {
    let codes = try exitCodes()
    let call = #/Wording\(\s*"(\w+)", \.(\w+),\s*/#
    return try SwiftSource.own(under: "Sources/Words").flatMap { source in
      let text = source.lines.joined(separator: "\n")
      return try text.matches(of: call).map { match in
        var rest = text[match.range.upperBound...]
        _ = try #require(literal(&rest))
        rest = rest.drop { $0 == "," || $0.isWhitespace }
        let english = try #require(literal(&rest), "\(source.path): \(match.1)")
        return Wording(
          name: String(match.1), exit: codes[String(match.2)] ?? -1,
          sentence: english.replacingOccurrences(of: "`", with: ""))
      }
    }
  }

  /// Reads one string literal from the front, or one that is added up of several; `…` for what is filled in.
  static func literal(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else { return nil }
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character == "\"" {
        let next = rest.drop { $0.isWhitespace }
        guard next.hasPrefix("+") else { return text }
        rest = next.dropFirst().drop { $0.isWhitespace }
        guard rest.popFirst() == "\"" else { return nil }
      } else if character == "\\", let escaped = rest.popFirst() {
        guard escaped == "(" else {
          text.append(escaped == "n" ? " " : escaped)
          continue
        }
        var depth = 1
        while depth > 0, let inner = rest.popFirst() {
          if inner == "(" { depth += 1 }
          if inner == ")" { depth -= 1 }
        }
        text.append("…")
      } else {
        text.append(character)
      }
    }
    return nil
  }

  @Test("A literal is read with what is filled in left out")
  func literals() {
    var rest = #""one “\(name(of: x))” \"two\"" + "three", "four""#[...]
    #expect(Self.literal(&rest) == #"one “…” "two"three"#)
  }
}
