import CaseFile
public import Envelope
import GRDB
import GRDBSQLite
import Synchronization

/// What a worker may search while unlocked: words, in memory only, gone with the process, or kept as an image that somebody
/// seals. No text is in it: the index names notes, and whoever shows one reads it anew.
///
/// Each call is whole by itself, from whichever thread; of what came and went, whoever holds it keeps count. A note stands under the case file of its service (`.own`) or the share it came by.
/// Protocol/vault.md, "The reading room".
///
///     let room = try ReadingRoom()
///     try room.add([.init(note: note, log: .own(file), volet: "droits", text: "carte d’identité")])
///     try room.search("carte", limit: 10) { log, volet in true }.hits
public final class ReadingRoom: Sendable {
  /// The words of a note, to be found by.
  public struct Words: Sendable {
    public var note: DocumentID
    public var log: LogID
    /// Code of the volet.
    public var volet: String
    /// Orders what is found alike: milliseconds since 1970.
    public var entered: Int64
    public var title: String
    public var text: String

    public init(
      note: DocumentID, log: LogID, volet: String, entered: Int64 = 0, title: String = "",
      text: String
    ) {
      (self.note, self.log, self.volet) = (note, log, volet)
      (self.entered, self.title, self.text) = (entered, title, text)
    }
  }

  public struct Hit: Hashable, Sendable {
    public var note: DocumentID
    public var log: LogID
    /// Code of the volet.
    public var volet: String
  }

  /// The first of what was found, and how much was found in all.
  public struct Found: Hashable, Sendable {
    public var hits: [Hit]
    /// Notes that have the words and that the reader may open, those beyond the limit included.
    public var total: Int
  }

  private let queue: DatabaseQueue
  private let directory: Mutex<RoomDirectory>

  public init() throws(StoreError) {
    directory = Mutex(RoomDirectory())
    do {
      queue = try Self.memory()
      try queue.write { database in
        try database.execute(
          sql: """
            CREATE VIRTUAL TABLE word USING fts5 (
              title, text, content = '', tokenize = "ascii", columnsize = 0);
            CREATE VIRTUAL TABLE titled USING fts5 (
              title, content = '', tokenize = "ascii", columnsize = 0);
            """)
      }
    } catch {
      throw StoreError(any: error) ?? .inputOutput
    }
  }

