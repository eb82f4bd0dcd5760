public import CRDT

/// What the changes of a record are to people.
extension Record {
  /// Who wrote what stands in a record: the changes that wrote its texts, then its values, lines and members in the order
  /// of the declaration, each once. A field that was emptied tells nobody.
  public static func writers(
    of document: Document, among kinds: [RecordType] = RecordType.all
  ) -> [ChangeID] {
    RecordType(of: document.values(RecordKeys.type), among: kinds)
      .map { writers(of: document, as: $0) } ?? []
  }

  /// The same of a record whose kind is known.
  public static func writers(of document: Document, as type: RecordType) -> [ChangeID] {
    var seen: Set<ChangeID> = []
    var changes = type.fields.filter(\.isProse).flatMap { document.textWriters($0.code) }
    for field in type.told {
      switch field.storage {
      case .text: break
      case .register: changes += writers(document.values(field.code))
      case .list: changes += writers(document.items(field.code))
      case .members:
        changes += Record.members(field, in: document).flatMap { member in
          member.field.values.filter { $0.value != nil }.map(\.change)
        }
      }
    }
    return changes.filter { seen.insert($0).inserted }
  }

  /// The fields that a change writes or empties, by their codes, in the order of the declaration.
  public static func fields(of change: Change, in type: RecordType) -> [String] {
    let keys = Set(change.operations.compactMap(key))
    return type.told.filter { field in
      guard field.storage == .members else { return keys.contains(field.code) }
      return keys.contains { $0.hasPrefix(field.code + ".") }
    }.map(\.code)
  }

  static func key(of operation: CRDT.Operation) -> String? {
    switch operation {
    case .set(let key, _, _), .insertText(let key, _, _), .removeText(let key, _),
      .insertItem(let key, _, _), .removeItem(let key, _):
      key
    case .unknown: nil
    }
  }

  private static func writers(_ writes: [(OperationID, Value)]) -> [ChangeID] {
    writes.filter { $0.1 != .none }.map(\.0.change)
  }

  /// Whether a change deletes a record and does nothing else.
  public static func isDeletion(_ change: Change) -> Bool {
    !change.operations.isEmpty && Deletion.writesNothing(change)
  }

  /// Whether a deletion did what it says: no other change stands that it had not seen and whose author had not seen it.
  /// One that did not asks to delete. A change that follows it takes it back, and was made knowing it.
  public static func tookEffect(_ deletion: ChangeID, in document: Document) -> Bool {
    let past = Deletion.past(of: deletion, in: document)
    let after = following([deletion], in: document).union([deletion])
    return Deletion.edits(of: document).allSatisfy { past.contains($0.id) || after.contains($0.id) }
  }

  /// The changes of a document in whose past one of these is.
  public static func following(_ changes: Set<ChangeID>, in document: Document) -> Set<ChangeID> {
    var after = changes
    for id in document.history
    where document.change(id)?.parents.contains(where: after.contains) == true {
      after.insert(id)
    }
    return after.subtracting(changes)
  }

  /// What stands in a companion of a record and was written apart from a deletion of the record, as far as the companion
  /// tells: by nobody whose change it had seen, nor who had seen it there.
  public static func apart(
    from deletion: ChangeID, inCompanion document: Document
  ) -> [ChangeID] {
    let words = document.changes.filter { Deletion.deletions(namedBy: $0).contains(deletion) }
    var known = following(Set(words.map(\.id)), in: document)
    for word in words { known.formUnion(Deletion.past(of: word.id, in: document).union([word.id])) }
    return Deletion.edits(of: document).map(\.id).filter { !known.contains($0) }
  }
}
