import CaseFile
public import Notebook

/// The two papers of a permanence: neither says what the other does. Protocol/records.md, "Permanences".
extension Phrasebook {
  /// People on one page.
  private static let rowsOfPage = 9

  /// The paper of whoever works there: of each person the first name and an initial, a neutral matter, and room to write.
  /// The list of the staff: of each person the name and the number by which the prison knows her, and nothing of why.
  public func permanencePaper(_ printed: PrintedPermanence) -> String {
    let title =
      switch printed.reader {
      case .worker: say("Permanence", "Drop-in", "Permanentie")
      case .staff: say("Liste de mouvement", "Movement list", "Bewegingslijst")
      }
    return paper(title: title) { html in
      let pages = pages(of: printed)
      for (index, rows) in pages.enumerated() {
        let isLast = index == pages.count - 1
        html.element("section", [("class", isLast ? "last" : "page")]) { html in
          heading(printed, page: index + 1, of: pages.count, into: &html)
          html.element("table") { html in
            for row in rows { self.row(row, for: printed.reader, into: &html) }
          }
        }
        html.newline()
      }
    }
  }

  private func heading(
    _ printed: PrintedPermanence, page: Int, of count: Int, into html: inout HTML
  ) {
    let number = say(
      "Feuille n° \(printed.number)", "Sheet no. \(printed.number)", "Blad nr. \(printed.number)")
    let when = printed.moment.map { weekday($0.day) + " " + hour($0) }
    let whose = printed.reader == .staff ? printed.service : printed.place
    let parts = [whose.map(Visible.line), when, number, count > 1 ? "\(page)/\(count)" : nil]
    html.element("p", parts.compactMap(\.self).joined(separator: " – "))
    html.newline()
  }

  private func row(
    _ row: PrintedPermanence.Row, for reader: PaperReader, into html: inout HTML
  ) {
    html.element("tr", [("class", "person")]) { html in
      switch reader {
      case .worker:
        html.element("td", row.number.map(String.init) ?? "")
        html.element("td", row.person.map { FirstName.shown(of: $0) } ?? "")
        html.element(
          "td",
          row.questions.map { label($0, of: .permanenceQuestion) }.joined(separator: " / "))
        html.element("td", [("class", "room")]) { $0.add("") }
      case .staff:
        html.element("td", row.name ?? "")
        html.element("td", row.identifiers.joined(separator: " / "))
        html.element("td", [("class", "room")]) { $0.add("") }
      }
    }
    html.newline()
  }

  /// On the paper of the worker the places that are still free stand as empty rows; the staff looks for a name.
  private func pages(of printed: PrintedPermanence) -> [[PrintedPermanence.Row]] {
    var rows = printed.rows
    switch printed.reader {
    case .worker:
      var number = rows.compactMap(\.number).max() ?? 0
      for _ in 0..<max(0, (printed.slots ?? 0) - rows.count) {
        number += 1
        rows.append(
          PrintedPermanence.Row(number: number, person: nil, questions: [], identifiers: []))
      }
    case .staff: rows.sort { sortKey($0.name) < sortKey($1.name) }
    }
    guard !rows.isEmpty else { return [[]] }
    return stride(from: 0, to: rows.count, by: Self.rowsOfPage).map {
      Array(rows[$0..<min($0 + Self.rowsOfPage, rows.count)])
    }
  }

  /// By the last word of a name.
  private func sortKey(_ name: String?) -> String {
    let words = Folding.fold(name ?? "").split(whereSeparator: \.isWhitespace)
    return ((words.last.map(String.init) ?? "") + " " + words.joined(separator: " "))
  }
}