  /// Nothing of it goes to a disk, what SQLite sorts neither.
  private static func memory() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "reading room"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
    return try DatabaseQueue(configuration: configuration)
  }

  // MARK: Filling

  /// Takes in notes, or their new words, all or none.
  ///
  /// The index is given words that were folded here (`Folding`), so that its tokenizer has nothing left to fold. A note that
  /// changed takes a new row: its older words stay in the index, and are found no more.
  public func add(_ words: [Words]) throws {
    let folded = words.map { (Folding.indexed($0.title), Folding.indexed($0.text)) }
    try directory.withLock { directory in
      let first = directory.nextRow
      try queue.write { database in
        let statement = try database.cachedStatement(
          sql: "INSERT INTO word (rowid, title, text) VALUES (?, ?, ?)")
        let titled = try database.cachedStatement(
          sql: "INSERT INTO titled (rowid, title) VALUES (?, ?)")
        for (offset, (title, text)) in folded.enumerated() {
          let row = Int64(first + offset)
          try statement.execute(arguments: [row, title, text])
          if !title.isEmpty { try titled.execute(arguments: [row, title]) }
        }
      }
      for one in words {
        directory.append(
          one.note, on: .init(log: one.log, volet: one.volet), entered: one.entered)
      }
    }
  }

  public func remove(_ note: DocumentID) { directory.withLock { $0.remove(note) } }

  /// Notes in it.
  public var count: Int { directory.withLock { $0.count } }

  /// Rows of the index that stand for nothing any more: a room with many is to be made anew.
  public var wornRows: Int { directory.withLock { $0.wornRows } }

  /// Those of a case file or a share.
  public func notes(of log: LogID) -> [DocumentID] {
    directory.withLock { $0.notes(of: log) }
  }

  // MARK: Searching

  /// Notes that have all these words, or words that begin with them, at most `limit`: those that have them all in the
  /// title first, then the newest first.
  ///
  /// `readable` says which volets the reader may open, by log and code: the others are as if they were not here.
  public func search(
    _ words: String, limit: Int, readable: (LogID, String) throws -> Bool
  ) throws -> Found {
    guard let query = SearchQuery(words) else { return Found(hits: [], total: 0) }
    return try directory.withLock { try find(query, limit: limit, in: $0, readable: readable) }
  }

  private func find(
    _ query: SearchQuery, limit: Int, in directory: RoomDirectory,
    readable: (LogID, String) throws -> Bool
  ) throws -> Found {
    let (matching, titled) = try queue.read { database in
      // Titles stand alone too: that all words are in one is not asked of everything that has them anywhere.
      (
        try Self.rows(of: "word", matching: query.match, in: database),
        try Self.rows(of: "titled", matching: query.match, in: database)
      )
    }
    let isOpen = try directory.shelves.map { try readable($0.log, $0.volet) }
    var best = Best(limit: limit)
    // From the last, which is about the newest: those that come after are hardly ever among the best.
    var titles = titled.reversed().makeIterator()
    var title = titles.next()
    for number in matching.reversed() {
      let row = Int(number)
      while let next = title, next > number { title = titles.next() }
      guard directory.holds(row: row), isOpen[directory.shelf(at: row)] else { continue }
      best.take(
        .init(isTitled: title == number, entered: directory.entered(at: row), row: row))
    }
    let hits = best.inOrder.map { rank in
      let shelf = directory.shelves[directory.shelf(at: rank.row)]
      return Hit(note: directory.note(at: rank.row), log: shelf.log, volet: shelf.volet)
    }
    return Found(hits: hits, total: best.total)
  }

  /// The rows of an index that match, in order. Stepped here: of tens of thousands of rows, what a cursor does for each
  /// costs more than the index.
  private static func rows(
    of index: String, matching match: String, in database: Database
  ) throws -> [Int64] {
    let statement = try database.cachedStatement(
      sql: "SELECT rowid FROM \(index) WHERE \(index) MATCH ? ORDER BY rowid")
    try statement.setArguments([match])
    let stepped = statement.sqliteStatement
    defer { sqlite3_reset(stepped) }
    var rows: [Int64] = []
    while true {
      switch sqlite3_step(stepped) {
      case SQLITE_ROW: rows.append(sqlite3_column_int64(stepped, 0))
      case SQLITE_DONE: return rows
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }

  /// The same, for readers of these volets in whatever case file.
  public func search(_ words: String, limit: Int, volets: Set<String>) throws -> Found {
    try search(words, limit: limit) { _, volet in volets.contains(volet) }
  }

  /// What cuts out of a text about twenty words around the first that was looked for.
  public static func snippets(around words: String) -> (_ text: String) -> String {
    let query = SearchQuery(words)
    return { query?.snippet(of: $0) ?? "" }
  }

  // MARK: Image

  /// The first bytes of an image: another way of folding or of writing it down is another number.
  private static let format: UInt64 = 3

  /// What `init(image:)` makes the same room of. Nobody may keep it unsealed.
  public func image() throws -> [UInt8] {
    try directory.withLock { directory in
      try image(of: directory)
    }
  }

  private func image(of directory: RoomDirectory) throws -> [UInt8] {
    var bytes = RoomBytes()
    bytes.append(Self.format)
    let index = try queue.writeWithoutTransaction { database in
      // In one piece: what was added bit by bit is looked for in each bit.
      for table in ["word", "titled"] {
        try database.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('optimize')")
      }
      var size: Int64 = 0
      guard let found = sqlite3_serialize(database.sqliteConnection, "main", &size, 0) else {
        throw StoreError.inputOutput
      }
      defer { sqlite3_free(found) }
      return Array(UnsafeRawBufferPointer(start: found, count: Int(size)))
    }
    let rows = directory.bytes
    bytes.reserve(rows.count + index.count + 16)
    bytes.add(rows)
    bytes.append(index)
    return bytes.bytes
  }

  /// - Throws: `StoreError.damaged` for what is no image, or one of another version.
  public init(image: [UInt8]) throws(StoreError) {
    var reader = RoomReader(image)
    guard reader.number() == Self.format, let directory = RoomDirectory(&reader),
      let size = reader.count(), size > 0, let index = reader.take(size), reader.rest.isEmpty
    else { throw .damaged }
    self.directory = Mutex(directory)
    do {
      queue = try Self.memory()
      try queue.writeWithoutTransaction { database in
        try Self.restore(index, into: database)
        // Junk is accepted without a word: one look at every kind of page before it is trusted.
        database.clearSchemaCache()
        _ = try Int64.fetchAll(
          database, sql: "SELECT rowid FROM word WHERE word MATCH 'a' LIMIT 1")
      }
    } catch {
      throw .damaged
    }
  }

  private static func restore(_ index: ArraySlice<UInt8>, into database: Database) throws {
    guard let memory = sqlite3_malloc64(UInt64(index.count)) else { throw StoreError.inputOutput }
    UnsafeMutableRawBufferPointer(start: memory, count: index.count).copyBytes(from: index)
    let size = Int64(index.count)
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    // It owns the memory from here on, whatever it answers.
    guard
      sqlite3_deserialize(
        database.sqliteConnection, "main", memory.assumingMemoryBound(to: UInt8.self), size, size,
        flags) == SQLITE_OK
    else { throw StoreError.damaged }
  }
}

/// The first of what was found, kept while the rest is only counted.
private struct Best {
  struct Rank: Comparable {
    var isTitled: Bool
    var entered: Int64
    var row: Int

    /// Whether it comes after.
    static func < (left: Rank, right: Rank) -> Bool {
      if left.isTitled != right.isTitled { return right.isTitled }
      return (left.entered, left.row) < (right.entered, right.row)
    }
  }

  private let limit: Int
  private var kept: [Rank] = []
  /// The last of those that come first, as far as it is known: whatever comes after it is counted and no more.
  private var least: Rank?
  private(set) var total = 0

  init(limit: Int) { self.limit = max(limit, 0) }

  mutating func take(_ rank: Rank) {
    total += 1
    if let least, rank < least { return }
    kept.append(rank)
    // Cut back from time to time, which costs less than keeping the order.
    if kept.count >= 2 * limit + 1024 { cut() }
  }

  private mutating func cut() {
    kept.sort(by: >)
    kept.removeLast(max(kept.count - limit, 0))
    least = kept.last
  }

  /// Those that come first, in order.
  var inOrder: [Rank] { Array(kept.sorted(by: >).prefix(limit)) }
}
