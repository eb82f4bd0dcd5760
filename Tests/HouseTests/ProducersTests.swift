import Foundation
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
      let raised = try sources.filter { $0.path != own }
        .names(after: "\\.\(family)\\(\\s*\\.`?")
      for name in cases {
        #expect(raised.contains(name), "\(file).\(name) is raised nowhere")
      }
    }
  }

  @Test("So is every rule of the field")
  func rules() throws {
    let own = "Sources/CaseFile/RuleBroken.swift"
    let raised = try SwiftSource.own(under: "Sources")
      // `Words` reads what people type, and raises rules too; its table of sentences raises none.
      .filter { $0.path != own && $0.path != "Sources/Words/RuleWording.swift" }
      .names(after: "\\.")
    for name in try Self.cases(of: own) {
      #expect(raised.contains(name), "RuleBroken.\(name) is raised nowhere")
    }
  }
}

extension [SwiftSource] {
  /// The names that stand in their code after what the pattern matches.
  fileprivate func names(after pattern: String) throws -> Set<String> {
    let expression = try NSRegularExpression(pattern: pattern + "(\\w+)")
    return reduce(into: []) { names, source in
      let text = source.code.joined(separator: "\n") as NSString
      let range = NSRange(location: 0, length: text.length)
      for match in expression.matches(in: text as String, range: range) {
        names.insert(text.substring(with: match.range(at: 1)))
      }
    }
  }
}
