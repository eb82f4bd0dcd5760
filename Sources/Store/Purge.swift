import CRDT
public import Envelope
import GRDB

/// What a purge destroyed.
public struct PurgeCount: Hashable, Sendable {
  public var changes = 0
  public var secrets = 0
  /// Documents of which nothing is left.
  public var documents = 0
  /// Places in feeds, sent or waiting, that named a destroyed change.
  public var feedItems = 0

  public init() {}
}

extension LedgerWriter {
  /// Destroys what was sealed under these epochs: changes, note secrets, feed entries, documents left empty.
  ///
  /// Only the names stay: those of the epochs are refused from now on, unless a later consent gives them again (`readmit`).
  /// Doing it twice does nothing more. The words leave the files when the log is emptied: a `Duty`.
  public func purge(epochs: [EpochID]) throws -> PurgeCount {
    var count = PurgeCount()
    var touched: Set<Int64> = []
    for epoch in epochs {
      try refuse(name: epoch.bytes)
      try run("DELETE FROM note_secret WHERE epoch = ?", .id(epoch))
      count.secrets += changed
      try run("DELETE FROM checkpoint WHERE epoch = ?", .id(epoch))
      try removeBundles(under: epoch)
      for row in try rows("SELECT id, document FROM change WHERE epoch = ?", .id(epoch)) {
        let id = try row.changeID(0)
        touched.insert(try row.integer(1))
        try refuse(name: id.bytes)
        count.feedItems += try removeFromFeeds(id.bytes)
        count.changes += 1
      }
      try run("DELETE FROM change WHERE epoch = ?", .id(epoch))
    }
    for document in touched.sorted() where try !survives(document) { count.documents += 1 }
    if count != PurgeCount() { try owe() }
    return count
  }

  /// Takes out a document whole, its changes, its secret, its places in feeds; their names may come again.
  public func removeDocument(_ document: DocumentID) throws {
    for change in try changes(of: document) { _ = try removeFromFeeds(change.id.bytes) }
    try run(
      "DELETE FROM change WHERE document = (SELECT number FROM document WHERE id = ?)",
      .id(document))
    try run("DELETE FROM document WHERE id = ?", .id(document))
  }

  /// A consent that knew of the purge gives these epochs again: what is sealed under them may come back.
  public func readmit(epochs: [EpochID]) throws {
    for epoch in epochs { try run("DELETE FROM refused WHERE name = ?", .id(epoch)) }
  }

  /// Deletes an empty document; else finds the heads of what is left.
  private func survives(_ document: Int64) throws -> Bool {
    let left = try rows(
      "SELECT envelope FROM change WHERE document = ? ORDER BY arrival", .integer(document))
    try removeCheckpoint(of: document)
    try run("DELETE FROM head WHERE document = ?", .integer(document))
    try run("DELETE FROM missing_parent WHERE document = ?", .integer(document))
    try forgetSettledEquivocations(of: document)
    guard !left.isEmpty else {
      try run("DELETE FROM document WHERE number = ?", .integer(document))
      return false
    }
    for row in left {
      do {
        let change = try ChangeCodec.prove(SealedEnvelope(bytes: row.bytes(0)))
        try moveHeads(to: change.id, parents: change.header.parents, in: document)
      } catch is EnvelopeError {
        throw StoreError.damaged
      }
    }
    return true
  }

  private func forgetSettledEquivocations(of document: Int64) throws {
    try run(
      """
      DELETE FROM equivocation WHERE document = ? AND NOT EXISTS (
        SELECT 1 FROM change WHERE change.document = equivocation.document
        AND change.device = equivocation.device AND change.sequence = equivocation.sequence)
      """, .integer(document))
  }

  private func removeFromFeeds(_ item: [UInt8]) throws -> Int {
    var count = 0
    try run(
      "UPDATE outbox SET item = NULL WHERE item = ? AND position > 0", .bytes(item))
    count += changed
    try run("DELETE FROM outbox WHERE item = ?", .bytes(item))
    count += changed
    try run("DELETE FROM inbox WHERE item = ?", .bytes(item))
    return count + changed
  }
}
