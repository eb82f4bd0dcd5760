public import CRDT

/// A value of a field, and the change that wrote it.
public struct FieldValue: Hashable, Sendable {
  /// `nil` when the change emptied the field.
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

  /// Reads a register of texts; what is no text (written by a newer version) counts as emptied.
  public init(_ document: Document, _ key: String) { self.init(document.values(key)) }

  /// The same of what a checkpoint holds.
  init(_ writes: [(OperationID, Value)]) {
    var values: [FieldValue] = []
    var seen: Set<Value> = []
    for (operation, value) in writes {
      let text: String? = if case .text(let text) = value { text } else { nil }
      guard seen.insert(text.map { .text($0) } ?? .none).inserted else { continue }
      values.append(FieldValue(value: text, change: operation.change))
    }
    self.values = values
  }

  public var isConflicting: Bool { values.count > 1 }

  /// What there is to show: each text once.
  public var texts: [String] { values.compactMap(\.value) }
}

extension Edit {
  /// Writes a text in a register, unless it is all that stands there.
  mutating func setText(_ key: String, _ text: String?, in document: Document) {
    let value: Value = text.map { .text($0) } ?? .none
    let present = document.values(key)
    if present.isEmpty, text == nil { return }
    if present.count == 1, present.first?.1 == value { return }
    set(key, value)
  }
}
