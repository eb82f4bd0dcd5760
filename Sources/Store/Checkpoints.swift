public import CRDT
public import Envelope
import GRDB

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

  /// Throws every checkpoint away, which loses nothing.
  public func removeCheckpoints() throws { try run("DELETE FROM checkpoint") }

  func removeCheckpoint(of document: Int64) throws {
    try run("DELETE FROM checkpoint WHERE document = ?", .integer(document))
  }
}
