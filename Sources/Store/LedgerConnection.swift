import GRDB

/// How a ledger's file is opened: one connection, and what is asked of it.
enum LedgerConnection {
  /// "CRNT".
  static let applicationID: Int64 = 0x4352_4E54

  /// The ledger of a folder; when the disk lets nothing be written, for reading alone, and why.
  ///
  /// SQLite itself writes a little to open a ledger in daily use: a shared index beside the log.
  static func open(
    _ folder: HomeFolder, gate: CommitGate?, busySeconds: Double
  ) throws -> (queue: DatabaseQueue, refusal: StoreError?) {
    let isWritable = try folder.isWritable()
    folder.shutOthersOut()
    guard isWritable else {
      guard let queue = try openForReading(folder, .untouched, busySeconds: busySeconds) else {
        throw StoreError.readOnly
      }
      return (queue, .readOnly)
    }
    do {
      return (try open(folder.ledger, gate: gate, busySeconds: busySeconds), nil)
    } catch {
      guard let refusal = StoreError(any: error), refusal.isOfTheDisk,
        let queue = try openForReading(folder, .alone, busySeconds: busySeconds)
      else { throw error }
      // SQLite tells a disk without room for its index as an error of input and output.
      return (queue, folder.isFull ? .diskFull : refusal)
    }
  }

  /// The file as found, ready for `Ledger`: never written to before it is known to be ours.
  private static func open(
    _ path: String, gate: CommitGate?, busySeconds: Double
  ) throws -> DatabaseQueue {
    var configuration = configuration(busySeconds: busySeconds)
    configuration.prepareDatabase { database in
      try checkIdentity(of: database)
      try settle(database)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    if let gate { queue.add(transactionObserver: GateObserver(gate), extent: .databaseLifetime) }
    return queue
  }

  /// An empty file becomes a ledger.
  static func make(_ path: String, gate: CommitGate?) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(busySeconds: 5))
    if let gate { queue.add(transactionObserver: GateObserver(gate), extent: .databaseLifetime) }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try build(database)
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
    guard version <= Schema.version else { throw StoreError.newerVersion }
  }

  private enum Reading {
    /// The folder may not be written to: what stands there is taken as it is.
    case untouched
    /// The disk has no room: the index stays in memory, and other processes wait meanwhile.
    case alone
  }

  /// Nil when even reading would need to write.
  private static func openForReading(
    _ folder: HomeFolder, _ reading: Reading, busySeconds: Double
  ) throws -> DatabaseQueue? {
    var configuration = configuration(busySeconds: busySeconds)
    let isAlone = reading == .alone
    configuration.readonly = !isAlone
    configuration.prepareDatabase { database in
      if isAlone { try run(["locking_mode = EXCLUSIVE"], on: database) }
      try checkIdentity(of: database)
      try run(bounds + ["query_only = ON"], on: database)
    }
    let path = isAlone || folder.hasLog ? folder.ledger : folder.unchangingLedger
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      guard let failure = StoreError(any: error), failure.isOfTheDisk else { throw error }
      return nil
    }
  }

  /// `synchronous` comes after the journal mode on purpose: a lost last commit would be a sequence used twice.
  private static func settle(_ database: Database) throws {
    let mode = try Row.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard try mode?.text(0) == "wal" else { throw StoreError.inputOutput }
    try run(["synchronous = FULL", "secure_delete = ON"] + bounds, on: database)
  }

  /// The pages of a case file of thousands of notes stay in memory (`cache_size`, in KiB).
  private static let bounds = [
    "temp_store = MEMORY", "cell_size_check = ON", "trusted_schema = OFF", "cache_size = -16384",
  ]

  /// How long a connection waits for the others from now on.
  static func wait(seconds: Double, on database: Database) throws {
    try run(["busy_timeout = \(Int(seconds * 1000))"], on: database)
  }

  private static func run(_ pragmas: [String], on database: Database) throws {
    for pragma in pragmas { try database.execute(sql: "PRAGMA \(pragma)") }
  }

  private static func build(_ database: Database) throws {
    try database.inTransaction(.immediate) {
      try database.execute(sql: Schema.tables)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
      return .commit
    }
  }

  static func integer(_ sql: String, in database: Database) throws -> Int64 {
    guard let row = try Row.fetchOne(database, sql: sql) else { throw StoreError.damaged }
    return try row.integer(0)
  }
}
