import CRDT
import CaseFile
import Envelope
import Replica
import Store

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
  /// The same without what the record as it stands, the last version, or the one itself, does not show: what was safe once may
  /// be so no more, and of what was written apart no version alone says how the record stands.
  func guarded(asNow values: RecordValues, of type: RecordType?) -> [RecordVersion] {
    let isHidden =
      type.map { !$0.hiddenFields(values).isEmpty } ?? false
      || last.map { !$0.type.hiddenFields($0.values).isEmpty } ?? false
    return map { version in
      var shown = version
      let fields =
        isHidden
        ? version.type.reachingFields(version.values) : version.type.hiddenFields(version.values)
      shown.hidden = fields.filter { version.values[$0] != nil }
      shown.values = version.values.without(fields)
      return shown
    }
  }
}

extension Record {
  /// Whether an edit shows what was not: a number or address stands as it did, and the rule that hid it does not.
  func shows(in after: Record) -> Bool {
    guard let value = type.reach?.value, type.hiddenFields(values).contains(value),
      after.type.hiddenFields(after.values).isEmpty
    else { return false }
    return !Set(texts(value)).isDisjoint(with: after.texts(value))
  }
}

/// A number that comes back with an older version. Protocol/records.md, "How she is reached".
extension WorkerSession {
  /// The rule under which it comes back, where it is stricter than the one of that version: what was said of that number
  /// last, and what is said of it now, hold for it still.
  func ruleBack(_ earlier: Record, to place: WritablePlace) -> String? {
    guard let reach = earlier.type.reach, let then = earlier.type.reachRule(earlier.values),
      !earlier.texts(reach.value).isEmpty
    else { return nil }
    let numbers = Set(earlier.texts(reach.value))
    func holds(_ values: RecordValues) -> Bool {
      !numbers.isDisjoint(with: values[reach.value] ?? [])
    }
    let last = versions(of: place.whole).last { holds($0.values) }?.values
    let standing = [last, place.record.values].compactMap(\.self).filter(holds)
    let strictest = ([then] + standing.map { ReachRule($0, by: reach) }).map(\.use).max()
    let isSaid = earlier.texts(reach.rule).count < 2
    return strictest.flatMap { $0 == then.use && isSaid ? nil : reach.code(of: $0) }
  }

  /// What is told of a version that brings another number back, or one under another rule than it had; not which.
  func reachBack(
    _ earlier: Record, to place: WritablePlace, ruledBy rule: String?
  ) -> RecordDoubt? {
    guard let reach = earlier.type.reach, let field = earlier.type[reach.value],
      let then = earlier.type.reachRule(earlier.values), !earlier.texts(reach.value).isEmpty,
      rule != nil || Set(earlier.texts(reach.value)) != Set(place.record.texts(reach.value))
    else { return nil }
    let use = ReachRule.Use.allCases.first { reach.code(of: $0) == rule } ?? then.use
    return .reachBack(earlier.type.name(of: field), use)
  }
}

extension WorkerSession {
  /// The numbers and addresses of a case file that are not to be used, now or as they once stood, in records that this worker
  /// reads: what leaves on paper covers them wherever somebody typed them. What may be used now is not among them, unless
  /// another way that stands says that it is not to be.
  func hiddenDigits(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> HiddenDigits {
    let reaching = try records(in: .own(id), deleted: true, ledger, at: now).filter {
      $0.summary.type?.reach != nil
    }
    return try hiddenDigits(of: reaching, ledger, at: now)
  }

  /// The same of these records, as they are read whole.
  func hiddenDigits(
    of details: [RecordDetail], _ ledger: LedgerReader, at now: Instant
  ) throws -> HiddenDigits {
    var (hidden, remarks, shown): ([String], [String], [String]) = ([], [], [])
    let strictly = HiddenDigits(
      details.filter { $0.summary.state != .deleted }.flatMap { detail -> [String] in
        guard let type = detail.summary.type, let reach = type.reach,
          !type.hiddenFields(detail.summary.values).isEmpty
        else { return [] }
        return detail.summary.values[reach.value] ?? []
      })
    for detail in details {
      guard let type = detail.summary.type, let reach = type.reach else { continue }
      let values = detail.summary.values
      if type.hiddenFields(values).isEmpty, detail.summary.state != .deleted {
        shown += (values[reach.value] ?? []).filter { !strictly.stand(in: $0) }
      }
      let history = try replica.ifSound {
        versions(
          of: try whole(
            try open(detail.summary.record, ledger), detail.summary.volet, ledger, at: now))
      }
      for values in [values] + (history ?? []).map(\.values)
      where !type.hiddenFields(values).isEmpty {
        hidden += values[reach.value] ?? []
        remarks += type.hiddenFields(values).subtracting([reach.value]).flatMap {
          values[$0] ?? []
        }
      }
    }
    return HiddenDigits(hidden, remarks: remarks, shown: shown)
  }
}
