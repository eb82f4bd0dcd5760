import Foundation

/// One file of Swift, as far as the house reads it.
struct SwiftSource {
  let path: String
  /// Line by line, as written.
  let lines: [String]
  /// Line by line, with comments and the insides of string literals blanked.
  let code: [String]

  init(path: String) throws {
    self.init(path: path, text: try Tree.text(path))
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
      line.firstMatch(of: pattern).map { (String($0.1), number + 1) }
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
      return expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil
    }.map { $0 + 1 }
  }

  private static func blanked(_ text: String) -> String {
    enum Place: Equatable {
      case code
      case lineComment
      case blockComment(depth: Int)
      case string(hashes: Int, isLong: Bool)
    }
    let characters = Array(text)
    var result: [Character] = []
    var place = Place.code
    var index = 0
    func starts(_ token: String, at position: Int) -> Bool {
      let wanted = Array(token)
      return position + wanted.count <= characters.count
        && Array(characters[position..<position + wanted.count]) == wanted
    }
    while index < characters.count {
      let character = characters[index]
      var step = 1
      var kept: Character = character == "\n" ? "\n" : " "
      switch place {
      case .code:
        if starts("//", at: index) {
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
            kept = character
          }
        }
      case .lineComment:
        if character == "\n" { place = .code }
      case .blockComment(let depth):
        if starts("/*", at: index) {
          (place, step) = (.blockComment(depth: depth + 1), 2)
        } else if starts("*/", at: index) {
          (place, step) = (depth == 1 ? .code : .blockComment(depth: depth - 1), 2)
        }
      case .string(let hashes, let isLong):
        let fence = String(repeating: "#", count: hashes)
        let end = (isLong ? "\"\"\"" : "\"") + fence
        if starts("\\" + fence, at: index) {
          step = hashes + 2
        } else if starts(end, at: index) {
          (place, step) = (.code, end.count)
        }
      }
      let isNewlineInside =
        step > 1 && characters[index..<min(index + step, characters.count)].contains("\n")
      result.append(isNewlineInside ? "\n" : kept)
      index += step
    }
    return String(result)
  }
}
