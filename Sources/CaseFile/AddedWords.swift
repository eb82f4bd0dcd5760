public import CRDT

/// What some changes added to a record, apart from all that stood there, as far as it still stands: the stretches of prose
/// that they inserted, and what they wrote in any other field. Protocol/consent.md, 5.7.1.
public struct AddedWords: Sendable {
  /// The kind of the document; of what stands apart, that of the companion.
  public let type: RecordType
  /// Without prose. Of a number that is not to be used the rule goes with it, whoever wrote that.
  public let values: RecordValues
  /// Whether a number or an address that is not to be used is among them: no prose may hold it.
  public let holdsHidden: Bool
  /// The stretches in the order of the declaration, each on a line of its own.
  public let text: String

  /// Nil when they added nothing: what they did was to take away.
  public init?(
    by changes: Set<ChangeID>, in document: Document, among kinds: [RecordType] = RecordType.all
  ) {
    guard let record = Record(document, among: kinds) else { return nil }
    type = record.type
    var values: [String: [String]] = [:]
    for field in type.told where !field.isProse {
      let written = Self.written(by: changes, in: field, of: document)
      if !written.isEmpty { values[field.code] = written }
    }
    let isHidden = !type.hiddenFields(record.values).isEmpty
    holdsHidden =
      isHidden && !type.reachingFields(RecordValues(values)).isDisjoint(with: values.keys)
    if holdsHidden, let rule = type.reach?.rule { values[rule] = record.values[rule] }
    self.values = RecordValues(values)
    let stretches = type.fields.filter(\.isProse).flatMap { field in
      Self.stretches(by: changes, of: field.code, in: document)
    }
    text = stretches.joined(separator: "\n")
    guard !values.isEmpty || !text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    else { return nil }
  }

  /// What they put into a field that is no prose; what they emptied or took out is nothing.
  private static func written(
    by changes: Set<ChangeID>, in field: RecordField, of document: Document
  ) -> [String] {
    func theirs(_ writes: [(OperationID, Value)]) -> [Value] {
      writes.filter { changes.contains($0.0.change) }.map(\.1)
    }
    switch field.storage {
    case .register: return theirs(document.values(field.code)).compactMap(field.decoded)
    case .list: return theirs(document.items(field.code)).compactMap(field.decoded)
    case .members:
      let beginning = field.code + "."
      let members = document.registerKeys.filter {
        $0.hasPrefix(beginning) && theirs(document.values($0)).contains(.flag(true))
      }
      return field.ordered(members.map { String($0.dropFirst(beginning.count)) })
    case .text: return []
    }
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
