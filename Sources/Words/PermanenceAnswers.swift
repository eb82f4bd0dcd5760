import CaseFile
import Envelope
public import Notebook

/// Answers of the commands of a permanence, for programs.
extension Phrasebook {
  /// `{"record", "when", "status", "slots"?, "list"?: [{"number", "person"?, "case"?, "question"?, "outcome"?, "preventedBy"?, "minutes"?, "record", "unsettled"?}], "neverSeen"?: [{"record", "person"?, "case"?}], "papers": [{"number", "for", "printed"?, "back"?, "record"}]}`; neither list for who may not read it.
  public func json(_ sheet: PermanenceSheet) -> JSONValue {
    .present([
      ("record", .string(sheet.permanence.description)),
      ("when", .chosen(sheet.values["when"] ?? [])),
      ("status", .chosen(sheet.values["status"] ?? [])),
      ("slots", sheet.values["slots"].map { .chosen($0.map(number)) }),
      ("list", sheet.readsList ? .array(sheet.entries.map(json(entry:))) : nil),
      ("neverSeen", sheet.readsList ? .array(sheet.neverSeen.map(json(sent:))) : nil),
      ("papers", .array(sheet.papers.map(json))),
    ])
  }

  private func json(entry: StructuredRecord) -> JSONValue {
    let person = entry.person.map { FirstName.shown(of: $0) }
    return .present([
      ("number", .chosen((entry.values["number"] ?? []).map(number))),
      ("person", person.map { .string($0) }),
      // Who reads no names is given no case file.
      ("case", person == nil ? nil : .string(entry.caseFile.description)),
      ("question", entry.values["question"].map(JSONValue.chosen)),
      ("outcome", entry.values["outcome"].map(JSONValue.chosen)),
      ("preventedBy", entry.values["prevented_by"].map(JSONValue.chosen)),
      ("minutes", entry.values["minutes"].map { .chosen($0.map(number)) }),
      ("record", .string(entry.record.description)),
      ("unsettled", entry.state == .current ? nil : .flag(true)),
    ])
  }

  private func json(sent: StructuredRecord) -> JSONValue {
    let person = sent.person.map { FirstName.shown(of: $0) }
    return .present([
      ("record", .string(sent.record.description)), ("person", person.map { .string($0) }),
      ("case", person == nil ? nil : .string(sent.caseFile.description)),
    ])
  }

  private func json(_ paper: PermanenceSheet.Paper) -> JSONValue {
    .present([
      ("number", .chosen((paper.values["number"] ?? []).map(number))),
      ("for", .chosen(paper.values["reader"] ?? [])),
      ("printed", paper.values["printed"].map(JSONValue.chosen)),
      ("back", paper.values["back"].map(JSONValue.chosen)),
      ("record", .string(paper.record.description)),
    ])
  }

  private func number(_ text: String) -> JSONValue {
    Int64(text).map { .integer($0) } ?? .string(text)
  }

  /// `{"number"?, "outcome", "preventedBy"?, "minutes"?, "record", "note"?, "before"?, "kept"?, "ahead"?}`, `ahead` the day of a permanence that is still to come; what the line did not say and
  /// stands as it was: `{"minutes"?, "preventedBy"?, "notes"?}`.
  public func json(_ recorded: PermanenceRecorded) -> JSONValue {
    .present([
      ("number", recorded.number.map { .count($0) }), ("outcome", .string(recorded.line.outcome)),
      ("preventedBy", recorded.line.preventedBy.map { .string($0) }),
      ("minutes", recorded.line.minutes.map { .count($0) }),
      ("record", .string(recorded.contact.record.description)),
      ("note", recorded.note.map { .string($0.record.description) }),
      ("before", recorded.before.isEmpty ? nil : .strings(recorded.before)),
      ("kept", recorded.kept == .init() ? nil : json(recorded.kept)),
      ("ahead", recorded.ahead.map { .string($0.description) }),
    ])
  }

  private func json(_ kept: PermanenceRecorded.Kept) -> JSONValue {
    .present([
      ("minutes", kept.minutes.isEmpty ? nil : .chosen(kept.minutes.map(number))),
      ("preventedBy", kept.preventedBy.isEmpty ? nil : .chosen(kept.preventedBy)),
      ("notes", kept.notes.isEmpty ? nil : .strings(kept.notes)),
    ])
  }
}

extension PermanencePrepared {
  /// `{"added": [number], "already": [number], "shared"?: [number]}`
  public var json: JSONValue {
    .present([
      ("added", .array(added.map { .count($0) })), ("already", .array(already.map { .count($0) })),
      ("shared", shared.isEmpty ? nil : .array(shared.map { .count($0) })),
    ])
  }
}

extension UnwrittenLine {
  /// `{"line", "why"}`, why by a stable code.
  public var json: JSONValue {
    .object([("line", .string(text)), ("why", .string(code))])
  }

  private var code: String {
    switch why {
    case .unread(.noNumber): "noNumber"
    case .unread(.noOutcome): "noOutcome"
    case .unread(.unknown): "unknown"
    case .unread(.several): "several"
    case .unread(.minutes): "minutes"
    case .twice: "twice"
    case .refused(let fact): fact.name
    }
  }
}
