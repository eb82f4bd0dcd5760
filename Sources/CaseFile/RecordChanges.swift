public import CRDT

/// What the changes of a record are to people.
extension Record {
  /// Whose words stand in a record, in its texts, names and lines: the changes that wrote them, in that order, each once.
  public static func writers(
    of document: Document, among kinds: [RecordType] = RecordType.all
  ) -> [ChangeID] {
    guard let type = RecordType(of: document.values(RecordKeys.type), among: kinds) else {
      return []
    }
    var seen: Set<ChangeID> = []
    var changes = type.fields.filter(\.isProse).flatMap { document.textWriters($0.code) }
    for field in type.fields where field.holdsWords {
      let writes = field.storage == .list ? document.items(field.code) : document.values(field.code)
      changes += writes.filter { $0.1 != .none }.map(\.0.change)
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
