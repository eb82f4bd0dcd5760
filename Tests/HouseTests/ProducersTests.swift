import Testing

@Suite("Every fact is raised somewhere")
struct ProducersTests {
  /// The families of facts: the case of `Fact`, and the file that words them.
  static let families = [
    "access": "AccessFact", "lookup": "LookupFact", "pairing": "PairingFact",
    "network": "NetworkFact", "home": "HomeFact", "input": "InputFact", "record": "RecordFact",
  ]

  /// The cases of the first enumeration of a file.
  static func cases(of path: String) throws -> [String] {
    let source = try #require(SwiftSource.own(under: "Sources").first { $0.path == path })
    let head = source.code.prefix { !$0.contains("var wording") && !$0.contains("func ") }
    return head.flatMap { line in
      line.firstMatch(of: #/^  case (\w+)/#).map { [String($0.1)] } ?? []
    }
  }

  @Test("A sentence that nothing can say is no sentence of the program")
  func raised() throws {
    let sources = try SwiftSource.own(under: "Sources")
    for (family, file) in Self.families.sorted(by: { $0.key < $1.key }) {
      let own = "Sources/Words/\(file).swift"
      let cases = try Self.cases(of: own)
      #expect(cases.count > 1, "\(file)")
      let text = sources.filter { $0.path != own }.map { $0.code.joined(separator: "\n") }
        .joined(separator: "\n")
      for name in cases {
        let raised = try Regex("\\.\(family)\\(\\s*\\.`?\(name)\\b")
        #expect(text.contains(raised), "\(file).\(name) is raised nowhere")
      }
    }
  }

  @Test("So is every rule of the field")
  func rules() throws {
    let own = "Sources/CaseFile/RuleBroken.swift"
    let text = try SwiftSource.own(under: "Sources")
      // `Words` reads what people type, and raises rules too; its table of sentences raises none.
      .filter { $0.path != own && $0.path != "Sources/Words/RuleWording.swift" }
      .map { $0.code.joined(separator: "\n") }.joined(separator: "\n")
    for name in try Self.cases(of: own) {
      #expect(text.contains(try Regex("\\.\(name)\\b")), "RuleBroken.\(name) is raised nowhere")
    }
  }
}
