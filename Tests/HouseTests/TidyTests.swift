import Foundation
import Testing

@Suite("The tree is tidy")
struct TidyTests {
  /// What must not stand in the code of Sources; comments and strings do not count.
  static let banned = [
    "try!", "as!", "@unchecked Sendable", "nonisolated(unsafe)", "fatalError(", "print(",
    "debugPrint(", "dump(", "@preconcurrency",
  ]

  @Test("The top level holds only what it should")
  func topLevel() throws {
    let wanted = [
      ".ci", ".gitignore", ".swift-format", "Package.swift", "Protocol", "README.md", "Sources",
      "Tests", "Tools",
    ]
    #expect(try Tree.topLevel() == wanted)
  }

  @Test("Sources hold no banned word", arguments: banned)
  func bannedWords(word: String) throws {
    for source in try SwiftSource.own(under: "Sources") {
      #expect(source.lines(naming: word) == [], "\(source.path): \(word)")
    }
  }

  @Test("The head of a page and how it looks are written in one file")
  func oneHead() throws {
    for word in ["<!DOCTYPE", "<meta ", "<style"] {
      let files = try SwiftSource.own(under: "Sources").filter { source in
        source.lines.contains { $0.contains(word) }
      }.map(\.path)
      #expect(files == ["Sources/Words/HTMLPage.swift"], "\(word)")
    }
  }

  @Test("A swallowed error says why")
  func swallowedErrors() throws {
    for source in try SwiftSource.own(under: "Sources") {
      let path = source.path
      for line in source.lines(naming: "try?") {
        let isExplained = source.isExplained(at: line)
        #expect(isExplained, "\(path):\(line): try? without a reason")
      }
      for (index, code) in source.code.enumerated()
      where code.contains("catch") && code.contains(#/catch(\s*\{\s*\}|[^{]*\{\s*$)/#) {
        let next = index + 1 < source.code.count ? source.code[index + 1] : ""
        let isEmpty =
          code.contains(#/catch\s*\{\s*\}/#)
          || (next.trimmingCharacters(in: .whitespaces) == "}")
        let isExplained = source.isExplained(at: index + 1)
        #expect(
          !isEmpty || isExplained,
          "\(path):\(index + 1): empty catch without a reason")
      }
    }
  }

  /// Switches over what the system or a library declares, or over names that are no cases.
  static let open: Set<String> = [
    "scalar.properties.generalCategory", "properties.generalCategory",
    // A name of a field, of which any kind may have one.
    "Sources/Words/RecordRuleWording.swift: self",
  ]

  /// The lines that begin a switch over names of cases which ends with whatever else there may be.
  static func openSwitches(_ source: SwiftSource) -> [(line: Int, over: String)] {
    source.code.enumerated().compactMap { number, line in
      guard let head = line.firstMatch(of: #/^(\s*)(?:.*[ (=])?switch (.+) \{\s*$/#) else {
        return nil
      }
      let body = source.code[(number + 1)...].prefix { !$0.hasPrefix(head.1 + "}") }
      let rows = body.filter { $0.hasPrefix(head.1) }.map { $0.dropFirst(head.1.count) }
      let isOpen = rows.contains { $0.hasPrefix("case _:") || $0.hasPrefix("default:") }
      let namesCases = rows.contains { $0.contains(#/^case \.[a-z`]/#) }
      return isOpen && namesCases ? (number + 1, String(head.2)) : nil
    }
  }

  @Test("A switch over cases of ours names each of them: a new one is asked about by the compiler")
  func everyCase() throws {
    for source in try SwiftSource.own(under: "Sources") {
      for found in Self.openSwitches(source)
      where Self.open.isDisjoint(with: [found.over, "\(source.path): \(found.over)"]) {
        Issue.record("\(source.path):\(found.line) does not name every case of \(found.over)")
      }
    }
    let example = SwiftSource(
      path: "A.swift",
      text: """
        let isOne =
          switch given {
          case .one: true
          case _: false
          }
        switch given {
        case .one: break
        default: break
        }
        switch (one, two) {
        case (.one, _): break
        case _: break
        }
        """)
    #expect(Self.openSwitches(example).map(\.line) == [2, 6])
  }

  @Test("Below the command line nothing writes the name of a case of an enum")
  func printedCases() throws {
    for source in try SwiftSource.own(under: "Sources")
    where !source.path.hasPrefix("Sources/carnet/") {
      let path = source.path
      #expect(source.lines(naming: "String(describing:") == [], "\(path) prints what it holds")
      #expect(source.lines(naming: "String(reflecting:") == [], "\(path) prints what it holds")
    }
  }

  @Test("Nothing is left to do later")
  func leftovers() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
    for path in try Self.texts() {
      let text = try Tree.text(path)
      for mark in marks where text.contains(mark) {
        #expect(
          text.firstMatch(of: try Regex("\\b" + mark + "\\b")) == nil, "\(path) says \(mark)")
      }
    }
  }

