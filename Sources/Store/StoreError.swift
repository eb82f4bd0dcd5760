public import GRDB

/// What went wrong on the disk: facts, no sentences.
public enum StoreError: String, Error, Hashable, Sendable, Codable {
  /// The folder already holds a ledger.
  case alreadyAHome
  /// The folder holds no ledger.
  case notAHome
  /// What stands beside a ledger is there, and the ledger is not.
  case ledgerMissing
  /// The bytes on the disk are not what was written.
  case damaged
  /// Made by a later version.
  case newerVersion
  /// The folder or the file cannot be written to.
  case readOnly
  case diskFull
  /// Another process kept the ledger longer than the busy timeout.
  case busy
  case inputOutput
  /// The system lets this account read nothing of the folder: no fault of the disk.
  case closed
  case cannotCreate
  /// The row is sealed and `Ledger.unlock` was not called.
  case locked
  /// No feed was opened with this peer.
  case noFeed

  /// What SQLite's result code means for the people who use the folder.
  public init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH,
      .SQLITE_ERROR:
      self = .damaged
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
    case _: self = .inputOutput
    }
  }

  /// The disk lets nothing be written; what stands there may still be read.
  public var isOfTheDisk: Bool {
    switch self {
    case .readOnly, .diskFull, .inputOutput: true
    case .alreadyAHome, .notAHome, .ledgerMissing, .damaged, .newerVersion, .busy, .closed,
      .cannotCreate,
      .locked, .noFeed:
      false
    }
  }

  /// Nil for an error that is not the store's.
  init?(any error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error)
    case is RowDecodingError: self = .damaged
    case _: return nil
    }
  }
}
