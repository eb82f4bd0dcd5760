public import Envelope
import GRDB

/// What a worker may search while unlocked: titles and words, in memory only, gone with the process.
///
/// One owner, like `Ledger`. A note stands under the case file of its service (`.own`) or the share it came by.
public final class ReadingRoom {
  public struct Hit: Hashable, Sendable {
    public var note: DocumentID
    public var log: LogID
    /// Code of the volet.
    public var volet: String
    public var title: String
    /// Some words of the text around what was looked for.
    public var snippet: String
  }

  /// The first of what was found, and how much was found in all.
  public struct Found: Hashable, Sendable {
    public var hits: [Hit]
    /// Notes that have the words and that the reader may open, those beyond the limit included.
    public var total: Int
  }

  private let queue: DatabaseQueue

  public init() throws(StoreError) {
    do {
      var configuration = Configuration()
      configuration.label = "reading room"
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
      queue = try DatabaseQueue(configuration: configuration)
      try queue.write { database in
        try database.execute(
          sql: """
            CREATE TABLE note (
              number INTEGER PRIMARY KEY,
              id BLOB NOT NULL UNIQUE,
              kind INTEGER NOT NULL,
              log BLOB NOT NULL,
              volet TEXT NOT NULL,
              entered INTEGER NOT NULL,
              title BLOB NOT NULL,
              text BLOB NOT NULL
            ) STRICT;
            CREATE VIRTUAL TABLE word USING fts5 (
              title, text, content = '', tokenize = "ascii");
            """)
      }
    } catch {
      throw StoreError(any: error) ?? .inputOutput
    }
  }

  /// Takes in a note, or its new words; `entered` orders what is found alike, in milliseconds since 1970.
  ///
  /// The index is given words that were folded here (`Folding`), so that its tokenizer has nothing left to fold.
  public func add(
    note id: DocumentID, log: LogID, volet: String, entered: Int64 = 0, title: String, text: String
  ) throws {
    try writing { writer in
      try Self.remove(id, writer)
      try writer.run(
        """
        INSERT INTO note (id, kind, log, volet, entered, title, text) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        .id(id), .kind(log), .bytes(log.bytes), .text(volet), .integer(entered),
        .bytes(Array(title.utf8)), .bytes(Array(text.utf8)))
      try writer.run(
        "INSERT INTO word (rowid, title, text) VALUES (?, ?, ?)",
        .integer(writer.database.lastInsertedRowID), .text(SearchQuery.indexed(title)),
        .text(SearchQuery.indexed(text)))
    }
  }

  public func remove(_ id: DocumentID) throws {
    try writing { try Self.remove(id, $0) }
  }

  public var count: Int {
    get throws {
      try queue.read { database in
        let row = try LedgerReader(database, seal: nil).row("SELECT count(*) FROM note")
        return Int(try row?.integer(0) ?? 0)
      }
    }
  }

  /// Notes that have all these words, or words that begin with them, at most `limit`: those that have them all in the
  /// title first, then the newest first.
  ///
  /// `readable` says which volets the reader's role opens, by log and code: the others are as if they were not here.
  public func search(
    _ words: String, limit: Int, readable: (LogID, String) -> Bool
  ) throws -> Found {
    guard let query = SearchQuery(words) else { return Found(hits: [], total: 0) }
    return try queue.read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, kind, log, volet, note.title, note.text
          FROM word JOIN note ON note.number = word.rowid
          WHERE word MATCH ?
          ORDER BY note.number IN (SELECT rowid FROM word WHERE word MATCH ?) DESC,
            entered DESC, note.number DESC
          """)
      let found = try Row.fetchCursor(
        statement, arguments: [query.match, "{title} : (\(query.match))"])
      var answer = Found(hits: [], total: 0)
      while let row = try found.next() {
        let (log, volet) = (try row.log(kind: 1, id: 2), try row.text(3))
        guard readable(log, volet) else { continue }
        answer.total += 1
        guard answer.hits.count < limit else { continue }
        let text = String(decoding: try row.bytes(5), as: UTF8.self)
        answer.hits.append(
          Hit(
            note: try row.id(0), log: log, volet: volet,
            title: String(decoding: try row.bytes(4), as: UTF8.self),
            snippet: query.snippet(of: text)))
      }
      return answer
    }
  }

  /// The same, for readers of these volets in whatever case file.
  public func search(_ words: String, limit: Int, volets: Set<String>) throws -> Found {
    try search(words, limit: limit) { _, volet in volets.contains(volet) }
  }

  /// The index has no text of its own: it forgets a note when told the words that it was given.
  private static func remove(_ id: DocumentID, _ writer: LedgerWriter) throws {
    guard
      let row = try writer.row("SELECT number, title, text FROM note WHERE id = ?", .id(id))
    else { return }
    let (title, text) = (try row.bytes(1), try row.bytes(2))
    try writer.run(
      "INSERT INTO word (word, rowid, title, text) VALUES ('delete', ?, ?, ?)",
      .integer(try row.integer(0)),
      .text(SearchQuery.indexed(String(decoding: title, as: UTF8.self))),
      .text(SearchQuery.indexed(String(decoding: text, as: UTF8.self))))
    try writer.run("DELETE FROM note WHERE id = ?", .id(id))
  }

  private func writing(_ body: (LedgerWriter) throws -> Void) throws {
    try queue.write { try body(LedgerWriter($0, seal: nil)) }
  }
}
