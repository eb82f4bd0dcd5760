import CaseFile
import Notebook

/// What a record of the copy refers to, as whoever reads the copy may know it: never a number alone.
extension Phrasebook {
  /// The same copy, in which each reference stands as what the record is called; of one that is not in the copy the kind
  /// alone is told, and no name.
  func naming(_ export: CaseExport) -> CaseExport {
    let rows = export.volets.flatMap(\.records).map(\.page.row)
    let called = Dictionary(rows.map { ($0.id, self.called($0)) }) { first, _ in first }
    func named(_ value: String, _ field: RecordField) -> String {
      guard let kinds = field.referredKinds else { return value }
      return called[value] ?? absent(kinds)
    }
    func named(_ values: [String: [String]], _ type: RecordType?) -> [String: [String]] {
      var told = values
      for field in type?.fields ?? [] where field.referredKinds != nil {
        told[field.code] = values[field.code]?.map { named($0, field) }
      }
      return told
    }
    var told = export
    for (place, volet) in export.volets.enumerated() {
      told.volets[place].records = volet.records.map { record in
        var record = record
        record.page.row.values = named(record.page.row.values, record.page.row.type)
        record.page.conflicts = record.page.conflicts.map { conflict in
          ConflictingField(
            type: conflict.type, field: conflict.field,
            member: conflict.member.map { named($0, conflict.field) },
            values: conflict.values.map { written in
              var written = written
              written.value = written.value.map { named($0, conflict.field) }
              return written
            })
        }
        record.history = record.history.map { version in
          var version = version
          version.values = named(version.values, version.type)
          return version
        }
        return record
      }
    }
    return told
  }

  /// By its title, as lists do; else by its kind and the day of entry.
  private func called(_ row: RecordRow) -> String {
    let title = row.type == nil || row.standing == .damaged ? "" : content(of: row)
    let isTitled = row.isNote ? !row.titles.isEmpty : !title.isEmpty
    if isTitled, !title.isEmpty { return title }
    let kind = name(of: row.type ?? .note)
    return row.entered == nil ? kind : "\(kind), \(dayOrNone(row.entered))"
  }

  /// A record that is not in the copy: it was erased, is of the service, or stands where its maker does not read.
  private func absent(_ kinds: [String]) -> String {
    let kind = kinds.first.flatMap { code in RecordType.all.first { $0.code == code } }
    let noun = kind.map(name(of:)) ?? say("fiche", "record", "fiche")
    return say(
      "\(noun), pas dans cette copie", "\(noun), not in this copy",
      "\(noun), niet in deze kopie")
  }
}
