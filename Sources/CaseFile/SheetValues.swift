/// What a record says in a sheet, and what a sheet says to a record. Protocol/records.md, "Sheets".
extension RecordType {
  /// The values that are published, in the order of the declaration: the same for whoever publishes the record.
  public func published(_ values: RecordValues) -> [(field: String, value: String)] {
    fields.filter { !$0.staysHere }.flatMap { field in
      (values[field.code] ?? []).map { (field.code, $0) }
    }
  }

  /// What fields of a sheet of this kind hold, as far as they are known: to be shown, whatever it is.
  public func shown(_ entries: [(field: String, value: String)]) -> RecordValues {
    var found: [String: [String]] = [:]
    for entry in entries where self[entry.field]?.staysHere == false {
      found[entry.field, default: []].append(entry.value)
    }
    return RecordValues(found)
  }

  /// Of what a sheet says, what a record of our own may hold: of a field that holds one value, the first that it takes.
  public func copied(_ entries: [(field: String, value: String)]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for entry in entries {
      guard let field = self[entry.field], !field.staysHere,
        let value = field.taken(entry.value, in: self),
        found[field.code, default: []].count < field.maximum
      else { continue }
      found[field.code, default: []].append(value)
    }
    return found
  }
}

extension RecordField {
  /// A value as the field would write it; nil for one that it refuses.
  fileprivate func taken(_ value: String, in type: RecordType) -> String? {
    do throws(RuleBroken) {
      return try checked([value], beside: [], in: type).first
    } catch {
      return nil
    }
  }
}
