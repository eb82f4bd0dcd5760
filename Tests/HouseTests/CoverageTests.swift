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

  /// One row of a table of the page.
  struct Row {
    let id: String
    let status: String
    /// What answers it: a word, and what it names.
    let answers: [(word: String, name: String)]
    let rest: String
  }

  private static let statuses = ["answered", "partly", "later", "declined"]

  static func rows() throws -> [Row] {
    let header = [
      "id", "what was asked for", "status", "answered by", "what is waited for, or why not",
    ]
    return try Tree.text("Protocol/coverage.md").components(separatedBy: "\n## ").flatMap {
      section in
      try (Markdown.table(in: section, header: header) ?? []).map { cells in
        try #require(cells.count == header.count, "\(cells)")
        let answers = cells[3] == "–" ? [] : cells[3].components(separatedBy: " · ")
        return Row(
          id: cells[0], status: cells[2],
          answers: answers.map { answer in
            let words = answer.split(separator: " ", maxSplits: 1).map(String.init)
            return (words.first ?? "", words.last ?? "")
          }, rest: cells[4])
      }
    }
  }

  /// Whether what a row names is there.
  private struct There {
    let kinds = Set(RecordType.all.map(\.code))
    let fields = Set(
      RecordType.all.flatMap { type in type.fields.map { "\(type.code).\($0.code)" } })
    let codes = Set(Vocabulary.all.flatMap { one in one.codes.map { "\(one.name): \($0.code)" } })
    let vocabularies = Set(Vocabulary.all.map(\.name))
    let commands: Set<String>
    let tests: Set<String>
    let decisions: Set<String>

    init() throws {
      let deeds = [
        "add", "edit", "list", "show", "history", "restore", "settle", "delete", "erase",
      ]
      commands = Set(try CoverageTests.spokenCommands())
        .union(RecordType.all.flatMap { type in deeds.map { "\(type.code) \($0)" } })
        .union(deeds.map { "record " + $0 })
        .union(
          RecordType.all.filter(\.isPublished).flatMap {
            ["\($0.code) publish", "\($0.code) copy"]
          })
      tests = Set(try NamedTest.all().map(\.sentence))
      decisions = Set(
        try Tree.files(under: "Protocol/decisions").compactMap {
          $0.split(separator: "/").last.map { String($0.prefix(4)) }
        })
    }

    func has(_ word: String, _ name: String) throws -> Bool {
      switch word {
      case "kind": return kinds.contains(name)
      case "field": return fields.contains(name)
      case "code": return codes.contains(name)
      case "vocabulary": return vocabularies.contains(name)
      case "command": return commands.contains(name)
      case "test": return tests.contains(String(name.dropFirst().dropLast()))
      case "decision": return decisions.contains(name)
      case "never": return (1...33).map(String.init).contains(name)
      case "page":
        guard let match = name.wholeMatch(of: #/([a-z\-]+\.md), “(.+)”/#) else { return false }
        let text = try Tree.text("Protocol/" + match.1)
        return TidyTests.headings(of: text).contains { $0.words == match.2 }
      case _: return false
      }
    }
  }

  @Test("Whatever a row names is there: kinds, fields, codes, commands, tests, decisions, chapters")
  func named() throws {
    let there = try There()
    for row in try Self.rows() {
      for (word, name) in row.answers {
        #expect(try there.has(word, name), "\(row.id): \(word) \(name)")
      }
    }
    #expect(try !there.has("field", "right.colour") && !there.has("test", "“No such test”"))
    #expect(try !there.has("code", "right-state: won") && !there.has("command", "right win"))
  }

  @Test("Whatever can be written answers something that was asked for: each kind, field and code")
  func asked() throws {
    let answers = try Self.rows().flatMap(\.answers)
    func named(_ word: String) -> Set<String> {
      Set(answers.filter { $0.word == word }.map(\.name))
    }
    let (kinds, fields) = (named("kind"), named("field"))
    for type in RecordType.all {
      #expect(kinds.contains(type.code), "\(type.code)")
      for field in type.fields {
        #expect(fields.contains("\(type.code).\(field.code)"), "\(type.code).\(field.code)")
      }
    }
    // A vocabulary is named whole, or each of its codes is. Two of them hold no codes of fields, but names.
    let (vocabularies, codes) = (named("vocabulary"), named("code"))
    for one in Vocabulary.all
    where !["kind", "field"].contains(one.name) && !vocabularies.contains(one.name) {
      for code in one.codes {
        #expect(codes.contains("\(one.name): \(code.code)"), "\(one.name): \(code.code)")
      }
    }
  }

  @Test("Each row has one id and one status, and says by what, what for, or why not")
  func statuses() throws {
    let rows = try Self.rows()
    let words = Set(try Self.awaited().keys)
    #expect(Set(rows.map(\.id)).count == rows.count)
    for row in rows {
      #expect(Self.statuses.contains(row.status), "\(row.id): \(row.status)")
      let isAnswered = ["answered", "partly"].contains(row.status)
      #expect(isAnswered != row.answers.isEmpty, "\(row.id)")
      #expect((row.status == "answered") == (row.rest == "–"), "\(row.id)")
      guard ["partly", "later"].contains(row.status) else { continue }
      for part in row.rest.components(separatedBy: "; ") {
        let word = part.components(separatedBy: ":")[0]
        #expect(words.contains(word), "\(row.id): \(part)")
      }
    }
    let awaited = Set(
      rows.flatMap { $0.rest.components(separatedBy: "; ") }.map {
        $0.components(separatedBy: ":")[0]
      })
    #expect(words.subtracting(awaited).sorted() == [], "nothing waits for it")
  }

  @Test("The page says at its head how many rows have each status")
  func counts() throws {
    let rows = try Self.rows()
    let text = try Tree.text("Protocol/coverage.md")
    let table = try #require(Markdown.table(in: text, header: ["status", "rows"]))
    let counted = Self.statuses.map { status in
      [status, String(rows.filter { $0.status == status }.count)]
    }
    #expect(table == counted)
    #expect(rows.count > 300)
  }

  @Test("Each rule of never.md has its row, partly answered where it waits for something")
  func never() throws {
    let rows = try Self.rows().filter { $0.id.hasPrefix("N-") }
    let rules = try NeverTests.rules()
    #expect(rows.map { $0.answers.map(\.name) } == rules.map { [String($0.number)] })
    for (row, rule) in zip(rows, rules) {
      #expect(row.status == (rule.waitsFor == nil ? "answered" : "partly"), "\(row.id)")
    }
  }

  @Test("A command that nothing carries out is none, and the others are found")
  func commands() throws {
    let commands = try Self.spokenCommands()
    for command in ["case open", "consent give", "permanence paper", "init", "agenda"] {
      #expect(commands.contains(command), "\(command)")
    }
    #expect(!commands.contains("backup make") && commands.contains("doctor"))
  }
}
