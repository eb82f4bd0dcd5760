public import CRDT

/// A draft of one change to a record: what a person does, checked against what the kind declares.
///
/// A step that changes nothing adds no operation, so that ``operations`` is empty when there is nothing to do. Each field is
/// set at most once in a draft.
public struct RecordEdit: Sendable {
  public let type: RecordType
  private let document: Document
  private var edit: Edit

  /// A change to `document` as it stands.
  public init(_ document: Document, _ type: RecordType) {
    (self.document, self.type) = (document, type)
    edit = document.edit()
  }

  public var operations: [Operation] { edit.operations }

  /// The change that creates a record: its kind, then what is given, in the order of the declaration.
  ///
  /// - Parameter values: by field; a required one that is absent is an error.
  public static func creation(
    _ type: RecordType, _ values: [String: String]
  ) throws(RuleBroken) -> [Operation] {
    var draft = RecordEdit(Document(), type)
    draft.edit.setText(RecordKeys.type, type.name, in: draft.document)
    for field in type.fields where field.isRequired || values[field.code] != nil {
      try draft.set(field.code, values[field.code])
    }
    return draft.operations
  }

  /// Writes a field, which settles a conflict of its values; `nil` empties it. What is common to two proses is left in
  /// place and merges with what others do to it meanwhile. A field that the kind does not have is not written.
  public mutating func set(_ code: String, _ value: String?) throws(RuleBroken) {
    guard let field = type[code] else { return }
    let value = try field.checked(value)
    if field.isProse {
      edit.replaceText(code, with: value ?? "")
    } else {
      edit.setText(code, value, in: document)
    }
  }

  /// Writes everything as it stood in an earlier version; a field that had several values there stays as it is.
  public mutating func restore(_ earlier: Record) {
    for field in type.fields {
      if field.isProse {
        edit.replaceText(field.code, with: earlier.prose(field.code))
      } else if !earlier[field.code].isConflicting {
        edit.setText(field.code, earlier[field.code].texts.first, in: document)
      }
    }
    keep()
  }

  /// Asks that the record be deleted. An edit by somebody who had not seen it keeps it, until somebody who has seen both
  /// deletes it again.
  public mutating func delete() {
    guard Deletion(document).state != .deleted else { return }
    edit.set(RecordKeys.deleted, .flag(true))
  }

  /// Keeps the record after all: takes back every deletion seen so far.
  public mutating func keep() {
    guard document.values(RecordKeys.deleted).contains(where: { $0.1 == .flag(true) }) else {
      return
    }
    edit.set(RecordKeys.deleted, .none)
  }
}
