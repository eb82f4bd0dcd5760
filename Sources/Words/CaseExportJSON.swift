import CaseFile
import Notebook

extension CaseExport {
  /// The copy for another program: codes instead of words, texts exactly as typed.
  var json: JSONValue {
    .present([
      ("format", .string("carnet-case-export/1")),
      ("case", .string(caseID)),
      ("service", .string(service)),
      ("person", .object([("name", .strings(names)), ("born", .strings(born))])),
      ("personCard", person?.cardInJSON),
      ("card", card.isEmpty ? nil : .array(card.map(\.json))),
      ("releases", releases.isEmpty ? nil : .array(releases.map(\.json))),
      ("made", .object([("at", madeAt.json), ("by", .string(madeBy))])),
      ("shares", .array(shares.map(\.json))),
      ("volets", .array(volets.map(\.json))),
      ("erased", .array(erased.map(\.json))),
      ("withheld", .integer(Int64(withheld))),
      ("withheldRecords", withheldRecords == 0 ? nil : .integer(Int64(withheldRecords))),
      ("withheldApart", withheldApart == 0 ? nil : .integer(Int64(withheldApart))),
      ("damagedRecords", damagedRecords == 0 ? nil : .integer(Int64(damagedRecords))),
      ("damagedCard", isCardDamaged ? .flag(true) : nil),
      ("restored", putBacks.isEmpty ? nil : .array(putBacks.map(\.json))),
      ("papers", handings.isEmpty ? nil : .array(handings.map(\.json))),
      ("drafts", drafts.isEmpty ? nil : .array(drafts.map(\.json))),
      ("omittedInside", omittedInside.map { .integer(Int64($0)) }),
      ("log", log.map { .array($0.map(\.json)) }),
      ("logDevices", log.map { _ in .array(logDevices.map(\.json)) }),
    ])
  }
}

extension CaseExport.ExportedRelease {
  /// `{"on", "by", "at", "counts"}`
  var json: JSONValue {
    .object([
      ("on", .string(on)), ("by", .string(by.author)), ("at", by.entered?.json ?? .null),
      ("counts", .flag(counts)),
    ])
  }
}

extension CaseExport.ExportedErasure {
  /// `{"note", "volet", "by", "at", "here", "asked"?}`; each that was asked `{"service", "at", "state", "answeredAt"?}`
  var json: JSONValue {
    .present([
      ("note", .string(note)), ("volet", .string(volet.code)), ("by", .string(by.author)),
      ("at", by.entered?.json ?? .null), ("here", .string(here.rawValue)),
      ("asked", answers.isEmpty ? nil : .array(answers.map(\.json))),
    ])
  }
}

extension CaseExport.ExportedVolet {
  var json: JSONValue {
    let notes = records.filter(\.page.row.isNote)
    let others = records.filter { !$0.page.row.isNote }
    return .present([
      ("volet", .string(volet.code)), ("notes", .array(notes.map(\.json))),
      ("records", others.isEmpty ? nil : .array(others.map(\.json))),
    ])
  }
}

extension CaseExport.ExportedRecord {
  var json: JSONValue { page.row.isNote ? noteInJSON : recordInJSON }

  private var recordInJSON: JSONValue {
    .object(
      page.recordPairs
        + (history.isEmpty ? [] : [("history", .array(history.map(\.json)))]))
  }

  private var noteInJSON: JSONValue {
    let row = page.row
    return .present([
      ("note", .string(row.id)),
      ("kind", .strings(row.kinds)),
      ("title", .strings(row.titles)),
      ("author", .string(row.author)),
      ("authors", .strings(row.authors)),
      ("service", .string(row.service)),
      ("happened", .strings(row.happened)),
      ("written", .strings(row.written)),
      ("entered", row.entered?.json ?? .null),
      ("state", .string(row.standing.rawValue)),
      ("marks", row.marks.isEmpty ? nil : .strings(row.marks.map(\.rawValue))),
      ("deletion", row.deletion?.json),
      ("coSignedBy", row.coSignedBy),
      ("text", .string(page.text)),
      ("conflicts", page.conflictsInJSON.isEmpty ? nil : .array(page.conflictsInJSON)),
      ("history", history.isEmpty ? nil : .array(history.map(\.json))),
    ])
  }
}

extension RecordPage {
  /// `{"record", "fields", "conflicts"?}`; nil when nothing is there but the name and the birth.
  var cardInJSON: JSONValue? {
    guard let type = row.type, row.values.keys.contains(where: { !["name", "born"].contains($0) })
    else { return nil }
    return .present([
      ("record", .string(row.id)), ("fields", type.json(row.values)),
      ("conflicts", conflictsInJSON.isEmpty ? nil : .array(conflictsInJSON)),
    ])
  }
}
