import Envelope

/// Rows under headings, aligned with spaces, for a terminal.
struct Table {
  let headings: [String]
  var rows: [[String]] = []

  init(_ headings: [String]) {
    self.headings = headings
  }

  /// Nothing is cut: a long cell makes a wide column. Ends with a newline.
  var text: String {
    let lines = ([headings] + rows).map { $0.map(Visible.line) }
    let widths = headings.indices.map { column in
      lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var text = ""
    for line in lines {
      var cells = ""
      for (column, cell) in line.enumerated() {
        cells += cell
        guard column + 1 < line.count else { continue }
        cells += String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      while cells.last == " " { cells.removeLast() }
      text += cells + "\n"
    }
    return text
  }
}

extension String {
  /// Enough of an identifier to find it again by hand; scripts read the whole one in JSON.
  var shortened: String { String(prefix(8)) }
}

extension Identifier {
  var shortened: String { description.shortened }
}

extension SigningKey {
  var shortened: String { description.shortened }
}
