import Testing

@Suite("The examples of the code call what there is")
struct ExamplesTests {
  /// What examples call of the standard library.
  static let standard: Set<String> = [
    "Set", "allSatisfy", "filter", "flatMap", "init", "map", "self", "subtracting", "yield",
  ]

  /// The lines of code in doc comments, in place: set in behind an empty line, or fenced as Swift.
  static func examples(_ source: SwiftSource) -> SwiftSource {
    var lines: [String] = []
    var (isFenced, isSetIn, before) = (false, false, "")
    for line in source.lines {
      let comment = line.drop { $0 == " " }
      let text = comment.hasPrefix("///") ? comment.dropFirst(3) : nil
      isSetIn = text?.hasPrefix("     ") == true && (isSetIn || before == "///")
      if text?.hasPrefix(" ```") == true {
        isFenced = text == " ```swift"
        lines.append("")
      } else {
        lines.append(isFenced || isSetIn ? String(text ?? "") : "")
      }
      before = String(comment)
    }
    return SwiftSource(path: source.path, text: lines.joined(separator: "\n"))
  }

  /// The types, the members and the functions that a line of code names.
  static func called(_ code: String) -> Set<String> {
    Set(
      code.matches(of: /\.([A-Za-z]\w*)|\b([A-Z]\w*)|\b([a-z]\w*)\(/).compactMap { match in
        (match.1 ?? match.2 ?? match.3).map(String.init)
      })
  }

  /// What a line of code declares for others than the function that it stands in.
  static func declared(_ code: String) -> Set<String> {
    let words = code.utf8.split { byte in
      !(byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }.map { String(Substring($0)) }
    // Behind a deeper indentation, and with no word before it, a name is known to one function alone.
    let isMember =
      !code.hasPrefix("   ")
      || ["public", "package", "private", "fileprivate", "static"].contains(words.first ?? "")
    var found: Set<String> = []
    for (keyword, name) in zip(words, words.dropFirst()) {
      switch keyword {
      case "func", "struct", "enum", "class", "actor", "protocol", "typealias", "case":
        found.insert(name)
      case "let", "var": if isMember { found.insert(name) }
      case _: break
      }
    }
    return found
  }

  @Test("Every name that an example calls is declared")
  func names() throws {
    let sources = try SwiftSource.own(under: "Sources")
    let known = sources.reduce(into: Self.standard) { known, source in
      for line in source.code { known.formUnion(Self.declared(line)) }
    }
    var count = 0
    for source in sources {
      for (index, line) in Self.examples(source).code.enumerated() where !line.isEmpty {
        count += 1
        let unknown = Self.called(line).subtracting(known).sorted()
        #expect(unknown == [], "\(source.path):\(index + 1)")
      }
    }
    #expect(count > 90)
  }

  @Test(
    "An example is found in a comment, set in or fenced; a list is none, nor is what a string says")
  func found() {
    let source = SwiftSource(
      path: "A.swift",
      text: """
        /// Said.
        ///
        ///     let one = try Room.open(at: home)   // Nothing(here)
        ///     one.close("at(once)")
        ///
        /// - Returns: a list,
        ///     which goes_on(here).
        ///
        /// ```text
        /// typed(here)
        /// ```
        /// ```swift
        /// shut(.after(2))
        /// ```
        func open(_ given: Int) { called(here) }
        """)
    let lines = Self.examples(source).code.enumerated().map {
      ($0.offset + 1, Self.called($0.element))
    }
    .filter { !$0.1.isEmpty }
    #expect(lines.map(\.0) == [3, 4, 13])
    #expect(lines.map(\.1) == [["Room", "open"], ["close"], ["shut", "after"]])
  }

  @Test(
    "What one function keeps to itself is not declared",
    arguments: [
      ("public static func open(_ given: Int) {", ["open"]), ("  case left(Int)", ["left"]),
      ("  let kept = 1", ["kept"]), ("    public var shown: Int { 1 }", ["shown"]),
      ("    let kept = 1", []),
    ] as [(String, Set<String>)])
  func declarations(code: String, names: Set<String>) {
    #expect(Self.declared(code) == names)
  }
}
