import CaseFile
import Notebook

extension CaseExport {
  /// The copy that may be kept in a prison: without health, justice, what she confided, and what names other services. A
  /// record that says one of them by a code, now or in a version, is left out whole, since its words speak of it too; and
  /// so is one whose words hold the name of a service with which something is shared.
  public var forInside: CaseExport {
    let services = shares.map(\.to) + erased.flatMap(\.answers).map(\.service)
    let paper = InsidePaper(services: services.map(Folding.fold).filter { !$0.isEmpty })
    var inside = self
    inside.volets = volets.filter(\.volet.isToldInside).map { part in
      var part = part
      part.records = part.records.compactMap(paper.told)
      return part
    }
    let kept = inside.volets.map(\.records.count).reduce(0, +)
    inside.omittedInside = volets.map(\.records.count).reduce(0, +) - kept
    inside.erased = erased.filter(\.volet.isToldInside).map { erased in
      var erased = erased
      erased.answers = []
      return erased
    }
    inside.person = person.map(paper.card)
    inside.card = card.map(paper.card)
    (inside.shares, inside.releases, inside.handings) = ([], [], [])
    (inside.log, inside.logDevices, inside.logUnreadable) = (nil, [], 0)
    return inside
  }
}

/// What of records may stand on a paper that is kept in a prison.
private struct InsidePaper {
  /// Other services, folded.
  let services: [String]

  /// What may stand there of a record; nil where it is to be left out.
  func told(_ record: CaseExport.ExportedRecord) -> CaseExport.ExportedRecord? {
    var record = record
    record.page = withoutApart(record.page)
    record.page.proofs = record.page.proofs.map(withoutApart).filter {
      isTold($0.values, of: $0.type)
    }
    let volet = record.page.row.volet
    record.history = record.history.map { withoutApart($0, in: volet) }
    let row = record.page.row
    guard row.type?.isToldInside != false, isTold(row.values, of: row.type),
      record.page.apart.allSatisfy({ !names([$0.standing] + $0.sides.compactMap(\.value)) }),
      record.page.conflicts.allSatisfy({ isTold($0) }),
      record.history.allSatisfy({ isTold($0.values, of: $0.type) })
    else { return nil }
    return record
  }

  /// Her card stays, without what may not stand there.
  func card(_ page: RecordPage) -> RecordPage {
    var page = withoutApart(page)
    page.row.values = telling(page.row.values, of: page.row.type)
    page.conflicts = page.conflicts.filter(isTold)
    return page
  }

  func card(_ version: RecordVersionRow) -> RecordVersionRow {
    var version = withoutApart(version, in: .contact)
    version.values = telling(version.values, of: version.type)
    return version
  }

  // MARK: Values

  private func isTold(_ values: [String: [String]], of type: RecordType?) -> Bool {
    values.allSatisfy { code, texts in isTold(texts, of: type?[code]) }
  }

  private func isTold(_ conflict: ConflictingField) -> Bool {
    isTold(
      conflict.values.compactMap(\.value) + [conflict.member].compactMap(\.self),
      of: conflict.field)
  }

  private func isTold(_ texts: [String], of field: RecordField?) -> Bool {
    texts.allSatisfy { field?.isToldInside($0) != false } && !names(texts)
  }

  private func telling(
    _ values: [String: [String]], of type: RecordType?
  ) -> [String: [String]] {
    values.filter { code, texts in isTold(texts, of: type?[code]) }
  }

  private func names(_ texts: [String]) -> Bool {
    guard !services.isEmpty else { return false }
    return texts.contains { text in
      let folded = Folding.fold(text)
      return services.contains { folded.contains($0) }
    }
  }

  // MARK: What stands apart tells of a prison, or never leaves the service

  private func withoutApart(_ page: RecordPage) -> RecordPage {
    guard let type = page.row.type else { return page }
    let volet = page.row.volet
    var page = page
    page.row = withoutApart(page.row)
    page.conflicts = page.conflicts.filter { conflict in
      type.voletApart(of: conflict.field, in: volet) == nil
    }
    return page
  }

  private func withoutApart(_ row: RecordRow) -> RecordRow {
    guard let type = row.type else { return row }
    var row = row
    row.values = own(row.values, of: type, in: row.volet)
    return row
  }

  private func withoutApart(_ version: RecordVersionRow, in volet: Volet) -> RecordVersionRow {
    var version = version
    let type = version.type
    version.values = own(version.values, of: type, in: volet)
    version.changed = version.changed.filter { code in
      type[code].map { type.voletApart(of: $0, in: volet) == nil } ?? true
    }
    return version
  }

  private func own(
    _ values: [String: [String]], of type: RecordType, in volet: Volet
  ) -> [String: [String]] {
    RecordParts(values, of: type, in: volet).own.filter { !$0.value.isEmpty }
  }
}
