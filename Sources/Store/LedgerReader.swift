import Envelope
import GRDB

/// What can be read of a ledger, inside one transaction of it. Never kept beyond the closure that got it.
public class LedgerReader {
  let database: Database
  let seal: RowSeal?
  /// Where whoever opens a document lays what it came to; nil when nothing of it is to be kept.
  public let basket: CheckpointBasket?
  /// The rows of peers as this transaction last read them: each is a seal to open.
  var peersRead: [PeerRow]?
  /// What was read of documents together, to be asked for one by one.
  var ahead: [DocumentID: DocumentRows] = [:]
  /// Which case file or share a tag belongs to, as this transaction read it.
  var logsRead: [VoletTag: LogID?] = [:]
  /// Whether anything ever came late, as this transaction read it.
  var anyLate: Bool?
  /// How far the ledger has come, as this transaction read it.
  var positionRead: LedgerPosition?
  /// When something last came of a log or of the words of a case file, as this transaction read it.
  var touchesRead: [TouchName: Int64] = [:]
  /// Whether the transaction may change what it read.
  var isWriting: Bool { false }

  init(_ database: Database, seal: RowSeal?, basket: CheckpointBasket? = nil) {
    (self.database, self.seal, self.basket) = (database, seal, basket)
  }

  /// Changes when another connection has committed, as far as this transaction sees it.
  public var dataVersion: Int {
    get throws {
      Int(truncatingIfNeeded: try LedgerConnection.integer("PRAGMA data_version", in: database))
    }
  }

  func rows(_ sql: String, _ values: SQLValue...) throws -> [Row] {
    try Row.fetchAll(
      database.cachedStatement(sql: sql),
      arguments: SQLValue.arguments(values))
  }

  func row(_ sql: String, _ values: SQLValue...) throws -> Row? {
    try Row.fetchOne(
      database.cachedStatement(sql: sql),
      arguments: SQLValue.arguments(values))
  }

  func exists(_ sql: String, _ values: SQLValue...) throws -> Bool {
    try Row.fetchOne(
      database.cachedStatement(sql: sql),
      arguments: SQLValue.arguments(values)) != nil
  }

  func opened(_ sealed: [UInt8], in table: RowSeal.Table, row: [UInt8]) throws -> [UInt8] {
    guard let seal else { throw StoreError.locked }
    return try seal.open(sealed, in: table, row: row)
  }
}

/// What can be read and written, inside one transaction that holds the ledger's write lock.
public final class LedgerWriter: LedgerReader {
  /// Something was deleted in this transaction, and still stands in the log.
  public internal(set) var owesLog = false
  /// Something was admitted in this transaction that asks for somebody's keys.
  public internal(set) var owesKeys = false

  override var isWriting: Bool { true }

  func run(_ sql: String, _ values: SQLValue...) throws {
    try database.cachedStatement(sql: sql).execute(
      arguments: SQLValue.arguments(values))
  }

  /// Rows that the last statement changed.
  var changed: Int { database.changesCount }

  func sealed(_ bytes: [UInt8], in table: RowSeal.Table, row: [UInt8]) throws -> [UInt8] {
    guard let seal else { throw StoreError.locked }
    return seal.seal(bytes, in: table, row: row)
  }
}
