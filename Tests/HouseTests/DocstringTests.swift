import Testing

@Suite("What another target uses says what it is")
struct DocstringTests {
  /// The targets whose types and functions stand in pages, commands and tests of others.
  static let targets = ["Words", "Notebook", "Replica"]

  /// The lines of a file that declare a public type or function with no comment above.
  static func undocumented(_ source: SwiftSource) -> [Int] {
    let declaration =
      #/^\s*public (?:(?:static|final|mutating|indirect|nonisolated) )*(?:struct|enum|class|actor|protocol|func) /#
    return source.code.indices.filter { index in
      guard source.code[index].prefixMatch(of: declaration) != nil else { return false }
      let above = source.lines[..<index].last { !$0.contains(/^\s*@\w+/) }
      return above?.contains(/^\s*\/\/\//) != true
    }.map { $0 + 1 }
  }

  @Test("Public types and functions have a sentence above them", arguments: targets)
  func sentences(target: String) throws {
    let sources = try SwiftSource.own(under: "Sources/\(target)")
    #expect(sources.count > 10)
    for source in sources {
      for line in Self.undocumented(source) {
        Issue.record("\(source.path):\(line) says nothing of what it declares")
      }
    }
  }

  @Test("One without a sentence is found; an attribute may stand between")
  func found() {
    let source = SwiftSource(
      path: "A.swift",
      text: """
        /// Said.
        @discardableResult
        public func said() {}

        public static func unsaid() {}
          public struct Inner {}
        func own() {}
        """)
    #expect(Self.undocumented(source) == [5, 6])
  }
}
