public import Envelope
import GRDB

extension LedgerReader {
  /// What is kept of the refused statements of a log, in order of arrival.
  public func traces(in log: LogID) throws -> [StatementTrace] {
    try rows(
      """
      SELECT trace.id, sealed FROM log JOIN trace ON trace.log = log.number
      WHERE log.kind = ? AND log.id = ? ORDER BY trace.number
      """, .kind(log), .bytes(log.bytes)
    ).map { row in
      let id: StatementID = try row.id(0)
      let parts = try Pair.split(try opened(row.bytes(1), in: .trace, row: id.bytes))
      guard let author = SigningKey(parts.first) else { throw StoreError.damaged }
      let parents = try stride(from: 0, to: parts.second.count, by: StatementKind.length).map {
        guard let parent = StatementID(parts.second[$0...].prefix(StatementKind.length)) else {
          throw StoreError.damaged
        }
        return parent
      }
      return StatementTrace(id: id, log: log, parents: parents, author: author)
    }
  }

  /// Whether a statement was refused here and its place is kept. Needs no unlocking.
  public func holdsTrace(of id: StatementID) throws -> Bool {
    try exists("SELECT 1 FROM trace WHERE id = ?", .id(id))
  }
}

extension LedgerWriter {
  /// False when it, or the statement itself, was here already.
  @discardableResult
  public func keepTrace(_ trace: StatementTrace) throws -> Bool {
    guard try !holds(statement: trace.id) else { return false }
    try run(
      "INSERT INTO log (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
      .kind(trace.log), .bytes(trace.log.bytes))
    let bytes = Pair.join(trace.author.bytes, trace.parents.flatMap(\.bytes))
    try run(
      """
      INSERT INTO trace (id, log, sealed)
      VALUES (?, (SELECT number FROM log WHERE kind = ? AND id = ?), ?)
      ON CONFLICT DO NOTHING
      """, .id(trace.id), .kind(trace.log), .bytes(trace.log.bytes),
      .bytes(sealed(bytes, in: .trace, row: trace.id.bytes)))
    guard changed > 0 else { return false }
    try touch(trace.log)
    return true
  }
}
