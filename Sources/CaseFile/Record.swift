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
  /// Those of them that had seen all of it, sorted; of a companion, the deletions of its record that had seen all of the
  /// companion.
  public let sawWhole: [ChangeID]
  /// Whether something in it waits for a co-signature; nil where nobody asked for one.
  public let coSignature: CoSignature?
  /// Of a list whose numbers are given once: the highest that was given to what was erased; nil where nothing was.
  public let numbersErased: Int?
  /// Part of it was written by a newer version and is not shown.
  public let isIncomplete: Bool
  let holdings: [String: Holding]

  /// What stands in one field.
  enum Holding: Sendable {
    case register(Field)
    case members([FieldMember])
    case list([String])
    case text(String)
  }

  /// What a document or a checkpoint tells of its objects.
  fileprivate struct Source {
    let register: (String) -> [(OperationID, Value)]
    let registerKeys: () -> [String]
    let list: (String) -> [(OperationID, Value)]
    let text: (String) -> String
    let apart: (String) -> [ProseApart]
  }

  /// `nil` for a document of none of these kinds.
  public init?(_ document: Document, among kinds: [RecordType] = RecordType.all) {
    guard let type = RecordType(of: document.values(RecordKeys.type), among: kinds) else {
      return nil
    }
    let source = Source(document)
    let deletion = Deletion(document)
    self.init(
      type, source, deletion: deletion.state, deletions: deletion.standing,
      sawWhole: type.companionOf == nil
        ? deletion.effective : Deletion.seeing(companion: document),
      isIncomplete: document.hasUnknownOperations)
  }

  /// What the change that creates a record would make; `nil` for operations that create none.
  public init?(_ creation: [Operation], among kinds: [RecordType] = RecordType.all) {
    var document = Document()
    guard let id = ChangeID([UInt8](repeating: 0, count: ChangeID.byteCount)) else { return nil }
    document.merge([Change(id: id, parents: [], operations: creation)])
    self.init(document, among: kinds)
  }

  /// The same from a checkpoint, without the history; `nil` as well when only the history can tell how it stands: several
  /// heads, or a deletion.
  public init?(_ checkpoint: Checkpoint, among kinds: [RecordType] = RecordType.all) {
    guard checkpoint.frontier.count == 1, checkpoint.values(RecordKeys.deleted).isEmpty,
      checkpoint.values(RecordKeys.deletedWith).isEmpty,
      let type = RecordType(of: checkpoint.values(RecordKeys.type), among: kinds)
    else { return nil }
    let source = Source(
      register: checkpoint.values, registerKeys: { checkpoint.registerKeys },
      list: checkpoint.items, text: checkpoint.text, apart: { _ in [] })
    self.init(
      type, source, deletion: nil, deletions: [], sawWhole: [],
      isIncomplete: checkpoint.hasUnknownOperations)
  }

  /// What another record holds with more beside it; whether somebody has to settle something is asked anew, and whether a
  /// deletion had seen all of it: of a deleted record, `sawWhole` are those that did.
  init(_ record: Record, holding holdings: [String: Holding], sawWhole: [ChangeID]) {
    self.sawWhole = sawWhole
    (type, apart, deletions) = (record.type, record.apart, record.deletions)
    (isIncomplete, self.holdings) = (record.isIncomplete, holdings)
    (coSignature, numbersErased) = (record.coSignature, record.numbersErased)
    switch record.state {
    case .deleted: state = sawWhole.isEmpty ? .deleteRequested : .deleted
    case .deleteRequested: state = .deleteRequested
    case .current, .conflict:
      state = holdings.values.contains(where: \.isConflicting) ? .conflict : .current
    }
  }

  private init(
    _ type: RecordType, _ source: Source, deletion: RecordState?, deletions: [ChangeID],
    sawWhole: [ChangeID], isIncomplete: Bool
  ) {
    var holdings: [String: Holding] = [:]
    var apart: [String: [ProseApart]] = [:]
    for field in type.fields {
      holdings[field.code] = Self.holding(field, source)
      if field.isProse { apart[field.code] = source.apart(field.code) }
    }
    (self.type, self.holdings, self.apart) = (type, holdings, apart)
    (self.deletions, self.sawWhole) = (deletions, sawWhole)
    self.isIncomplete = isIncomplete
    coSignature = type.isCoSigned ? CoSignature(source.register(RecordKeys.coSigned)) : nil
    numbersErased = Self.numbersErased(source.register(RecordKeys.numbersErased))
    state = deletion ?? (holdings.values.contains(where: \.isConflicting) ? .conflict : .current)
  }

  private static func holding(_ field: RecordField, _ source: Source) -> Holding {
    switch field.storage {
    case .register: return .register(Field(source.register(field.code), field.decoded))
    case .list: return .list(source.list(field.code).compactMap { field.decoded($0.1) })
    case .text: return .text(source.text(field.code))
    case .members:
      let beginning = field.code + "."
      let members = source.registerKeys().filter { $0.hasPrefix(beginning) }
        .map { FieldMember(String($0.dropFirst(beginning.count)), source.register($0)) }
      return .members(field.sorted(members))
    }
  }

  // MARK: One field of a document

  /// All that there is to show of a field, without reading the rest.
  static func texts(_ field: RecordField, in document: Document) -> [String] {
    holding(field, Source(document)).texts
  }

  /// What is or was in a field that has members, likewise.
  static func members(_ field: RecordField, in document: Document) -> [FieldMember] {
    if case .members(let members) = holding(field, Source(document)) { members } else { [] }
  }

  // MARK: Reading

  /// A register; empty for another field.
  public subscript(field: String) -> Field {
    if case .register(let field) = holdings[field] { field } else { Field([]) }
  }

  /// What is or was in a field that has members, in the order of its vocabulary; what is not known comes last.
  public func members(_ field: String) -> [FieldMember] {
    if case .members(let members) = holdings[field] { members } else { [] }
  }

  /// A prose, exactly as typed; empty for another field.
  public func prose(_ field: String) -> String {
    if case .text(let text) = holdings[field] { text } else { "" }
  }

  /// All that there is to show of a field, whatever it holds: several values of a register that nobody settled, the
  /// members that are in, the lines, the prose.
  public func texts(_ field: String) -> [String] {
    holdings[field]?.texts ?? []
  }

  /// What people have to settle, in the order of the declaration.
  public var conflicts: [FieldConflict] {
    type.fields.flatMap { (field) -> [FieldConflict] in
      switch holdings[field.code] {
      case .register(let register) where register.isConflicting:
        [FieldConflict(field: field, member: nil, values: register.values)]
      case .members(let members):
        members.filter(\.field.isConflicting).map {
          FieldConflict(field: field, member: $0.code, values: $0.field.values)
        }
      case .register, .list, .text, nil: []
      }
    }
  }
}

