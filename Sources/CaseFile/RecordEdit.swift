public import CRDT

/// A draft of one change to a record: what a person does, checked against what the kind declares.
///
/// A step that changes nothing adds no operation, so that ``operations`` is empty when there is nothing to do. Each field is
/// set at most once in a draft.
public struct RecordEdit: Sendable {
  public let type: RecordType
  private let volet: Volet
  private let document: Document
  /// The record as it stands, with what others wrote since.
  private let standing: Document
  private var edit: Edit

  /// A change to a version of a record, in the volet that it lives in.
  ///
  /// - Parameter standing: how the record stands, where others wrote after that version; nil where it is the present one.
  public init(
    _ document: Document, _ type: RecordType, in volet: Volet, beside standing: Document? = nil
  ) {
    (self.document, self.type, self.volet) = (document, type, volet)
    self.standing = standing ?? document
    edit = document.edit()
  }

  public var operations: [Operation] { edit.operations }

  /// The highest number of a list that is kept of what was erased.
  var erasedNumber: Int? { Record.numbersErased(document.values(RecordKeys.numbersErased)) }

  /// The change that creates a record in a volet: its kind, then what is given, in the order of the declaration.
  ///
  /// - Parameters:
  ///   - values: by field; a required one that is absent is an error.
  ///   - isToCoSign: whether its author may not write it alone.
  public static func creation(
    _ type: RecordType, _ values: [String: [String]], in volet: Volet, isToCoSign: Bool = false
  ) throws(RuleBroken) -> [Operation] {
    try type.checkStands(in: volet)
    var draft = RecordEdit(Document(), type, in: volet)
    draft.edit.set(RecordKeys.type, .text(type.name))
    for field in type.fields {
      let given = values[field.code] ?? field.initial.map { [$0] }
      guard field.isRequired || given != nil else { continue }
      try draft.set(field.code, given ?? [])
    }
    if isToCoSign { draft.askCoSignature() }
    return draft.operations
  }

  /// Writes a field, which settles a conflict of its values; none empties it. A value, member or line that the version has
  /// already is written again where it no longer stands, beside what others wrote since. What else is common to two proses,
  /// lists or sets is left in place and merges with what others do to it meanwhile. A field that the kind does not have is
  /// not written. Protocol/change.md, "What an edit starts from".
  public mutating func set(_ code: String, _ values: [String]) throws(RuleBroken) {
    guard let field = type[code] else { return }
    // What stands there already stays, known or not.
    let present = Record.texts(field, in: document)
    let checked = try field.checked(values, beside: present, in: type)
    try field.checkPenal(checked.filter { !present.contains($0) }, in: type, volet)
    write(checked, in: field)
  }

  /// Empties the field that says why an earlier change was made, where this one changes something and gives no reason of its
  /// own: a reason is that of one change.
  public mutating func leaveReason(unless given: Set<String>) {
    guard let code = type.rectified, let field = type[code], !given.contains(code),
      !operations.isEmpty
    else { return }
    write([], in: field)
  }

  /// Says again whether a number or an address may be used, where one is written and nothing is said of that: what somebody
  /// says meanwhile of the one before stands against it, and the strictest holds. Protocol/records.md, "How she is reached".
  public mutating func repeatRule() {
    let written = Set(operations.compactMap(Record.key))
    guard let reach = type.reach, let field = type[reach.rule], written.contains(reach.value),
      !written.contains(reach.rule)
    else { return }
    let present = Record.texts(field, in: document)
    // Of several, people decide.
    guard present.count < 2 else { return }
    edit.set(field.code, field.encoded(present.first ?? reach.ask))
  }

  /// Writes a register that is no field.
  mutating func mark(_ key: String, _ value: Value) { edit.set(key, value) }

  private mutating func write(_ values: [String], in field: RecordField) {
    switch field.storage {
    case .register:
      edit.setValue(
        field.code, values.first.map(field.encoded) ?? .none, in: document, beside: standing)
    case .list: edit.setLines(field.code, values, in: document, beside: standing)
    case .text: edit.replaceText(field.code, with: values.first ?? "")
    case .members:
      for member in Record.members(field, in: document)
      where !values.contains(member.code) {
        edit.setValue("\(field.code).\(member.code)", .none, in: document, beside: document)
      }
      for value in values {
        edit.setValue("\(field.code).\(value)", .flag(true), in: document, beside: standing)
      }
    }
  }

  /// Writes everything as it stood in an earlier version; what had several values there stays as it is.
  ///
  /// - Parameter rule: the code under which a number or an address comes back, where it is not the one of that version.
  public mutating func restore(_ earlier: Record, ruledBy rule: String? = nil) {
    for field in type.fields {
      switch field.storage {
      case .register where rule != nil && field.code == type.reach?.rule:
        write([rule].compactMap(\.self), in: field)
      case .list, .text: write(earlier.texts(field.code), in: field)
      case .register where !earlier[field.code].isConflicting:
        write(earlier.texts(field.code), in: field)
      case .register: break
      case .members: restoreMembers(of: field, earlier)
      }
    }
    repeatRule()
    keep()
  }

  private mutating func restoreMembers(of field: RecordField, _ earlier: Record) {
    let then = earlier.members(field.code)
    let settled = then.filter { !$0.field.isConflicting }
    for member in settled {
      edit.setValue(
        "\(field.code).\(member.code)", member.isIn ? .flag(true) : .none, in: document,
        beside: standing)
    }
    for member in Record.members(field, in: document)
    where !then.contains(where: { $0.code == member.code }) {
      edit.setValue("\(field.code).\(member.code)", .none, in: document, beside: standing)
    }
  }

  /// Asks that the record be deleted. An edit by somebody who had not seen it keeps it, until somebody who has seen both
  /// deletes it again.
  ///
  /// - Parameter again: also where the record alone is deleted already, so that what stands beside it can say that this
  ///   deletion had seen it.
  public mutating func delete(again: Bool = false) {
    guard
      again || Deletion(document).state != .deleted || Deletion(standing).state != .deleted
    else { return }
    edit.set(RecordKeys.deleted, .flag(true))
  }

  /// Says in a companion that a deletion of its record had seen it as it stands in this version.
  ///
  /// - Parameter deletion: the change of the record.
  public mutating func leave(with deletion: ChangeID) {
    edit.set(RecordKeys.deletedWith, .text(deletion.description))
  }

  /// Writes a register even where the version holds that already: what somebody says of it meanwhile stands against it.
  public mutating func insist(_ code: String, on value: String) throws(RuleBroken) {
    guard let field = type[code], field.storage == .register else { return }
    let present = Record.texts(field, in: document)
    let checked = try field.checked([value], beside: present, in: type)
    try field.checkPenal(checked, in: type, volet)
    edit.set(field.code, checked.first.map(field.encoded) ?? .none)
  }

  /// Says that the record is to be there, against a deletion that the version knows nothing of.
  public mutating func stay() { edit.set(RecordKeys.deleted, .none) }

  /// Keeps the record after all: takes back every deletion seen so far.
  public mutating func keep() {
    guard document.values(RecordKeys.deleted).contains(where: { $0.1 == .flag(true) }) else {
      return
    }
    edit.set(RecordKeys.deleted, .none)
  }
}
