public import CaseFile

/// Prose in which people inserted or removed words without seeing each other's.
public struct ProseWrittenApart: Hashable, Sendable {
  /// Unicode scalars from the beginning of the text.
  public var range: Range<Int>
  /// What stands there, merged.
  public var standing: String
  /// As each side left it, with who did.
  public var sides: [WrittenValue]
  public var type: RecordType
  /// Which of its proses, by its code.
  public var field: String

  public init(
    range: Range<Int>, standing: String, sides: [WrittenValue], in type: RecordType = .note,
    _ field: String = "text"
  ) {
    (self.range, self.standing, self.sides) = (range, standing, sides)
    (self.type, self.field) = (type, field)
  }
}

extension Phrasebook {
  func writtenApartTitle(of type: RecordType?) -> String {
    let settle = "carnet \(RecordNoun(type).command) settle"
    return say(
      "Écrit séparément, à relire ensemble : corrigez, ou dites que cela se lit bien (\(command: settle)).",
      "Written apart, to be read again together: correct it, or say that it reads well (\(settle)).",
      "Los van elkaar geschreven, samen na te lezen: verbeter, of zeg dat het goed leest (\(settle))."
    )
  }

  /// What stands and what each side left, a line each; nothing when there is none.
  func writtenApart(_ stretches: [ProseWrittenApart]) -> String {
    guard let first = stretches.first else { return "" }
    let title = writtenApartTitle(of: first.type)
    return stretches.flatMap(apartLines).reduce(title + "\n") { $0 + "  " + $1 + "\n" }
  }

  func apartLines(_ stretch: ProseWrittenApart) -> [String] {
    let standing = apartText(stretch.standing)
    let noun = RecordNoun(stretch.type)
    let head = say(
      "Dans la \(noun.french) : \(standing)", "In the \(noun.english): \(standing)",
      "In de \(noun.dutch): \(standing)")
    return [head] + stretch.sides.map(apartLine)
  }

  private func apartLine(_ side: WrittenValue) -> String {
    let words = apartText(side.value ?? "")
    let by = Visible.line(side.author)
    let when = momentIfKnown(side.entered)
    return say(
      "\(words) – laissé ainsi par \(by) (\(when))", "\(words) – left so by \(by) (\(when))",
      "\(words) – zo gelaten door \(by) (\(when))")
  }

  private func apartText(_ text: String) -> String {
    let line = Visible.line(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? say("(plus rien)", "(nothing left)", "(niets meer)") : quoted(line)
  }
}
