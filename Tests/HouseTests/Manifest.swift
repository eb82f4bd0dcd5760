import Foundation

/// The targets of Package.swift and what each depends on, read as text.
struct Manifest {
  /// Target → names of the targets and products it depends on.
  let targets: [String: [String]]

  init(text: String) throws {
    let code = text.components(separatedBy: "\n")
      .map { $0.components(separatedBy: " //")[0] }.joined(separator: "\n")
    var products: [String: [String]] = [:]
    let sets = #/let (\w+): \[Target\.Dependency\] = \[(.*?)\n?\]\n/#.dotMatchesNewlines()
    for match in code.matches(of: sets) {
      products[String(match.1)] = Self.names(in: String(match.2), products: [:])
    }
    var targets: [String: [String]] = [:]
    let openings = #/\.(?:target|executableTarget|testTarget|systemLibrary)\(/#
    for match in code.matches(of: openings) {
      let body = Self.call(in: code[match.range.upperBound...])
      guard let name = body.firstMatch(of: #/name:\s*"([\w\-]+)"/#) else { continue }
      var dependencies: [String] = []
      if let list = body.firstMatch(
        of: #/dependencies:\s*([^:]*?)(?:,\s*\w+:|$)/#.dotMatchesNewlines())
      {
        dependencies = Self.names(in: String(list.1), products: products)
      }
      targets[String(name.1)] = dependencies
    }
    self.targets = targets
  }

  /// The arguments of a call, up to its closing parenthesis.
  private static func call(in text: Substring) -> String {
    var depth = 1
    var body = ""
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { break }
      body.append(character)
    }
    return body
  }

  /// Quoted names, products (`.product(name: "X", …)`) and the sets named in `products`.
  private static func names(in text: String, products: [String: [String]]) -> [String] {
    var names: [String] = []
    var rest = text
    for match in text.matches(of: #/\.product\(name:\s*"(\w+)",\s*package:\s*"[^"]*"\)/#) {
      names.append(String(match.1))
      rest = rest.replacingOccurrences(of: String(match.0), with: "")
    }
    for match in rest.matches(of: #/"(\w+)"/#) { names.append(String(match.1)) }
    for match in rest.matches(of: #/(?:^|[\s+])([a-zA-Z]\w*)/#) {
      names += products[String(match.1)] ?? []
    }
    return names
  }
}
