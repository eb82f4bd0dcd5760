import CaseFile

/// What is shown by a gesture of its own alone: a number that is not to be used. Protocol/records.md, "How she is reached".
extension RecordSummary {
  /// The same without it.
  var guarded: RecordSummary {
    guard let fields = type?.hiddenFields(values), !fields.isEmpty else { return self }
    var shown = self
    shown.hidden = fields.filter { values[$0] != nil }
    shown.values = values.without(fields)
    return shown
  }
}

extension RecordDetail {
  /// The same without it, and without what stands against it.
  var guarded: RecordDetail {
    var shown = self
    shown.summary = summary.guarded
    let fields = summary.type?.hiddenFields(summary.values) ?? []
    shown.conflicts = conflicts.filter { !fields.contains($0.field.code) }
    shown.hidesConflict = shown.conflicts.count < conflicts.count
    return shown
  }
}

extension [RecordVersion] {
  /// The same without what the last version, or the one itself, does not show: what was safe once may be so no more.
  var guarded: [RecordVersion] {
    let last = last.map { $0.type.hiddenFields($0.values) } ?? []
    return map { version in
      var shown = version
      let fields = last.union(version.type.hiddenFields(version.values))
      shown.hidden = fields.filter { version.values[$0] != nil }
      shown.values = version.values.without(fields)
      return shown
    }
  }
}
