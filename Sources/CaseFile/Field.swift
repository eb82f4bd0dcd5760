public import CRDT

/// A value of a field, and the change that wrote it.
public struct FieldValue: Hashable, Sendable {
  /// `nil` when the change emptied the field, or took the member out.
  public let value: String?
  public let change: ChangeID

  public init(value: String?, change: ChangeID) {
    self.value = value
    self.change = change
  }
}

/// A structured field as it stands: empty, one value, or the several that people wrote without
/// seeing each other's and that a person has to settle.
public struct Field: Hashable, Sendable {
  /// Sorted by the name of the write; equal values stand once.
  public let values: [FieldValue]

  /// `read` gives a value as it is written; what it gives nothing for (written by a newer version) counts as emptied.
  init(_ writes: [(OperationID, Value)], _ read: (Value) -> String? = Field.text) {
    var values: [FieldValue] = []
    var seen: Set<Value> = []
    for (operation, value) in writes {
      let text = read(value)
      guard seen.insert(text.map { .text($0) } ?? .none).inserted else { continue }
      values.append(FieldValue(value: text, change: operation.change))
    }
    self.values = values
  }

  /// The same field of several documents: what one of them emptied says nothing where another one holds something.
  init(joining fields: [Field]) {
    let telling = fields.filter { !$0.texts.isEmpty }
    var seen: Set<[UInt8]?> = []
    values = (telling.isEmpty ? Array(fields.prefix(1)) : telling).flatMap(\.values).filter {
      seen.insert($0.value.map { Array($0.utf8) }).inserted
    }
  }

  public var isConflicting: Bool { values.count > 1 }

  /// What there is to show: each text once.
  public var texts: [String] { values.compactMap(\.value) }

  static func text(_ value: Value) -> String? {
    if case .text(let text) = value { text } else { nil }
  }
}

/// Something that is, or was, in a field that holds several: a code, or a record that is referred to.
public struct FieldMember: Hashable, Sendable {
  public let code: String
  /// Whether it is in, by each write that stands: both when somebody put it in while somebody else took it out.
  public let field: Field

  init(_ code: String, _ writes: [(OperationID, Value)]) {
    self.code = code
    field = Field(writes) { $0 == .flag(true) ? code : nil }
  }

  init(_ code: String, joining members: [FieldMember]) {
    self.code = code
    field = Field(joining: members.map(\.field))
  }

  /// One that is contested is in until somebody settles it.
  public var isIn: Bool { !field.texts.isEmpty }
}

/// What people have to settle: a field with several values, or a member that one put in and another took out.
public struct FieldConflict: Hashable, Sendable {
  public let field: RecordField
  /// `nil` for a field that holds one value.
  public let member: String?
  /// Each with the change that wrote it.
  public let values: [FieldValue]
}

extension Edit {
  /// Writes a value in a register, unless it is all that the version holds there and all that stands.
  mutating func setValue(
    _ key: String, _ value: Value, in document: Document, beside standing: Document
  ) {
    guard !document.holdsOnly(value, key) || !standing.holdsOnly(value, key) else { return }
    set(key, value)
  }

  /// Turns a list of texts into another one: what is common at both ends is left in place, and a line of it that somebody
  /// took out since is written again.
  mutating func setLines(
    _ key: String, _ lines: [String], in document: Document, beside standing: Document
  ) {
    let items = document.items(key)
    let old = items.map { Field.text($0.1) }
    func areSame(_ old: String?, _ new: String) -> Bool {
      old?.utf8.elementsEqual(new.utf8) == true
    }
    var start = 0
    while start < min(old.count, lines.count), areSame(old[start], lines[start]) { start += 1 }
    var end = 0
    while end < min(old.count, lines.count) - start,
      areSame(old[old.count - 1 - end], lines[lines.count - 1 - end])
    {
      end += 1
    }
    let taken = Set(items[start..<old.count - end].map(\.0))
    let kept = standing.items(key).filter { !taken.contains($0.0) }.map { Field.text($0.1) }
    for index in Array(0..<start) + Array(old.count - end..<old.count) {
      guard let line = old[index], !kept.contains(where: { areSame($0, line) }) else { continue }
      removeItem(key, at: index)
      insertItem(key, .text(line), at: index)
    }
    // What a newer version put there is not ours to take out.
    for index in (start..<old.count - end).reversed() where old[index] != nil {
      removeItem(key, at: index)
    }
    for index in start..<lines.count - end { insertItem(key, .text(lines[index]), at: index) }
  }
}

extension Document {
  /// Whether a register holds a value and no other.
  fileprivate func holdsOnly(_ value: Value, _ key: String) -> Bool {
    let writes = values(key)
    return writes.isEmpty ? value == .none : writes.count == 1 && writes.first?.1 == value
  }
}
