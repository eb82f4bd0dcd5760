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

  /// The errors of the floors that `Words` tells, and where they are declared. That each is told, the compiler sees.
  static let errors = [
    "NotebookError": "Sources/Notebook/NotebookError.swift",
    "ReplicaError": "Sources/Replica/ReplicaError.swift",
    "StoreError": "Sources/Store/StoreError.swift",
  ]

  /// The names of an error that some code makes: after its type, and in its own target also after what makes a value whose
  /// type is known. What is caught or told apart is made by somebody else, and `Words` makes none.
  private static func made(
    _ error: String, of own: String, in sources: [SwiftSource]
  ) throws -> Set<String> {
    let target = own.dropLast("/\(error).swift".count)
    let making = sources.filter { !$0.path.hasPrefix("Sources/Words/") }.map { source in
      source.changed { line in
        line.contains("catch ") ? "" : line.replacing(/^\s*case [^:]*:/, with: ":")
      }
    }
    return try making.names(after: #"\b\#(error)\."#).union(
      making.filter { $0.path.hasPrefix(target + "/") }
        .names(after: #"(?:\bthrow|\bself =|\breturn|\?\?|[?:])\s*\."#))
  }

  @Test("An error that nothing raises is no error of the program")
  func errorsRaised() throws {
    let sources = try SwiftSource.own(under: "Sources")
    for (error, own) in Self.errors.sorted(by: { $0.key < $1.key }) {
      let cases = try Self.cases(of: own)
      #expect(cases.count > 5, "\(error)")
      let made = try Self.made(error, of: own, in: sources)
      #expect(cases.filter { !made.contains($0) } == [], "\(error)")
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

extension SwiftSource {
  /// The same file with each line of its code as `change` leaves it.
  fileprivate func changed(_ change: (String) -> String) -> SwiftSource {
    SwiftSource(path: path, text: code.map(change).joined(separator: "\n"))
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
