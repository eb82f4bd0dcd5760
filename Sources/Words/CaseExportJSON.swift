import CaseFile

extension CaseExport {
  /// The copy for another program: codes instead of words, texts exactly as typed.
  var json: JSONValue {
    .present([
      ("format", .string("carnet-case-export/1")),
      ("case", .string(caseID)),
      ("service", .string(service)),
      ("person", .object([("name", .strings(names)), ("born", .strings(born))])),
      ("made", .object([("at", madeAt.json), ("by", .string(madeBy))])),
      ("volets", .array(volets.map(\.json))),
      ("withheld", .integer(Int64(withheld))),
      ("log", log.map { .array($0.map(\.json)) }),
    ])
  }
}

extension CaseExport.ExportedVolet {
  var json: JSONValue {
    .object([("volet", .string(volet.code)), ("notes", .array(notes.map(\.json)))])
  }
}

extension CaseExport.ExportedNote {
  var json: JSONValue {
    let row = page.row
    return .present([
      ("note", .string(row.id)),
      ("kind", .strings(row.kinds)),
      ("title", .strings(row.titles)),
      ("author", .string(row.author)),
      ("service", row.service.map { .string($0) }),
      ("happened", .strings(row.happened)),
      ("written", .strings(row.written)),
      ("entered", row.entered.json),
      ("state", .string(row.standing.rawValue)),
      ("text", .string(page.text)),
      ("conflicts", page.conflicts.isEmpty ? nil : .array(page.conflicts.map(\.json))),
      ("history", history.isEmpty ? nil : .array(history.map(\.json))),
    ])
  }
}

extension ConflictingField {
  var json: JSONValue {
    .object([
      ("field", .string(field.rawValue)),
      (
        "values",
        .array(
          values.map { written in
            .object([
              ("value", written.value.map { .string($0) } ?? .null),
              ("author", .string(written.author)), ("entered", written.entered.json),
            ])
          })
      ),
    ])
  }
}

extension NoteVersion {
  var json: JSONValue {
    .object([
      ("change", .string(change)), ("author", .string(author)), ("entered", entered.json),
      ("text", .string(text)),
    ])
  }
}

extension LogRow {
  var json: JSONValue {
    .present([
      ("at", at.json), ("worker", .string(worker)), ("node", .string(node)),
      ("action", .string(action)), ("case", caseID.map { .string($0) }),
      ("volets", volets.isEmpty ? nil : .strings(volets.map(\.code))),
    ])
  }
}

extension JSONValue {
  static func strings(_ strings: [String]) -> JSONValue { .array(strings.map { .string($0) }) }
}

extension ZonedMoment {
  /// RFC 3339 with the offset of the zone, such as `2026-11-14T15:02:09+01:00`; `null` when the
  /// clock that made it was out of its mind.
  public var json: JSONValue { timestamp.map { .string($0) } ?? .null }

  /// RFC 3339 with the offset of the zone; `nil` outside the years 1 to 9999.
  public var timestamp: String? {
    guard let local else { return nil }
    func two(_ number: Int) -> String { Phrasebook.digits(number, 2) }
    let zone = "\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
    return "\(local.date)T\(two(local.hour)):\(two(local.minute)):\(two(local.second))"
      + (offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + zone)
  }
}
