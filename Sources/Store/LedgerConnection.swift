import GRDB

/// How a ledger's file is opened: one connection, and what is asked of it.
enum LedgerConnection {
  /// "CRNT".
  static let applicationID: Int64 = 0x4352_4E54

  /// The file as found, ready for `Ledger`: never written to before it is known to be ours.
  static func open(
    _ path: String, gate: CommitGate?, busySeconds: Double
  ) throws -> DatabaseQueue {
    var configuration = configuration(busySeconds: busySeconds)
    configuration.prepareDatabase { database in
      try checkIdentity(of: database)
      try settle(database)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    if let gate { queue.add(transactionObserver: GateObserver(gate), extent: .databaseLifetime) }
    try queue.writeWithoutTransaction { try migrate($0) }
    return queue
  }

  /// An empty file becomes a ledger.
  static func make(_ path: String, gate: CommitGate?) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(busySeconds: 5))
    if let gate { queue.add(transactionObserver: GateObserver(gate), extent: .databaseLifetime) }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try migrate(database)
    }
    try queue.close()
  }

  static func schemaVersion(of database: Database) throws -> Int64 {
    try integer("PRAGMA user_version", in: database)
  }

  private static func configuration(busySeconds: Double) -> Configuration {
    var configuration = Configuration()
    configuration.label = "ledger"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busySeconds)
    return configuration
  }

  private static func checkIdentity(of database: Database) throws {
    guard try integer("PRAGMA application_id", in: database) == applicationID else {
      throw StoreError.damaged
    }
    let version = try schemaVersion(of: database)
    guard version >= 1 else { throw StoreError.damaged }
    guard version <= Schema.latest else { throw StoreError.newerVersion }
  }

  /// `synchronous` comes after the journal mode on purpose: a lost last commit would be a sequence used twice.
  private static func settle(_ database: Database) throws {
    let mode = try Row.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard try mode?.text(0) == "wal" else { throw StoreError.inputOutput }
    for pragma in [
      "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "cell_size_check = ON",
      "trusted_schema = OFF",
    ] {
      try database.execute(sql: "PRAGMA \(pragma)")
    }
  }

  private static func migrate(_ database: Database) throws {
    guard try schemaVersion(of: database) < Schema.latest else { return }
    try database.inTransaction(.immediate) {
      // Read again: another process may have migrated while this one waited.
      let version = try schemaVersion(of: database)
      for (number, migration) in zip(Int64(1)..., Schema.migrations) where number > version {
        try database.execute(sql: migration)
      }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(max(version, Schema.latest))")
      return .commit
    }
  }

  static func integer(_ sql: String, in database: Database) throws -> Int64 {
    guard let row = try Row.fetchOne(database, sql: sql) else { throw StoreError.damaged }
    return try row.integer(0)
  }
}
