public import Envelope
import GRDB

/// What the tables hold of one document, read together with that of others.
struct DocumentRows {
  var tag: VoletTag
  var mark: DocumentMark
  var owner: ServiceID?
  var given: DocumentID
  var isErased = false
  var secret: [UInt8]?
  var checkpoint: [UInt8]?
  var heads: [[UInt8]] = []
  /// In order of arrival, as they stand in the table: nothing was checked yet.
  var changes: [Row] = []
}

/// Many documents are read with a few statements instead of some for each: what daily work asks of a document is then here
/// already, within this transaction.
extension LedgerReader {
  /// How many documents are read together.
  private static let readTogether = 128

  /// Each of these documents in order, some read ahead of being asked for.
  public func ahead(
    of documents: [DocumentID], _ body: (DocumentID) throws -> Void
  ) throws {
    defer { ahead = [:] }
    for start in stride(from: 0, to: documents.count, by: Self.readTogether) {
      let some = documents[start..<min(start + Self.readTogether, documents.count)]
      readAhead(some)
      try some.forEach(body)
    }
  }

  /// Reads what the tables hold of these documents, in place of what was read ahead before. What cannot be read is left to
  /// whoever asks for it by itself. A transaction that writes reads nothing ahead: it may change it.
  private func readAhead(_ documents: some Collection<DocumentID>) {
    ahead = [:]
    guard !isWriting, documents.count > 1 else { return }
    do {
      ahead = try together(Array(documents))
    } catch {
      // Each is read by itself, and the one that is damaged says so.
      ahead = [:]
    }
  }

  private func together(_ documents: [DocumentID]) throws -> [DocumentID: DocumentRows] {
    var found: [DocumentID: DocumentRows] = [:]
    var ids: [Int64: DocumentID] = [:]
    let rows = try rows(
      """
      SELECT id, volet, mark, owner, given, bytes, sealed, number FROM document
      LEFT JOIN note_secret ON note_secret.document = number
      LEFT JOIN checkpoint ON checkpoint.document = number
      WHERE id IN \(Self.places(documents.count))
      """, each: documents.map { .id($0) })
    for row in rows {
      guard let mark = DocumentMark(rawValue: try row.integer(2)) else { throw StoreError.damaged }
      let id: DocumentID = try row.id(0)
      ids[try row.integer(7)] = id
      found[id] = DocumentRows(
        tag: try row.id(1), mark: mark, owner: try row.owner(3), given: try row.id(4),
        secret: try row.isNull(5) ? nil : row.bytes(5),
        checkpoint: try row.isNull(6) ? nil : row.bytes(6))
    }
    let tags = Set(found.values.map(\.tag))
    for row in try self.rows(
      "SELECT tag, kind, log FROM volet_tag WHERE tag IN \(Self.places(tags.count))",
      each: tags.map { .id($0) })
    {
      logsRead[try row.id(0)] = .some(try row.log(kind: 1, id: 2))
    }
    let names = found.mapValues { Self.name(of: $0.given.bytes, $0.owner) }
    let refused = try self.rows(
      "SELECT name FROM refused WHERE name IN \(Self.places(names.count))",
      each: names.values.map { .bytes($0) })
    let erased = Set(try refused.map { try $0.bytes(0) })
    for (document, name) in names where erased.contains(name) { found[document]?.isErased = true }
    let numbers = ids.keys.map { SQLValue.integer($0) }
    for row in try self.rows(
      "SELECT document, id FROM head WHERE document IN \(Self.places(numbers.count)) ORDER BY document, id",
      each: numbers)
    {
      guard let id = ids[try row.integer(0)] else { continue }
      found[id]?.heads.append(try row.bytes(1))
    }
    for row in try self.rows(
      """
      SELECT id, envelope, document FROM change
      WHERE document IN \(Self.places(numbers.count)) ORDER BY document, arrival
      """, each: numbers)
    {
      guard let id = ids[try row.integer(2)] else { continue }
      found[id]?.changes.append(row)
    }
    return found
  }

  private static func places(_ count: Int) -> String {
    "(" + Array(repeating: "?", count: count).joined(separator: ", ") + ")"
  }

  private func rows(_ sql: String, each values: [SQLValue]) throws -> [Row] {
    try Row.fetchAll(
      database.cachedStatement(sql: sql), arguments: SQLValue.arguments(values))
  }
}
