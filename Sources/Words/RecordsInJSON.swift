public import CaseFile
import Notebook

// What `--json` prints of records of any kind: codes, whole ids and texts exactly as typed.

extension RecordType {
  /// What fields hold, those that hold something: `{"state": "a_ouvrir", "themes": ["papiers"], "slip_given": true}`. Several
  /// values of one that nobody settled are a list, as everywhere.
  func json(_ values: [String: [String]]) -> JSONValue {
    .present(
      fields.map { field in
        (field.code, values[field.code].flatMap { $0.isEmpty ? nil : field.json($0) })
      })
  }
}

extension RecordField {
  fileprivate func json(_ texts: [String]) -> JSONValue {
    if isPlural { return .strings(texts) }
    return .chosen(texts.map(json))
  }

  private func json(_ text: String) -> JSONValue {
    switch content {
    case .integer: Int64(text).map { .integer($0) } ?? .string(text)
    case .flag: Bool(text).map { .flag($0) } ?? .string(text)
    case .line, .name, .lines, .date, .moment, .code, .codes, .reference, .references, .prose:
      .string(text)
    }
  }
}

extension RecordRow {
  /// Of a list or a page that was asked for by the kind: a note has the shape of notes, and what does not open with it.
  public func json(asked kind: RecordType?) -> JSONValue { kind == .note ? json : recordJSON }

  /// `{"record", "kind", "case", "volet", "fields", "author", "service", "entered", "state", "authors", "version", "marks"?,
  /// "deletion"?, "coSignedBy"?, "published"?}`, and `hidden` where a field is shown by a gesture of its own alone; `kind` is `null` for what
  /// does not open, `case` for what holds
  /// for the whole service.
  public var recordJSON: JSONValue { .object(recordPairs) }

  var recordPairs: [(String, JSONValue)] {
    var pairs: [(String, JSONValue)] = [
      ("record", .string(id)), ("kind", type.map { .string($0.code) } ?? .null),
      ("case", isOfService ? .null : .string(caseID)), ("volet", .string(volet.code)),
      ("fields", type.map { $0.json(values) } ?? .object([])), ("author", .string(author)),
      ("service", .string(service)), ("entered", entered?.json ?? .null),
      ("state", .string(standing.rawValue)), ("authors", .strings(authors)),
      ("version", .string(version)),
    ]
    if !hidden.isEmpty { pairs.append(("hidden", .strings(hidden.sorted()))) }
    if !marks.isEmpty { pairs.append(("marks", .strings(marks.map(\.rawValue)))) }
    if let deletion { pairs.append(("deletion", deletion.json)) }
    if let coSignedBy { pairs.append(("coSignedBy", coSignedBy)) }
    if let published { pairs.append(("published", published.json)) }
    return pairs
  }
}

extension RecordPage {
  /// As ``RecordRow/json(asked:)``.
  public func json(asked kind: RecordType?) -> JSONValue { kind == .note ? json : recordJSON }

  /// What the list has, and `"conflicts"`.
  public var recordJSON: JSONValue { .object(recordPairs) }

  var recordPairs: [(String, JSONValue)] {
    row.recordPairs + [("conflicts", .array(conflictsInJSON))]
      + (row.type?.proof == nil ? [] : [("proofs", .array(proofs.map(\.recordJSON)))])
  }
}
