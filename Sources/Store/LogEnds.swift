public import Envelope
import GRDB

/// How far a log goes, kept apart from its rows: a log that lost its newest statements reads as a shorter one that is whole,
/// and nothing in it would tell. Protocol/vault.md, "Ends of logs".
struct LogEnd: Equatable {
  /// Statements, known to this version or not; traces are none.
  var count: UInt64 = 0
  /// All their ids, one over the other by exclusive or: whatever their order.
  var sum = [UInt8](repeating: 0, count: StatementKind.length)

  init() {}

  init(of ids: some Sequence<StatementID>) {
    for id in ids { add(id) }
  }

  mutating func add(_ id: StatementID) {
    count += 1
    for (place, byte) in id.bytes.enumerated() { sum[place] ^= byte }
  }

  // MARK: Bytes

  init?(bytes: [UInt8]) {
    guard bytes.count == 8 + StatementKind.length else { return nil }
    count = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    sum = Array(bytes.dropFirst(8))
  }

  var bytes: [UInt8] { Number.bytes(Int64(bitPattern: count)) + sum }
}

extension LedgerReader {
  /// How many statements of a log are not here although they were: at least one where its rows are others than were kept,
  /// and none where the log ends as it did. Needs the control key.
  public func missingStatements(in log: LogID) throws -> Int {
    let found = LogEnd(of: try statementIDs(in: log))
    guard let kept = try keptEnd(LogEndName(log)) else { return found.count == 0 ? 0 : 1 }
    return missing(found, of: kept)
  }

  /// The same of the statements of all logs together: a log that is gone with what was kept of its end.
  func missingStatements() throws -> Int {
    let found = LogEnd(of: try rows("SELECT id FROM statement").map { try $0.id(0) })
    guard let kept = try keptEnd(.all) else { return found.count == 0 ? 0 : 1 }
    return missing(found, of: kept)
  }

  private func missing(_ found: LogEnd, of kept: LogEnd?) -> Int {
    guard let kept else { return 1 }
    if found == kept { return 0 }
    return kept.count > found.count ? Int(clamping: kept.count - found.count) : 1
  }

  private func statementIDs(in log: LogID) throws -> [StatementID] {
    try rows(
      """
      SELECT statement.id FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ?
      """, .kind(log), .bytes(log.bytes)
    ).map { try $0.id(0) }
  }

  /// Nil when nothing is kept; nil within when what is kept does not open.
  fileprivate func keptEnd(_ name: LogEndName) throws -> LogEnd?? {
    let row = try row(
      "SELECT sealed FROM log_end WHERE kind = ? AND id = ?", .integer(name.kind), .bytes(name.id))
    guard let row else { return nil }
    guard seal != nil else { throw StoreError.locked }
    do {
      return .some(LogEnd(bytes: try opened(row.bytes(0), in: .logEnd, row: name.bytes)))
    } catch StoreError.damaged {
      return .some(nil)
    }
  }
}

extension LedgerWriter {
  /// In the transaction that keeps a statement, before its row stands. One that comes back to a log from which some are gone
  /// was counted when it first came.
  func moveEnd(of log: LogID, over id: StatementID) throws {
    let count = try row(
      """
      SELECT count(*) FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ?
      """, .kind(log), .bytes(log.bytes))
    guard let present = try count?.count(0), try move(LogEndName(log), over: id, present: present)
    else { return }
    let isFirst = try row("SELECT max(arrival) FROM statement")?.isNull(0) ?? true
    try move(.all, over: id, present: isFirst ? 0 : nil)
  }

  /// An end that does not open, or is gone, is left so: it is told until people have looked.
  ///
  /// - Parameter present: how many statements stand there now; nil: some.
  /// - Returns: whether it moved.
  @discardableResult
  private func move(_ name: LogEndName, over id: StatementID, present: UInt64?) throws -> Bool {
    var end = LogEnd()
    switch try keptEnd(name) {
    case nil:
      guard present == 0 else { return false }
    case .some(nil): return false
    case .some(let kept?):
      if let present, present < kept.count { return false }
      end = kept
    }
    end.add(id)
    try run(
      """
      INSERT INTO log_end (kind, id, sealed) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed
      """, .integer(name.kind), .bytes(name.id),
      .bytes(sealed(end.bytes, in: .logEnd, row: name.bytes)))
    return true
  }
}

/// Which end: that of a log, or that of all of them together.
private struct LogEndName {
  let kind: Int64
  let id: [UInt8]

  init(_ log: LogID) { (kind, id) = (LogKind(log).rawValue, log.bytes) }

  private init(kind: Int64) { (self.kind, id) = (kind, []) }

  static let all = LogEndName(kind: -1)

  var bytes: [UInt8] { Number.bytes(kind) + id }
}
