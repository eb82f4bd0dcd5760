public import Envelope
import GRDB
import Glibc

/// The ledger of one node on disk: what was said, agreed, sent and received, sealed. Sources/Store/README.md.
///
/// One owner, which calls it from one place at a time. Several processes may each open the folder.
public final class Ledger {
  private let folder: HomeFolder
  let queue: DatabaseQueue
  private let busySeconds: Double
  private let tally: CommitTally
  private var seal: RowSeal?
  /// How long the transactions took since this connection last gave way, the waiting for them included.
  private var written = Duration.zero
  /// Why this home is an older self of what it was: positions and sequences may be used a second time until it begins anew
  /// (`LedgerWriter.beginAnew`, `bumpIncarnation`). Nil for one that is not.
  public private(set) var regress: Regress?
  public var wasRestored: Bool { regress != nil }
  /// Why the ledger could be opened for reading alone; every write throws it.
  public let writeRefusal: StoreError?

  private init(
    folder: HomeFolder, queue: DatabaseQueue, busySeconds: Double, writeRefusal: StoreError?
  ) {
    (self.folder, self.queue) = (folder, queue)
    tally = CommitTally(folder: folder.path)
    (self.busySeconds, self.writeRefusal) = (busySeconds, writeRefusal)
  }

  /// Makes the folder and an empty ledger in it: whole, or not at all.
  ///
  /// Errors: `.alreadyAHome`, `.ledgerMissing`, `.cannotCreate`, `.readOnly`, `.diskFull`, `.inputOutput`.
  public static func create(
    at path: String, gate: CommitGate? = nil
  ) throws(StoreError) -> Ledger {
    let folder = HomeFolder(path: path)
    try folder.make()
    guard !folder.holdsLedger else { throw .alreadyAHome }
    guard !folder.lostLedger else { throw .ledgerMissing }
    let draft = try folder.makeDraft()
    defer { folder.removeDraft(draft) }
    try translating { () throws in try LedgerConnection.make(draft, gate: gate) }
    try folder.publish(draft)
    try folder.writeIncarnation(1)
    try CommitTally(folder: path).raise(to: 0)
    let ledger = try open(at: path, gate: nil)
    try translating { () throws in
      try ledger.write {
        try $0.setMeta(MetaKey.place, folder.place ?? [])
        try $0.setMeta(MetaKey.file, folder.file ?? [])
      }
    }
    return gate == nil ? ledger : try open(at: path, gate: gate)
  }

  /// Throws `.ledgerMissing` where a home stands whose ledger is gone: nothing is made in its place.
  public static func checkNotLost(at path: String) throws(StoreError) {
    guard !HomeFolder(path: path).lostLedger else { throw .ledgerMissing }
  }

  /// On a full disk or in a folder that is read-only, for reading alone: `writeRefusal` says why.
  ///
  /// Errors: `.notAHome`, `.ledgerMissing`, `.damaged`, `.newerVersion`, `.readOnly`, `.diskFull`, `.busy`, `.closed`,
  /// `.inputOutput`.
  ///
  ///     let ledger = try Ledger.open(at: home)
  ///     if let refusal = ledger.writeRefusal { throw refusal }
  public static func open(
    at path: String, gate: CommitGate? = nil
  ) throws(StoreError) -> Ledger {
    try open(at: path, gate: gate, busySeconds: 5)
  }

  static func open(
    at path: String, gate: CommitGate?, busySeconds: Double
  ) throws(StoreError) -> Ledger {
    let folder = HomeFolder(path: path)
    return try translating { () throws in
      let opened = try LedgerConnection.open(folder, gate: gate, busySeconds: busySeconds)
      let ledger = Ledger(
        folder: folder, queue: opened.queue, busySeconds: busySeconds,
        writeRefusal: opened.refusal)
      ledger.regress = try ledger.findRegress()
      return ledger
    }
  }

  /// From now on sealed rows can be read and written. `chance` draws the nonces.
  public func unlock(_ seal: ControlSeal, using chance: any RandomNumberGenerator) {
    self.seal = RowSeal(seal, chance: chance)
  }

  public func lock() { seal = nil }

  /// One consistent view. Throws `StoreError`, or what `body` throws. Not to be nested.
  ///
  ///     let place = try ledger.read { try $0.sealedPlace(of: change) }
  ///
  /// - Parameter basket: takes what documents that are opened in it come to.
  public func read<T>(
    into basket: CheckpointBasket? = nil, _ body: (LedgerReader) throws -> T
  ) throws -> T {
    try Self.translatingOwn {
      try queue.read { try body(LedgerReader($0, seal: seal, basket: basket)) }
    }
  }

