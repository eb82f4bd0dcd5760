import Foundation
import Testing

@Suite("The limits of the specification are those of the code")
struct LimitsTests {
  /// One row of a table `| limit | value | unit | where |`.
  struct Row {
    let name: String
    let value: String
    let file: String
    let identifier: String
  }

  static func rows() throws -> [Row] {
    let text = try Tree.text("Protocol/limits.md")
    return try text.components(separatedBy: "\n## ").flatMap { section -> [Row] in
      let table = Markdown.table(in: section, header: ["limit", "value", "unit", "where"])
      return try (table ?? []).map { cells in
        let place = cells[3].components(separatedBy: ": ")
        try #require(place.count == 2, "limits.md: \(cells[3])")
        return Row(name: cells[0], value: cells[1], file: place[0], identifier: place[1])
      }
    }
  }

  @Test("Each limit has the value that its file assigns")
  func values() throws {
    let rows = try Self.rows()
    #expect(rows.count > 10)
    let sources = try Tree.ownSwift(under: "Sources")
    for row in rows {
      let path = try #require(
        sources.first { $0.hasSuffix("/" + row.file) }, "\(row.file) is nowhere")
      let code = try SwiftSource(path: path).lines.joined(separator: "\n")
      let declaration = try Regex(
        "(?:let|var) " + row.identifier + "(?:: [\\w.<>\\[\\]]+)? = ([^\\n/]+)")
      let match = try #require(
        code.firstMatch(of: declaration), "\(path) assigns no \(row.identifier)")
      let assigned = match.output[1].substring.map(String.init) ?? ""
      #expect(
        try Self.number(assigned) == (try Self.number(row.value)),
        "\(row.name): \(row.value), but \(path) says \(row.identifier) = \(assigned)")
    }
  }

  @Test("Each limit that a file of limits assigns is in the table")
  func completeness() throws {
    let listed = Set(try Self.rows().map { $0.file + ": " + $0.identifier })
    for path in try Tree.ownSwift(under: "Sources")
    where path.hasSuffix("Limits.swift") {
      let file = path.split(separator: "/").last.map(String.init) ?? ""
      for line in try SwiftSource(path: path).code {
        guard
          let match = line.firstMatch(
            of: #/^  (?:public )?(?:static )?(?:let|var) (\w+)(?:: [\w.]+)? = /#)
        else { continue }
        #expect(listed.contains(file + ": " + match.1), "\(path): \(match.1) is not in limits.md")
      }
    }
  }

  /// A sum, product or shift of whole numbers, as code or table writes it; a duration in seconds.
  static func number(_ text: String) throws -> Double {
    let bare = text.replacingOccurrences(of: "_", with: "")
      .trimmingCharacters(in: .whitespaces)
    if let duration = bare.wholeMatch(of: #/\.(seconds|milliseconds|minutes)\((.*)\)/#) {
      let scales: [Substring: Double] = ["seconds": 1, "milliseconds": 0.001, "minutes": 60]
      let scale = try #require(scales[duration.1])
      return try number(String(duration.2)) * scale
    }
    if let shift = bare.wholeMatch(of: #/(\d+) << (\d+)/#) {
      let base = try number(String(shift.1))
      return base * pow(2, try number(String(shift.2)))
    }
    let factors = bare.components(separatedBy: " * ")
    if factors.count > 1 { return try factors.map { try number($0) }.reduce(1, *) }
    return try #require(Double(bare), "not a number: \(text)")
  }

  @Test("A limit is read as code writes it")
  func arithmetic() throws {
    #expect(try Self.number("16 << 20") == 16_777_216)
    #expect(try Self.number("65_536") == 65_536)
    #expect(try Self.number("64 * 1_024") == 65_536)
    #expect(try Self.number(".seconds(10)") == 10)
  }
}

@Suite("The domains of the specification are those of the code")
struct DomainsTests {
  @Test("The table of domains is the enumeration, and none begins another")
  func table() throws {
    let rows = try #require(
      Markdown.table(
        in: try Tree.text("Protocol/conventions.md"), header: ["domain", "used for"]))
    let source = try Tree.text("Sources/Envelope/Digest.swift")
    let coded = source.matches(of: #/case \w+ = "(carnet\/[^"]+)"/#).map { String($0.1) }
    let listed = rows.map { $0[0] }
    #expect(listed.sorted() == coded.sorted())
    for one in listed {
      for other in listed where other != one { #expect(!other.hasPrefix(one)) }
    }
  }
}
