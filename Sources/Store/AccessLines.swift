public import Envelope
import GRDB

/// Lines of the access log: those that this node has not signed yet, and the batches of every node of the service.
/// Protocol/vault.md, "Access log".
extension LedgerReader {
  /// Lines of this node that stand in no batch yet, in order of appending: the month, and what the caller gave.
  public func accesses() throws -> [(month: AccessMonth, line: [UInt8])] {
    try rows("SELECT number, month, sealed FROM access_event ORDER BY number").map { row in
      (
        AccessMonth(number: UInt32(clamping: try row.integer(1))),
        try opened(row.bytes(2), in: .accessEvent, row: Number.bytes(try row.integer(0)))
      )
    }
  }

  /// Every batch that is kept, by the node that signed it and in its order of time.
  public func accessBatches() throws -> [ProvenAccessBatch] {
    try rows("SELECT id, envelope FROM access_batch ORDER BY node, through, id").map { row in
      try proven(row.bytes(1), keptAs: row.id(0))
    }
  }

  /// Nil when it is not here or no longer.
  public func accessBatch(_ id: AccessBatchID) throws -> ProvenAccessBatch? {
    try row("SELECT envelope FROM access_batch WHERE id = ?", .id(id)).map {
      try proven($0.bytes(0), keptAs: id)
    }
  }

  /// Until when each node has told what it logged.
  public func accessLogsHeard() throws -> [SigningKey: Instant] {
    try rows("SELECT node, max(through) FROM access_batch GROUP BY node").reduce(into: [:]) {
      $0[try $1.id(0)] = Instant(milliseconds: try $1.integer(1))
    }
  }

  /// How many batches stand at these positions of what is sent to this peer.
  public func accessBatches(
    to peer: SigningKey, after: UInt64, through: UInt64
  ) throws -> Int {
    let found = try row(
      """
      SELECT count(*) FROM outbox WHERE peer = ? AND control = 0 AND position > ?
      AND position <= ? AND kind = 3
      """, .id(peer), .position(after), .position(through))
    return Int(try found?.integer(0) ?? 0)
  }

  private func proven(_ bytes: [UInt8], keptAs id: AccessBatchID) throws -> ProvenAccessBatch {
    do {
      let batch = try AccessBatchCodec.prove(SealedAccessBatch(bytes: bytes))
      guard batch.id == id else { throw StoreError.damaged }
      return batch
    } catch is EnvelopeError {
      throw StoreError.damaged
    }
  }
}

extension LedgerWriter {
  /// Adds one line of this node. `line` is opaque: the caller sealed it.
  public func appendAccess(_ line: [UInt8], in month: AccessMonth) throws {
    let last = try row("SELECT max(number) FROM access_event")
    let number = try last.map { try $0.isNull(0) ? 0 : $0.integer(0) } ?? 0
    guard number < Int64.max else { throw StoreError.damaged }
    try run(
      "INSERT INTO access_event (number, month, sealed) VALUES (?, ?, ?)", .integer(number + 1),
      .integer(Int64(month.number)),
      .bytes(sealed(line, in: .accessEvent, row: Number.bytes(number + 1))))
  }

  /// The lines of this node stand in batches now.
  public func removeAccesses() throws { try run("DELETE FROM access_event") }

  /// False, and nothing is kept, when it was here already.
  @discardableResult
  public func insert(_ batch: ProvenAccessBatch) throws -> Bool {
    try run(
      """
      INSERT INTO access_batch (id, node, month, through, envelope) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """, .id(batch.id), .id(batch.node), .integer(Int64(batch.month.number)),
      .integer(batch.through.milliseconds), .bytes(batch.bytes))
    return changed > 0
  }

  /// What is older is deleted, whoever logged it: batches and lines of the months before.
  public func removeAccesses(before month: AccessMonth) throws {
    try run("DELETE FROM access_batch WHERE month < ?", .integer(Int64(month.number)))
    try run("DELETE FROM access_event WHERE month < ?", .integer(Int64(month.number)))
  }
}