  /// One transaction (BEGIN IMMEDIATE): all of it is durable when this returns, or nothing happened.
  ///
  ///     let isNew = try ledger.write { try $0.insert(batch) }
  @discardableResult
  public func write<T>(_ body: (LedgerWriter) throws -> T) throws -> T {
    if let writeRefusal { throw writeRefusal }
    let began = ContinuousClock.now
    defer { written += ContinuousClock.now - began }
    return try Self.translatingOwn {
      var count: UInt64?
      let result = try queue.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          let writer = LedgerWriter(database, seal: seal)
          let before = database.totalChangesCount
          result = try body(writer)
          if database.totalChangesCount != before {
            count = try writer.advance(counter: MetaKey.commits)
          }
          return .commit
        }
        guard let result else { throw StoreError.inputOutput }
        return result
      }
      guard let count else { return result }
      do {
        try tally.raise(to: count)
      } catch {
        // The transaction is durable already, and must not be taken for a failure. A file that stays behind accuses
        // nobody, and tells less of a loss until the next transaction raises it.
      }
      return result
    }
  }

  /// Between two transactions of many, lets those who wait for the ledger have it: they look for it every tenth of a
  /// second, and would never find it free while this connection writes all the time. Rests a quarter of what was written
  /// since it last rested, once that is longer than their pause.
  public func giveWay() {
    let rest = min(written / 4, .milliseconds(250))
    guard rest > .milliseconds(110) else { return }
    written = .zero
    usleep(UInt32(rest / .microseconds(1)))
  }

  public var schemaVersion: Int {
    get throws {
      try Self.translatingOwn {
        try queue.writeWithoutTransaction {
          Int(truncatingIfNeeded: try LedgerConnection.schemaVersion(of: $0))
        }
      }
    }
  }

  /// Moves the log into the database and empties it: what was deleted leaves the files. Never waits for anybody.
  ///
  /// - Returns: false while another connection reads or writes, or where nothing may be written.
  @discardableResult
  public func truncateLog() throws -> Bool {
    guard writeRefusal == nil else { return false }
    return try Self.translatingOwn {
      try queue.writeWithoutTransaction { database in
        try LedgerConnection.wait(seconds: 0, on: database)
        let emptied = Result { try database.checkpoint(.truncate) }
        try LedgerConnection.wait(seconds: busySeconds, on: database)
        do {
          _ = try emptied.get()
          return true
        } catch let error as DatabaseError where StoreError(error) == .busy {
          return false
        }
      }
    }
  }

  /// For tests and the simulator: a disk that is full at this many pages of 4096 bytes.
  public func limitSize(pages: Int) throws {
    try Self.translatingOwn {
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
  }

  // MARK: - Incarnation

  /// How many times this home began anew; kept in the database and in a file beside it.
  public var incarnation: UInt64 { get throws { try read { try $0.incarnation } } }

  /// The next incarnation, durable once it returns. The file goes first: when the commit fails, the next `open`
  /// takes the ledger for restored, which costs new feeds and loses nothing.
  @discardableResult
  public func bumpIncarnation() throws -> UInt64 {
    try write { writer in
      let stored = max(try writer.incarnation, folder.readIncarnation() ?? 0)
      guard stored < UInt64(Int64.max) else { throw StoreError.damaged }
      try folder.writeIncarnation(stored + 1)
      try writer.setIncarnation(stored + 1)
      try writer.set(
        counter: MetaKey.commits, to: max(try writer.counter(MetaKey.commits), tally.read() ?? 0))
      try writer.setMeta(MetaKey.place, folder.place ?? [])
      return stored + 1
    }
  }

  /// Counts that the ledger is another file than the one that was last written here: the home was moved or copied. In the
  /// transaction in which it begins anew.
  public func noteMove(into writer: LedgerWriter) throws {
    let file = folder.file ?? []
    guard try writer.meta(MetaKey.file) != file else { return }
    _ = try writer.advance(counter: MetaKey.moves)
    try writer.setMeta(MetaKey.file, file)
  }

  /// Under the write lock when in doubt: another process may be between the file and the commit.
  private func findRegress() throws -> Regress? {
    // Read before the transaction begins: a count that another process raises meanwhile is in the database first.
    func regress() throws -> Regress? {
      let (incarnation, commits) = (folder.readIncarnation(), tally.read())
      return try read { try find(incarnation: incarnation, commits: commits, $0) }
    }
    guard try regress() != nil, writeRefusal == nil else {
      // Who cannot write uses nothing a second time.
      return nil
    }
    let commits = tally.read()
    return try write { try find(incarnation: folder.readIncarnation(), commits: commits, $0) }
  }

  private func find(
    incarnation: UInt64?, commits: UInt64?, _ reader: LedgerReader
  ) throws -> Regress? {
    guard let incarnation, incarnation <= (try reader.incarnation), let commits else {
      return .older
    }
    if let place = try reader.meta(MetaKey.place), place != folder.place { return .copied }
    let counted = try reader.counter(MetaKey.commits)
    return commits > counted ? .lost(commits - counted) : nil
  }

  // MARK: - Errors

  private static func translating<T>(_ body: () throws -> T) throws(StoreError) -> T {
    do {
      return try body()
    } catch {
      throw StoreError(any: error) ?? .inputOutput
    }
  }

  private static func translatingOwn<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch {
      if let error = StoreError(any: error) { throw error }
      throw error
    }
  }
}
