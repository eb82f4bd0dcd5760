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

  /// The bounds that a file assigns: names and expressions, from each type whose name ends in `Limits`.
  static func assigned(_ source: SwiftSource) -> [String: String] {
    var found: [String: String] = [:]
    var isInside = false
    let assignment = #/^  (?:public |package )?(?:static )?(?:let|var) (\w+)(?:: [\w.]+)? = (.+)$/#
    for (index, code) in source.code.enumerated() {
      if code.contains("Limits"), code.contains(#/(?:enum|struct) \w*Limits\b.*\{$/#) {
        isInside = true
      }
      if code == "}" { isInside = false }
      guard isInside, code.contains(" = "),
        let match = source.lines[index].firstMatch(of: assignment)
      else { continue }
      found[String(match.1)] = match.2.components(separatedBy: "  //")[0]
    }
    return found
  }

  @Test("Each limit has the value that its file assigns, and each assigned limit its row")
  func values() throws {
    let rows = try Self.rows()
    #expect(rows.count > 10)
    var unlisted: Set<String> = []
    var files: [String: [String: String]] = [:]
    for source in try SwiftSource.own(under: "Sources") {
      let path = source.path
      let assigned = Self.assigned(source)
      if assigned.isEmpty { continue }
      let file = path.split(separator: "/").last.map(String.init) ?? ""
      files[file] = assigned
      unlisted.formUnion(assigned.keys.map { file + ": " + $0 })
    }
    for row in rows {
      unlisted.remove(row.file + ": " + row.identifier)
      let names = try #require(files[row.file], "\(row.file) assigns no limits")
      let expression = try #require(
        names[row.identifier], "\(row.file) assigns no \(row.identifier)")
      #expect(
        try Self.number(expression, names) == (try Self.number(row.value, names)),
        "\(row.name): \(row.value), but \(row.file) says \(row.identifier) = \(expression)")
    }
    #expect(unlisted.sorted() == [], "not in limits.md")
  }

  /// A sum, product or shift of whole numbers and names, as code or table writes it; a duration in seconds.
  static func number(_ text: String, _ names: [String: String] = [:]) throws -> Double {
    let bare = text.replacingOccurrences(of: "_", with: "")
      .trimmingCharacters(in: .whitespaces)
    if let duration = bare.wholeMatch(of: #/\.(seconds|milliseconds|minutes)\((.*)\)/#) {
      let scales: [Substring: Double] = ["seconds": 1, "milliseconds": 0.001, "minutes": 60]
      let scale = try #require(scales[duration.1])
      return try number(String(duration.2), names) * scale
    }
    let terms = bare.components(separatedBy: " + ")
    if terms.count > 1 { return try terms.map { try number($0, names) }.reduce(0, +) }
    if let difference = bare.wholeMatch(of: #/(.+) - (\d+)/#) {
      return try number(String(difference.1), names) - number(String(difference.2), names)
    }
    let factors = bare.components(separatedBy: " * ")
    if factors.count > 1 { return try factors.map { try number($0, names) }.reduce(1, *) }
    if let shift = bare.wholeMatch(of: #/(\d+) << (\d+)/#) {
      let base = try number(String(shift.1), names)
      return base * pow(2, try number(String(shift.2), names))
    }
    if let named = names[bare] { return try number(named, names) }
    return try #require(Double(bare), "not a number: \(text)")
  }

  @Test("A limit is read as code writes it")
  func arithmetic() throws {
    #expect(try Self.number("16 << 20") == 16_777_216)
    #expect(try Self.number("65_536") == 65_536)
    #expect(try Self.number("64 * 1_024") == 65_536)
    #expect(try Self.number(".seconds(10)") == 10)
    #expect(try Self.number("a + 8 << 1 - 6", ["a": "2 * 5"]) == 20)
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
