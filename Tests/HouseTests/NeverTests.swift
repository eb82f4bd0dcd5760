import CaseFile
import Foundation
import Testing

@Suite("What Carnet never does is a page, and tests that carry its numbers")
struct NeverTests {
  /// One section of the page.
  struct Rule {
    let number: Int
    let tests: [NamedTest]
    /// The word for what it waits for; nil where the rule is held whole.
    let waitsFor: String?
  }

  static func rules() throws -> [Rule] {
    let sections = try Tree.text("Protocol/never.md").components(separatedBy: "\n## ").dropFirst()
    return try sections.map { section in
      let lines = section.components(separatedBy: "\n")
      let heading = try #require(lines[0].wholeMatch(of: #/(\d+)\. Never .+/#), "\(lines[0])")
      let tests = lines.compactMap { line in
        line.wholeMatch(of: #/- (.+) \(`(\w+/\w+)`\)/#)
          .map { NamedTest(file: String($0.2), sentence: String($0.1), rules: []) }
      }
      let waits = lines.compactMap { $0.wholeMatch(of: #/Not held yet: .+ \((\w+)\)\./#)?.1 }
      let bullets = lines.filter { $0.hasPrefix("- ") }
      try #require(bullets.count == tests.count && waits.count <= 1, "\(lines[0])")
      return Rule(
        number: Int(heading.1) ?? 0, tests: tests, waitsFor: waits.first.map(String.init))
    }
  }

  @Test("Each of the thirty-three rules names the tests that carry its number, and no other")
  func page() throws {
    let rules = try Self.rules()
    #expect(rules.map(\.number) == Array(1...33))
    let marked = try NamedTest.all()
    for rule in rules {
      let named = Set(rule.tests.map(\.name))
      let carrying = Set(marked.filter { $0.rules.contains(rule.number) }.map(\.name))
      #expect(named == carrying, "\(rule.number): \(named.symmetricDifference(carrying).sorted())")
      #expect(!named.isEmpty || rule.waitsFor != nil, "\(rule.number)")
    }
    let numbers = Set(marked.flatMap(\.rules))
    #expect(numbers.isSubset(of: Set(1...33)))
    let words = Set(try CoverageTests.awaited().keys)
    for case let word? in rules.map(\.waitsFor) { #expect(words.contains(word), "\(word)") }
  }

  @Test("Every line that says Never stands on a test")
  func marks() throws {
    for source in try SwiftSource.own(under: "Tests") {
      for (index, line) in source.lines.enumerated()
      where line.contains("// Never ") && line.contains(#/^\s*\/\/ Never \d/#) {
        #expect(NamedTest.numbers(line) != nil, "\(source.path):\(index + 1)")
        let next = source.lines[index + 1].trimmingCharacters(in: .whitespaces)
        #expect(next.hasPrefix("@Test("), "\(source.path):\(index + 1)")
      }
    }
  }

  // MARK: What the declarations say

  /// What fields and codes are called, in each language, with the place of each.
  private static func names(of vocabularies: (String) -> Bool) throws -> [(String, String)] {
    try VocabulariesTests.written().filter { vocabularies($0.vocabulary) }.flatMap { file in
      file.codes.flatMap { code in
        ([code.code] + code.labels.values).map { ("\(file.vocabulary):\(code.code)", $0) }
      }
    }
  }

  // Never 3, 18, 19, 32
  @Test("No field and no code measures a person or blames her")
  func measures() throws {
    let counts: Set = ["lead_days", "minutes", "number", "objective", "people", "slots"]
    for type in RecordType.all {
      for field in type.fields {
        guard case .integer = field.content else { continue }
        #expect(counts.contains(field.code), "\(type.code).\(field.code)")
      }
    }
    let stems =
      #/(?i)score|risque|risk|risico|dangerosit|gevaarlijk|r[ée]cidiv|conformit|complian|naleving|observance|manquement|[ée]chec|\bfail|breach|non-respect|gebreke|\bfaute|en d[ée]faut|noncomp|mislukt|rouge|groen|\brood/#
    for (place, name) in try Self.names(of: { _ in true }) where name.contains(stems) {
      // A number that may be called.
      #expect(place == "contact-safety:oui", "\(place): \(name)")
    }
  }

  // Never 16, 17
  @Test("No kind has a place for an image, a file or the facts")
  func places() throws {
    let contents: Set = [
      "line", "name", "lines", "date", "moment", "integer", "flag", "code", "codes", "reference",
      "references", "prose",
    ]
    for type in RecordType.all {
      for field in type.fields {
        let word = RecordsTests.word(field.content).components(separatedBy: " ")[0]
        #expect(contents.contains(word), "\(type.code).\(field.code): \(word)")
      }
    }
    let stems =
      #/(?i)photo|image|\bscan|fichier|bestand|\bfoto|pi[eè]ce jointe|bijlage|attachment|infraction|d[ée]lit\b|crime|misdrijf|offence|offense|\b(les|des) faits\b|feiten|the facts|convict|condamn|veroordeel/#
    for (place, name) in try Self.names(of: { ["field", "kind"].contains($0) }) {
      #expect(!name.contains(stems), "\(place): \(name)")
    }
  }

  // Never 4
  @Test("No service is one of justice, and nothing of what justice asks for is made")
  func justice() throws {
    let kinds = Vocabulary.serviceKind.codes.map(\.code)
    #expect(
      kinds == [
        "permanence_prison", "intra_muros", "extra_muros", "accompagnement", "hebergement_chrs",
        "logement_diffus", "accueil_bureau",
      ])
    let made = try CoverageTests.spokenCommands().filter { $0.hasPrefix("act ") }
    #expect(made == [])
    let act = try #require(RecordType.all.first { $0.code == "act" })
    #expect(act.volets == [.interne] && !act.isPublished)
  }

  // MARK: What the files say

  /// Files that people wrote or that the demonstration reads, without the bytes of vectors.
  private static func texts(under folders: [String]) throws -> [(path: String, lines: [String])] {
    try folders.flatMap { try Tree.files(under: $0) }
      .filter { path in
        !path.hasSuffix(".pb.swift") && !path.contains("/MergeBenchmark/")
          && (path.hasSuffix(".swift") || path.hasPrefix("Tools/"))
      }
      .compactMap { path in (try? Tree.lines(path)).map { (path, $0) } }
  }

  // Never 20, 21, 32
  @Test("No code of ours sends mail, fetches a page or colours what it says")
  func alone() throws {
    let banned = [
      "smtp", "sendmail", "mailto:", "http://", "https://", "<script", "<link", "<img", "<iframe",
      "@import", "url(", "u{1B}[3", "u{1b}[3", "u{1B}[4", "u{1b}[4",
    ]
    let colour = #/(?:color|background|solid):? ([^;"]+);/#
    for source in try SwiftSource.own(under: "Sources") {
      for (index, line) in source.lines.enumerated() {
        for word in banned {
          #expect(!line.contains(word), "\(source.path):\(index + 1): \(word)")
        }
        let styles = source.path.hasPrefix("Sources/Words/") && line.contains(";")
        for match in styles ? line.matches(of: colour) : [] {
          #expect(Self.isGrey(match.1), "\(source.path):\(index + 1): \(match.1)")
        }
      }
    }
    #expect(Self.isGrey("#111") && !Self.isGrey("#c00") && !Self.isGrey("red"))
  }

  private static func isGrey(_ colour: Substring) -> Bool {
    guard let digits = colour.wholeMatch(of: #/#([0-9a-f]{3}|[0-9a-f]{6})/#)?.1 else {
      return false
    }
    let third = digits.count / 3
    return digits.prefix(third) == digits.dropFirst(third).prefix(third)
      && digits.prefix(third) == digits.suffix(third)
  }

  // Never 33
  @Test("Numbers to call and addresses of mail are invented, and look it")
  func invented() throws {
    let number = #/(?:\+3[23] ?\d{1,3}|\b0[1-9]\d{0,2})((?:[ .]\d{2}){3,4})\b/#
    let address = #/[\w.+\-]+@([A-Za-z0-9\-]+(?:\.[A-Za-z]+)+)/#
    for (path, lines) in try Self.texts(under: ["Sources", "Tests", "Tools"]) {
      for (index, line) in lines.enumerated() {
        // Most lines hold no number to call.
        let digits = line.utf8.count { (0x30...0x39).contains($0) }
        for match in digits < 8 ? [] : line.matches(of: number) {
          #expect(Self.looksInvented(match.1), "\(path):\(index + 1): \(match.0)")
        }
        for match in line.contains("@") ? line.matches(of: address) : [] {
          let host = match.1
          let isInvented = host.hasSuffix("example.org") || host.hasSuffix(".example")
          #expect(isInvented || host == "b.c", "\(path):\(index + 1): \(match.0)")
        }
      }
    }
    #expect(Self.looksInvented(" 12 34 56") && !Self.looksInvented(" 12 35 56"))
  }

  /// Whether its last three pairs go by equal steps, as in `11 22 33`.
  private static func looksInvented(_ pairs: Substring) -> Bool {
    let last = pairs.split { $0 == " " || $0 == "." }.suffix(3).compactMap { Int($0) }
    return last.count == 3 && last[1] - last[0] == last[2] - last[1]
  }
}
