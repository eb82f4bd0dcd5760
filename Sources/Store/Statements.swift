public import Consent
public import Envelope
import GRDB

/// Which kind of log: what a `LogID` is before its bytes.
public enum LogKind: Int64, Hashable, Sendable, CaseIterable {
  case service = 0
  case own = 1
  case share = 2

  public init(_ log: LogID) {
    switch log {
    case .service: self = .service
    case .own: self = .own
    case .share: self = .share
    }
  }

  func log(_ bytes: [UInt8]) throws(StoreError) -> LogID {
    let log: LogID? =
      switch self {
      case .service: ServiceID(bytes).map(LogID.service)
      case .own: CaseID(bytes).map(LogID.own)
      case .share: ShareID(bytes).map(LogID.share)
      }
    guard let log else { throw .damaged }
    return log
  }
}

extension Row {
  func log(kind: Int, id: Int) throws -> LogID {
    guard let kind = LogKind(rawValue: try integer(kind)) else { throw StoreError.damaged }
    return try kind.log(try bytes(id))
  }
}

extension SQLValue {
  static func kind(_ log: LogID) -> SQLValue { .integer(LogKind(log).rawValue) }
}

extension LedgerReader {
  /// In order of arrival. Statements of later versions are not among them: see `hasUnknown`; nor are those of another log
  /// that a damaged row names, which are missing in their own.
  public func statements(in log: LogID) throws -> [ProvenStatement] {
    try rows(
      """
      SELECT statement.id, sealed FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ? AND known = 1 ORDER BY arrival
      """, .kind(log), .bytes(log.bytes)
    ).map { try proven($0, id: 0, sealed: 1) }.filter { $0.log == log }
  }

  public func statement(_ id: StatementID) throws -> ProvenStatement? {
    try row("SELECT id, sealed FROM statement WHERE id = ? AND known = 1", .id(id))
      .map { try proven($0, id: 0, sealed: 1) }
  }

  /// Whether the statement is here, known to this version or not. Needs no unlocking.
  ///
  ///     let isWhole = try parents.allSatisfy { try ledger.holds(statement: $0) }
  public func holds(statement id: StatementID) throws -> Bool {
    try exists("SELECT 1 FROM statement WHERE id = ?", .id(id))
  }

  /// Logs of which something came, in order of their first; last those of which the disk lost everything but their end.
  public func logs(of kind: LogKind) throws -> [LogID] {
    let found = try rows(
      "SELECT id FROM log WHERE kind = ? ORDER BY number", .integer(kind.rawValue))
    let lost = try rows(
      """
      SELECT id FROM log_end WHERE kind = ? AND NOT EXISTS
        (SELECT 1 FROM log WHERE log.kind = log_end.kind AND log.id = log_end.id)
      """, .integer(kind.rawValue))
    return try (found + lost).map { try kind.log($0.bytes(0)) }
  }

  /// Those whose bytes start with `prefix`, bytewise, at most `limit`.
  public func logs(of kind: LogKind, prefix: [UInt8], limit: Int = 100) throws -> [LogID] {
    try rows(
      """
      SELECT id FROM log WHERE kind = ? AND id >= ? AND id < ?
      UNION SELECT id FROM log_end WHERE kind = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?
      """,
      .integer(kind.rawValue), .bytes(prefix), .bytes(Prefix.end(of: prefix)),
      .integer(kind.rawValue), .bytes(prefix), .bytes(Prefix.end(of: prefix)),
      .integer(Int64(limit))
    ).map { try kind.log($0.bytes(0)) }
  }

  /// Whether a statement of this log says what this version cannot judge: fail closed.
  public func hasUnknown(_ log: LogID) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ? AND known = 0 LIMIT 1
      """, .kind(log), .bytes(log.bytes))
  }

  /// The serialised statements that no version so far could judge, in order of arrival.
  public func unknownStatements(in log: LogID) throws -> [(id: StatementID, bytes: [UInt8])] {
    try rows(
      """
      SELECT statement.id, sealed FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ? AND known = 0 ORDER BY arrival
      """, .kind(log), .bytes(log.bytes)
    ).map {
      let id: StatementID = try $0.id(0)
      return (id, try opened($0.bytes(1), in: .statement, row: id.bytes))
    }
  }

  public func unknownStatement(_ id: StatementID) throws -> [UInt8]? {
    try row("SELECT sealed FROM statement WHERE id = ? AND known = 0", .id(id))
      .map { try opened($0.bytes(0), in: .statement, row: id.bytes) }
  }

  private func proven(_ row: Row, id: Int, sealed: Int) throws -> ProvenStatement {
    let id: StatementID = try row.id(id)
    let bytes = try opened(row.bytes(sealed), in: .statement, row: id.bytes)
    do {
      return try StatementCodec.reread(SealedStatement(bytes: bytes), keptAs: id)
    } catch {
      throw StoreError.damaged
    }
  }
}

extension LedgerWriter {
  /// False when it was known already. One that was kept as unknown becomes known. Nothing else puts one in.
  @discardableResult
  public func insertStatement(_ judged: consuming JudgedStatement) throws -> Bool {
    let statement = judged.proven
    let id = statement.id
    if try exists("SELECT 1 FROM statement WHERE id = ?", .id(id)) {
      try run("UPDATE statement SET known = 1 WHERE id = ? AND known = 0", .id(id))
      guard changed > 0 else { return false }
      try bindSubject(of: statement)
      try touch(statement.log)
      return true
    }
    try run("DELETE FROM trace WHERE id = ?", .id(id))
    try insert(id: id, log: statement.log, bytes: statement.bytes, known: true)
    try bindSubject(of: statement)
    return true
  }

  /// Keeps a well-signed statement of a later version. False when it was here already.
  @discardableResult
  public func insertUnknownStatement(
    id: StatementID, log: LogID, bytes: [UInt8]
  ) throws -> Bool {
    guard try !holds(statement: id) else { return false }
    try insert(id: id, log: log, bytes: bytes, known: false)
    return true
  }

  private func insert(id: StatementID, log: LogID, bytes: [UInt8], known: Bool) throws {
    try moveEnd(of: log, over: id)
    try run(
      "INSERT INTO log (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
      .kind(log), .bytes(log.bytes))
    try run(
      """
      INSERT INTO statement (id, log, known, sealed)
      VALUES (?, (SELECT number FROM log WHERE kind = ? AND id = ?), ?, ?)
      """, .id(id), .kind(log), .bytes(log.bytes), .flag(known),
      .bytes(sealed(bytes, in: .statement, row: id.bytes)))
    try touch(log)
  }
}

/// Ranges of byte strings that share a start.
enum Prefix {
  /// The least bytes above all that start with `prefix` and are at most 64 long.
  static func end(of prefix: [UInt8]) -> [UInt8] {
    var end = prefix
    while let last = end.popLast() {
      if last < 0xFF { return end + [last + 1] }
    }
    return [UInt8](repeating: 0xFF, count: 65)
  }
}