extension Record.Source {
  fileprivate init(_ document: Document) {
    self.init(
      register: document.values, registerKeys: { document.registerKeys }, list: document.items,
      text: document.text, apart: { ProseApart.all(of: document, $0) })
  }
}

extension Record.Holding {
  var texts: [String] {
    switch self {
    case .register(let field): field.texts
    case .members(let members): members.filter(\.isIn).map(\.code)
    case .list(let lines): lines
    case .text(let text): text.isEmpty ? [] : [text]
    }
  }

  var isConflicting: Bool {
    switch self {
    case .register(let field): field.isConflicting
    case .members(let members): members.contains(where: \.field.isConflicting)
    case .list, .text: false
    }
  }
}

extension RecordField {
  /// The members of a field as a record shows them: in the order of the vocabulary; what it does not know last, by its code.
  public func ordered(_ members: [String]) -> [String] {
    let codes = vocabulary?.codes.map(\.code) ?? []
    func rank(_ member: String) -> Int { codes.firstIndex(of: member) ?? codes.count }
    return members.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// In the order of the vocabulary; what it does not know last, by its code.
  func sorted(_ members: [FieldMember]) -> [FieldMember] {
    let codes = vocabulary?.codes.map(\.code) ?? []
    func rank(_ member: FieldMember) -> Int { codes.firstIndex(of: member.code) ?? codes.count }
    return members.sorted { (rank($0), $0.code) < (rank($1), $1.code) }
  }
}

/// The registers that every kind has.
enum RecordKeys {
  /// The name of the ``RecordType``, written at creation and by nothing else.
  static let type = "type"
  /// A flag, true for a deletion; `none` for the wish to keep the record after all.
  static let deleted = "deleted"
  /// Of a companion: the id of the change that deleted the record, by somebody who had seen the companion.
  static let deletedWith = "deleted_with"
  /// Of a kind that is co-signed: a flag, false for words that wait for a co-signature, true for one.
  static let coSigned = "co_signed"
  /// Of a list: an integer, the highest number of an entry that was erased. Of several the highest counts.
  static let numbersErased = "numbers_erased"
}

extension RecordType {
  /// The kind that a document says it is: the first that is known, of those that its register holds.
  init?(of writes: [(OperationID, Value)], among kinds: [RecordType]) {
    for name in Field(writes).texts {
      // The code of a companion begins with that of the kind: no other is worth spelling out.
      let near = kinds.indices.filter { name.hasPrefix(kinds[$0].code) }
      if let index = near.first(where: { kinds[$0].name == name }) {
        self = kinds[index]
        return
      }
      let beside = near.lazy.flatMap { kinds[$0].companions }
      if let found = beside.first(where: { $0.name == name }) {
        self = found
        return
      }
    }
    return nil
  }
}