  @Test("No file of code is longer than 500 lines")
  func length() throws {
    for path in try Self.texts() where !path.hasSuffix(".pb.swift") && !path.hasSuffix(".md") {
      if path.hasPrefix("Protocol/vectors/") || path.hasSuffix(".json") { continue }
      #expect(try Tree.lines(path).count <= 501, "\(path)")
    }
  }

  @Test("Lines end where their words end, and files with one newline")
  func whitespace() throws {
    for path in try Self.texts() where !path.hasPrefix("Protocol/vectors/") {
      let lines = try Tree.lines(path)
      for (index, line) in lines.enumerated() {
        #expect(
          line.last != " " && line.last != "\t" && line.last != "\r", "\(path):\(index + 1)")
      }
      #expect(lines.last == "" && lines.dropLast().last != "", "\(path) ends badly")
    }
  }

  @Test("No file knows the machine it was written on")
  func machinePaths() throws {
    let folders = ["ho" + "me", "ro" + "ot", "wo" + "rk", "tm" + "p/mini", "tm" + "p/brief"]
    let pattern = try Regex(
      "(?:^|[^\\w.~\\-}])/(?:" + folders.joined(separator: "|") + ")[/\\-]\\w")
    for path in try Self.texts() {
      for (index, line) in try Tree.lines(path).enumerated()
      where folders.contains(where: { line.contains("/" + $0) }) {
        #expect(line.firstMatch(of: pattern) == nil, "\(path):\(index + 1)")
      }
    }
  }

  @Test("Every document begins with one title")
  func titles() throws {
    for path in try Tree.files(withSuffix: ".md") {
      var isCode = false
      let titles = try Tree.lines(path).filter { line in
        if line.hasPrefix("```") { isCode.toggle() }
        return !isCode && line.hasPrefix("# ")
      }
      #expect(titles.count == 1, "\(path)")
      #expect(try Tree.lines(path).first?.hasPrefix("# ") == true, "\(path)")
    }
  }

  @Test("Every chapter that the code cites exists, with the section it names")
  func citations() throws {
    let pattern = #/Protocol/([a-z\-]+\.md)(?:, "([^"]+)"|, section (\d+))?/#
    for folder in ["Sources", "Protocol/proto"] {
      for path in try Tree.files(under: folder) {
        for match in try Tree.text(path).matches(of: pattern) {
          let chapter = "Protocol/" + String(match.1)
          let text = try? Tree.text(chapter)
          #expect(text != nil, "\(path) cites \(chapter)")
          guard let text else { continue }
          let headings = Self.headings(of: text)
          if let section = match.2 {
            let isThere = headings.contains { $0.words == section }
            #expect(isThere, "\(path) cites \(chapter), \(section)")
          }
          if let section = match.3 {
            let isThere = headings.contains { $0.number.map { $0 == section } == true }
            #expect(isThere, "\(path) cites \(chapter), section \(section)")
          }
        }
      }
    }
  }

  /// The headings of a chapter, with their numbers where they have one.
  static func headings(of text: String) -> [(number: Substring?, words: Substring)] {
    text.components(separatedBy: "\n").compactMap { line in
      line.firstMatch(of: #/^#+ (?:(\d+)\. )?(.+)$/#).map { ($0.1, $0.2) }
    }
  }

  @Test("Every link of a document leads somewhere")
  func links() throws {
    for path in try Tree.files(withSuffix: ".md") {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      for match in try Tree.text(path).matches(of: #/\]\(([^)#:\s]+)(?:#[^)]*)?\)/#) {
        let target = Tree.root.appendingPathComponent(folder).appendingPathComponent(
          String(match.1))
        #expect(
          FileManager.default.fileExists(atPath: target.standardizedFileURL.path),
          "\(path) links to \(match.1)")
      }
    }
  }

  /// Every file meant for eyes.
  static func texts() throws -> [String] {
    let endings = [".swift", ".md", ".py", ".proto", ".json", ".txt", ".h", ".modulemap"]
    return try Tree.files().filter { path in
      endings.contains { path.hasSuffix($0) } || path.hasPrefix(".ci/")
        || (path.hasPrefix("Tools/") && !path.contains("."))
    }
  }
}

extension SwiftSource {
  /// Whether a comment stands on line `number`, or near it.
  func isExplained(at number: Int) -> Bool {
    ((number - 6)...(number + 3)).contains {
      lines.indices.contains($0) && lines[$0].contains("//")
    }
  }
}
