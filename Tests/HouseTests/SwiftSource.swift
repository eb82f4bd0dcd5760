import Foundation

/// One file of Swift, as far as the house reads it.
struct SwiftSource {
  let path: String
  /// Line by line, as written.
  let lines: [String]
  /// Line by line, with comments and the insides of string literals blanked.
  let code: [String]

  /// Every Swift file of Sources and Tests, read once.
  private static let all = Result {
    try
      (Tree.files(under: "Sources", withSuffix: ".swift")
      + Tree.files(under: "Tests", withSuffix: ".swift"))
      .map { SwiftSource(path: $0, text: try Tree.text($0)) }
  }

  /// The files under a folder, generated ones among them.
  static func files(under folder: String) throws -> [SwiftSource] {
    try all.get().filter { $0.path.hasPrefix(folder + "/") }
  }

  /// The files under a folder that people wrote.
  static func own(under folder: String) throws -> [SwiftSource] {
    try files(under: folder).filter { !$0.path.hasSuffix(".pb.swift") }
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.components(separatedBy: "\n")
    code = Self.blanked(text).components(separatedBy: "\n")
  }

  /// The modules that the file imports, with the number of the line.
  var imports: [(module: String, line: Int)] {
    let pattern =
      #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)/#
    return code.enumerated().compactMap { number, line in
      guard line.contains("import") else { return nil }
      return line.firstMatch(of: pattern).map { (String($0.1), number + 1) }
    }
  }

  /// Lines of code that hold `word` as a whole word.
  func lines(naming word: String) -> [Int] {
    let escaped = NSRegularExpression.escapedPattern(for: word)
    let before = word.first.map { $0.isLetter } == true ? #"(?<![\w.])"# : ""
    let after = word.last.map { $0.isLetter } == true ? #"(?!\w)"# : ""
    guard let expression = try? NSRegularExpression(pattern: before + escaped + after) else {
      return []
    }
    return code.indices.filter { index in
      let line = code[index]
      guard line.utf8.count >= word.utf8.count, line.contains(word) else { return false }
      return expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
    }.map { $0 + 1 }
  }

  private enum Place: Equatable {
    case code
    case lineComment
    case blockComment(depth: Int)
    case string(hashes: Int, isLong: Bool)
  }

  /// The bytes at which a comment, a string or an escape may begin or end.
  private static let openings = Array("/\"#\\".utf8)

  /// The text with a space for each byte of a comment or a string; ends of lines stay.
  private static func blanked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let newline = UInt8(ascii: "\n")
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = Place.code
    var index = 0
    func starts(_ token: String, at position: Int) -> Bool {
      guard position < bytes.count, bytes[position] == token.utf8.first else { return false }
      return bytes[position...].starts(with: token.utf8)
    }
    while index < bytes.count {
      var step = 1
      var isKept = bytes[index] == newline
      switch place {
      case .code:
        if !Self.openings.contains(bytes[index]) {
          isKept = true
        } else if starts("//", at: index) {
          place = .lineComment
        } else if starts("/*", at: index) {
          (place, step) = (.blockComment(depth: 1), 2)
        } else {
          var hashes = 0
          while starts("#", at: index + hashes) { hashes += 1 }
          if starts("\"", at: index + hashes) {
            let isLong = starts("\"\"\"", at: index + hashes)
            place = .string(hashes: hashes, isLong: isLong)
            step = hashes + (isLong ? 3 : 1)
          } else {
            isKept = true
          }
        }
      case .lineComment:
        if bytes[index] == newline { place = .code }
      case .blockComment(let depth):
        if starts("/*", at: index) {
          (place, step) = (.blockComment(depth: depth + 1), 2)
        } else if starts("*/", at: index) {
          (place, step) = (depth == 1 ? .code : .blockComment(depth: depth - 1), 2)
        }
      case .string(let hashes, let isLong):
        if !Self.openings.contains(bytes[index]) { break }
        let fence = String(repeating: "#", count: hashes)
        let end = (isLong ? "\"\"\"" : "\"") + fence
        if starts("\\" + fence, at: index) {
          step = hashes + 2
        } else if starts(end, at: index) {
          (place, step) = (.code, end.utf8.count)
        }
      }
      for offset in index..<min(index + step, bytes.count) {
        let isNewline = bytes[offset] == newline
        result.append(isKept || isNewline ? bytes[offset] : UInt8(ascii: " "))
      }
      index += step
    }
    return String(decoding: result, as: UTF8.self)
  }
}
