public import CRDT

/// What some changes added to a note, apart from all that stood there: the stretches of text that they inserted and that
/// still stand, in order, each on a line of its own, and the title that they set.
public struct AddedWords: Sendable {
  /// Nil when they set none that stands.
  public let title: String?
  public let text: String

  /// Nil when they added no word: what they did was to take away.
  public init?(by changes: Set<ChangeID>, in document: Document) {
    title =
      Field(document.values(NoteField.title.rawValue)).values
      .first { changes.contains($0.change) }?.value
    var stretches: [String] = []
    var isJoined = false
    for run in document.textRuns(Note.text) {
      guard changes.contains(run.operation.change) else {
        isJoined = false
        continue
      }
      if isJoined, let last = stretches.popLast() {
        stretches.append(last + run.text)
      } else {
        stretches.append(run.text)
      }
      isJoined = true
    }
    text = stretches.joined(separator: "\n")
    guard !(text + (title ?? "")).unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      return nil
    }
  }
}
