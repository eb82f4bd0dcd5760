public import CRDT
public import Envelope
import GRDB

/// What a document came to when it was read, and the heads that it came from.
public struct MadeCheckpoint: Sendable {
  public let document: DocumentID
  /// The epoch that seals its note secret.
  public let epoch: EpochID
  public let sealed: [UInt8]
  /// Those of the ledger when it was read.
  public let heads: [ChangeID]

  public init(document: DocumentID, epoch: EpochID, sealed: [UInt8], heads: [ChangeID]) {
    (self.document, self.epoch, self.sealed, self.heads) = (document, epoch, sealed, heads)
  }
}

/// What one view of a ledger came to of the documents that were opened in it, to be kept by whoever took that view.
/// Protocol/vault.md, "Checkpoints".
///
/// ```swift
/// let basket = CheckpointBasket()
/// let shown = try ledger.read(into: basket) { try show(note, $0) }
/// try ledger.write { ledger in for made in basket.made { try ledger.keep(made) } }
/// ```
public final class CheckpointBasket {
  public private(set) var made: [MadeCheckpoint] = []

  public init() {}

  public func lay(_ checkpoint: MadeCheckpoint) { made.append(checkpoint) }
}

extension LedgerReader {
  /// What was last kept of a document as it reads, sealed under its note secret; nil when nothing is.
  public func checkpoint(of document: DocumentID) throws -> [UInt8]? {
    if let rows = ahead[document] { return rows.checkpoint }
    return try row(
      """
      SELECT sealed FROM document JOIN checkpoint ON checkpoint.document = document.number
      WHERE document.id = ?
      """, .id(document))?.bytes(0)
  }

  /// Names of the changes of a document, in order of arrival; no envelope is read.
  public func changeIDs(of document: DocumentID) throws -> [ChangeID] {
    if let rows = ahead[document] { return try rows.changes.map { try $0.changeID(0) } }
    return try rows(
      """
      SELECT change.id FROM document JOIN change ON change.document = document.number
      WHERE document.id = ? ORDER BY arrival
      """, .id(document)
    ).map { try $0.changeID(0) }
  }

  /// How many there are.
  public func checkpointCount() throws -> Int {
    Int(try row("SELECT count(*) FROM checkpoint")?.integer(0) ?? 0)
  }
}

extension LedgerWriter {
  /// Keeps what a document comes to, in place of what was kept before. Nothing is kept when its note secret, sealed
  /// under `epoch`, is not here any more.
  public func saveCheckpoint(_ sealed: [UInt8], of document: DocumentID, epoch: EpochID) throws {
    try run(
      """
      INSERT INTO checkpoint (document, epoch, sealed)
      SELECT number, epoch, ? FROM document JOIN note_secret ON note_secret.document = number
      WHERE id = ? AND epoch = ?
      ON CONFLICT (document) DO UPDATE SET epoch = excluded.epoch, sealed = excluded.sealed
      """, .bytes(sealed), .id(document), .id(epoch))
  }

  /// The same of what was made in an earlier view. Nothing is kept when another process has written to the document since.
  public func keep(_ made: MadeCheckpoint) throws {
    guard try heads(of: made.document) == made.heads else { return }
    try saveCheckpoint(made.sealed, of: made.document, epoch: made.epoch)
  }

  /// Throws every checkpoint away, which loses nothing.
  public func removeCheckpoints() throws { try run("DELETE FROM checkpoint") }

  func removeCheckpoint(of document: Int64) throws {
    try run("DELETE FROM checkpoint WHERE document = ?", .integer(document))
  }
}
