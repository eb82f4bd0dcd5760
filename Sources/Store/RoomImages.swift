public import Envelope
import GRDB

/// How far a ledger had come when something was made of it. Protocol/vault.md, "The reading room".
public struct LedgerPosition: Hashable, Sendable {
  /// The arrival of the last change.
  public var changes: Int64
  /// The arrival of the last statement.
  public var statements: Int64
  /// How often words were destroyed: what was made before another count may hold some of them.
  public var removals: UInt64
  /// How often something of a peer was written down.
  public var peers: UInt64

  public init(changes: Int64, statements: Int64, removals: UInt64, peers: UInt64 = 0) {
    (self.changes, self.statements) = (changes, statements)
    (self.removals, self.peers) = (removals, peers)
  }
}

extension LedgerReader {
  public func position() throws -> LedgerPosition {
    if !isWriting, let positionRead { return positionRead }
    let position = LedgerPosition(
      changes: try row("SELECT max(arrival) FROM change").map { try $0.arrival(0) } ?? 0,
      statements: try row("SELECT max(arrival) FROM statement").map { try $0.arrival(0) } ?? 0,
      removals: try counter(MetaKey.removals), peers: try counter(MetaKey.peers))
    positionRead = position
    return position
  }

  /// Documents of which a change came since, each once.
  public func documents(changedAfter position: LedgerPosition) throws -> [DocumentID] {
    try rows(
      """
      SELECT id FROM document
      WHERE number IN (SELECT document FROM change WHERE arrival > ?)
      """, .integer(position.changes)
    ).map { try $0.id(0) }
  }

  /// Logs of which a statement came since, each once.
  public func logs(grownAfter position: LedgerPosition) throws -> [LogID] {
    try rows(
      """
      SELECT kind, id FROM log WHERE number IN (SELECT log FROM statement WHERE arrival > ?)
      """, .integer(position.statements)
    ).map { try $0.log(kind: 0, id: 1) }
  }

  /// What was kept under that name, in order; empty when nothing was.
  public func roomImage(_ name: [UInt8]) throws -> [[UInt8]] {
    try rows("SELECT sealed FROM room_image WHERE name = ? ORDER BY chunk", .bytes(name))
      .map { try $0.bytes(0) }
  }
}

extension LedgerWriter {
  /// Keeps an image in place of the one before; its chunks are sealed by the caller.
  public func saveRoomImage(_ name: [UInt8], _ chunks: [[UInt8]]) throws {
    try run("DELETE FROM room_image WHERE name = ?", .bytes(name))
    for (number, chunk) in chunks.enumerated() {
      try run(
        "INSERT INTO room_image (name, chunk, sealed) VALUES (?, ?, ?)", .bytes(name),
        .integer(Int64(number)), .bytes(chunk))
    }
  }

  /// Nobody's image stays: it would outlive words that are being destroyed.
  func forgetWords() throws {
    try run("DELETE FROM room_image")
    _ = try advance(counter: MetaKey.removals)
  }
}

extension Row {
  /// Zero where nothing ever arrived.
  fileprivate func arrival(_ column: Int) throws -> Int64 {
    try isNull(column) ? 0 : try integer(column)
  }
}
