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

extension LedgerReader {
  /// How often epochs were purged, by whichever process: a key that was read before another count may be of one of them.
  public func purges() throws -> UInt64 { try counter(MetaKey.purges) }
}

extension LedgerWriter {
  /// Destroys what one service sealed under these epochs: changes, note secrets, feed entries, documents left empty.
  ///
  /// Only the names stay: those of the epochs are refused from now on, unless a later consent gives them again (`readmit`).
  /// Doing it twice does nothing more. The words leave the files when the log is emptied: a `Duty`.
  ///
  /// - Parameters:
  ///   - owner: nil for ours. What anybody else sealed under epochs of the same names stays.
  ///   - peers: who had brought such things and holds them no more either; nil for everybody. What somebody else brought
  ///     of it counts as held there still, so that nothing tells that it was here.
  public func purge(
    epochs: [EpochID], of owner: ServiceID? = nil, broughtBy peers: [SigningKey]? = nil
  ) throws -> PurgeCount {
    var count = PurgeCount()
    var touched: Set<Int64> = []
    var volets: Set<VoletTag> = []
    if !epochs.isEmpty { _ = try advance(counter: MetaKey.purges) }
    for epoch in epochs {
      try refuse(name: Self.name(of: epoch.bytes, owner))
      count.secrets += try remove("note_secret", under: epoch, owner)
      _ = try remove("checkpoint", under: epoch, owner)
      try removeBundles(under: epoch, of: owner)
      let sealed = try rows(
        """
        SELECT change.id, change.document, change.volet
        FROM change JOIN document ON document.number = change.document
        WHERE epoch = ? AND owner = ?
        """, .id(epoch), .owner(owner))
      for row in sealed {
        let id = try row.changeID(0)
        touched.insert(try row.integer(1))
        volets.insert(try row.id(2))
        try refuse(name: id.bytes)
        count.feedItems += try removeFromFeeds(id.bytes, broughtBy: peers)
        count.changes += 1
        try run("DELETE FROM change WHERE id = ?", .id(id))
      }
    }
    for document in touched.sorted() where try !survives(document) { count.documents += 1 }
    if owner == nil { for volet in volets.sorted() { try forgetSummary(ofCaseWith: volet) } }
    if count != PurgeCount() {
      try owe()
      try forgetWords()
    }
    return count
  }

  /// Rows of a service's documents that are sealed under an epoch.
  private func remove(_ table: String, under epoch: EpochID, _ owner: ServiceID?) throws -> Int {
    try run(
      """
      DELETE FROM \(table) WHERE epoch = ?
      AND EXISTS (SELECT 1 FROM document WHERE number = \(table).document AND owner = ?)
      """, .id(epoch), .owner(owner))
    return changed
  }

  /// Takes out a document whole, its changes, its secret, its places in feeds; their names may come again.
  public func removeDocument(_ document: DocumentID) throws {
    for change in try changes(of: document) {
      _ = try removeFromFeeds(change.id.bytes, broughtBy: nil)
    }
    if let place = try self.document(document), place.owner == nil {
      try forgetSummary(ofCaseWith: place.tag)
    }
    try run(
      "DELETE FROM change WHERE document = (SELECT number FROM document WHERE id = ?)",
      .id(document))
    try run("DELETE FROM document WHERE id = ?", .id(document))
    try forgetWords()
  }

  /// A consent that knew of the purge gives these epochs again: what is sealed under them may come back.
  public func readmit(epochs: [EpochID], of owner: ServiceID? = nil) throws {
    for epoch in epochs {
      try run("DELETE FROM refused WHERE name = ?", .bytes(Self.name(of: epoch.bytes, owner)))
    }
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

  private func removeFromFeeds(_ item: [UInt8], broughtBy peers: [SigningKey]?) throws -> Int {
    var count = 0
    try run(
      "UPDATE outbox SET item = NULL WHERE item = ? AND position > 0", .bytes(item))
    count += changed
    try run("DELETE FROM outbox WHERE item = ?", .bytes(item))
    count += changed
    guard let peers else {
      try run("DELETE FROM inbox WHERE item = ?", .bytes(item))
      return count + changed
    }
    for peer in peers {
      try run("DELETE FROM inbox WHERE item = ? AND peer = ?", .bytes(item), .id(peer))
      count += changed
    }
    return count
  }
}
