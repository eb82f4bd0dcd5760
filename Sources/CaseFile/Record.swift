public import CRDT

/// What became of a record.
public enum RecordState: Hashable, Sendable {
  case current
  /// A field has several values, until a person chooses.
  case conflict
  /// Somebody deleted it, and somebody else wrote in it without having seen that: it stays, and a person decides.
  case deleteRequested
  case deleted
}

/// A record of whatever kind, as it reads, with everything that nobody settled yet. Protocol/records.md.
public struct Record: Sendable {
  public let type: RecordType
  public let state: RecordState
  /// Prose that nobody has read together yet, by field; it is no conflict: both stand in the text.
  public let apart: [String: [ProseApart]]
  /// The deletions that nobody took back, sorted: who asked, when ``state`` says deleted or asked for.
  public let deletions: [ChangeID]
  /// Part of it was written by a newer version and is not shown.
  public let isIncomplete: Bool
  private let registers: [String: Field]
  private let texts: [String: String]

  /// `nil` for a document of no kind that this version knows.
  public init?(_ document: Document) {
    guard let type = RecordType(of: document.values(RecordKeys.type)) else { return nil }
    let deletion = Deletion(document)
    self.init(
      type, register: document.values, text: document.text,
      apart: { ProseApart.all(of: document, $0) }, deletion: deletion.state,
      deletions: deletion.standing, isIncomplete: document.hasUnknownOperations)
  }

  /// The same from a checkpoint, without the history; `nil` as well when only the history can tell how it stands: several
  /// heads, or a deletion.
  public init?(_ checkpoint: Checkpoint) {
    guard checkpoint.frontier.count == 1, checkpoint.values(RecordKeys.deleted).isEmpty,
      let type = RecordType(of: checkpoint.values(RecordKeys.type))
    else { return nil }
    self.init(
      type, register: checkpoint.values, text: checkpoint.text, apart: { _ in [] }, deletion: nil,
      deletions: [], isIncomplete: checkpoint.hasUnknownOperations)
  }

  private init(
    _ type: RecordType, register: (String) -> [(OperationID, Value)], text: (String) -> String,
    apart: (String) -> [ProseApart], deletion: RecordState?, deletions: [ChangeID],
    isIncomplete: Bool
  ) {
    var (registers, texts, stretches) = (
      [String: Field](), [String: String](), [String: [ProseApart]]()
    )
    for field in type.fields {
      if field.isProse {
        texts[field.code] = text(field.code)
        stretches[field.code] = apart(field.code)
      } else {
        registers[field.code] = Field(register(field.code))
      }
    }
    (self.type, self.registers, self.texts) = (type, registers, texts)
    (self.apart, self.deletions, self.isIncomplete) = (stretches, deletions, isIncomplete)
    state =
      deletion ?? (registers.values.contains(where: \.isConflicting) ? .conflict : .current)
  }

  /// A register; empty for a field that the kind does not have.
  public subscript(field: String) -> Field { registers[field] ?? Field([]) }

  /// A prose, exactly as typed; empty for a field that the kind does not have.
  public func prose(_ field: String) -> String { texts[field] ?? "" }

  /// The fields with several values, in the order of the declaration.
  public var conflicting: [RecordField] {
    type.fields.filter { !$0.isProse && self[$0.code].isConflicting }
  }

  /// Whose words stand in a record, in its texts, names and lines: the changes that wrote them, in that order, each once.
  public static func writers(of document: Document) -> [ChangeID] {
    guard let type = RecordType(of: document.values(RecordKeys.type)) else { return [] }
    var seen: Set<ChangeID> = []
    var changes = type.fields.filter(\.isProse).flatMap { document.textWriters($0.code) }
    for field in type.fields where field.holdsWords {
      changes += document.values(field.code).filter { $0.1 != .none }.map(\.0.change)
    }
    return changes.filter { seen.insert($0).inserted }
  }

  /// Whether a change deletes a record and does nothing else.
  public static func isDeletion(_ change: Change) -> Bool {
    !change.operations.isEmpty && Deletion.writesNothing(change)
  }

  /// Whether a deletion did what it says: no other change stands that it had not seen and whose author had not seen it.
  /// One that did not asks to delete. A change that follows it takes it back, and was made knowing it.
  public static func tookEffect(_ deletion: ChangeID, in document: Document) -> Bool {
    let past = Deletion.past(of: deletion, in: document)
    var after: Set<ChangeID> = [deletion]
    for id in document.history
    where document.change(id)?.parents.contains(where: after.contains) == true {
      after.insert(id)
    }
    return Deletion.edits(of: document).allSatisfy { past.contains($0.id) || after.contains($0.id) }
  }
}

extension RecordField {
  /// A register of somebody's own words.
  fileprivate var holdsWords: Bool {
    switch content {
    case .line, .name: true
    case .date, .code, .prose: false
    }
  }
}

/// The registers that every kind has.
enum RecordKeys {
  /// The name of the ``RecordType``, written at creation and by nothing else.
  static let type = "type"
  /// A flag, true for a deletion; `none` for the wish to keep the record after all.
  static let deleted = "deleted"
}

extension RecordType {
  /// The kind that a document says it is: the first that is known, of those that its register holds.
  init?(of writes: [(OperationID, Value)]) {
    let known = Field(writes).texts.compactMap(RecordType.named)
    guard let first = known.first else { return nil }
    self = first
  }
}
