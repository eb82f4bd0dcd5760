/// Prose that people wrote without seeing each other's; all of it stands in the text.
public struct ProseWrittenApart: Hashable, Sendable {
  /// Unicode scalars from the beginning of the text.
  public var range: Range<Int>
  /// In order, with who wrote each.
  public var pieces: [WrittenValue]

  public init(range: Range<Int>, pieces: [WrittenValue]) {
    self.range = range
    self.pieces = pieces
  }
}

extension Phrasebook {
  var writtenApartTitle: String {
    say(
      "Écrit séparément, et tout est resté dans le texte : à relire ensemble.",
      "Written apart, and all of it stands in the text: to be read again together.",
      "Los van elkaar geschreven, en alles staat in de tekst: samen na te lezen.")
  }

  /// Who wrote what apart, a line a piece; nothing when there is none.
  func writtenApart(_ stretches: [ProseWrittenApart]) -> String {
    guard !stretches.isEmpty else { return "" }
    return stretches.flatMap(\.pieces).reduce(writtenApartTitle + "\n") { text, piece in
      text + "  " + apartLine(piece) + "\n"
    }
  }

  func apartLine(_ piece: WrittenValue) -> String {
    let words = Visible.line(piece.value ?? "")
    let by = Visible.line(piece.author)
    let when = moment(piece.entered)
    return say(
      "« \(words) » – écrit par \(by) (\(when))", "“\(words)” – written by \(by) (\(when))",
      "“\(words)” – geschreven door \(by) (\(when))")
  }
}
