public import CRDT

/// What some changes added to a record, apart from all that stood there: the stretches of prose that they inserted and that
/// still stand, in order, each on a line of its own, and the lines and names that they set.
public struct AddedWords: Sendable {
  /// Each on a line of its own: lines and names in the order of the declaration, then the prose.
  public let lines: [String]
  public let text: String

  /// Nil when they added no word: what they did was to take away.
  public init?(
    by changes: Set<ChangeID>, in document: Document, among kinds: [RecordType] = RecordType.all
  ) {
    guard let type = Record(document, among: kinds)?.type else { return nil }
    lines = type.fields.filter { $0.holdsWords && !$0.isProse }.flatMap { field in
      let writes =
        field.storage == .list ? document.items(field.code) : document.values(field.code)
      return writes.filter { changes.contains($0.0.change) }.compactMap { field.decoded($0.1) }
    }
    let stretches = type.fields.filter(\.isProse).flatMap { field in
      Self.stretches(by: changes, of: field.code, in: document)
    }
    text = stretches.joined(separator: "\n")
    let all = lines.joined() + text
    guard !all.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return nil }
  }

  private static func stretches(
    by changes: Set<ChangeID>, of key: String, in document: Document
  ) -> [String] {
    var stretches: [String] = []
    var isJoined = false
    for run in document.textRuns(key) {
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
    return stretches
  }
}
