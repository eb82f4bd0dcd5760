import CRDT
public import Envelope
import GRDB

/// What is kept of what the records and the notes of each case file say, so that no view opens them all. Protocol/vault.md,
/// "Kept records" and "Kept notes".
extension LedgerReader {
  /// What is kept of each case file, sealed by the caller.
  public func keptRecords() throws -> [CaseID: [UInt8]] {
    var found: [CaseID: [UInt8]] = [:]
    for row in try rows("SELECT case_file, sealed FROM kept_records") {
      found[try row.id(0)] = try row.bytes(1)
    }
    return found
  }

  /// What is kept of the notes of a case file, sealed by the caller; nil when nothing is.
  public func keptNotes(of id: CaseID) throws -> [UInt8]? {
    try row("SELECT sealed FROM kept_notes WHERE case_file = ?", .id(id))?.bytes(0)
  }

  /// Documents of which some change came late, as ``isLate(_:)`` says. Most ledgers hold none.
  public func lateDocuments() throws -> Set<DocumentID> {
    Set(
      try rows(
        """
        SELECT DISTINCT document.id FROM late_arrival
        JOIN change ON change.id = late_arrival.id
        JOIN document ON document.number = change.document
        """
      ).map { try $0.id(0) })
  }

  /// Documents of ours in a case file of which a change came after an arrival, each once, with their volets. None is older
  /// than 0.
  public func documents(
    of id: CaseID, changedAfter arrival: Int64
  ) throws -> [(document: DocumentID, volet: VoletTag)] {
    let log = LogID.own(id)
    return try rows(
      """
      SELECT document.id, document.volet FROM volet_tag
      JOIN document ON document.volet = volet_tag.tag AND document.owner = x''
      WHERE volet_tag.kind = ? AND volet_tag.log = ? AND EXISTS (
        SELECT 1 FROM change WHERE change.document = document.number AND change.arrival > ?)
      """, .integer(LogKind(log).rawValue), .bytes(log.bytes), .integer(arrival)
    ).map { (try $0.id(0), try $0.id(1)) }
  }
}

extension LedgerWriter {
  /// Replaces what was kept of a case file.
  public func keepRecords(_ sealed: [UInt8], of id: CaseID) throws {
    try run(
      """
      INSERT INTO kept_records (case_file, sealed) VALUES (?, ?)
      ON CONFLICT (case_file) DO UPDATE SET sealed = excluded.sealed
      """, .id(id), .bytes(sealed))
  }

  /// Throws it away, which loses nothing.
  public func removeKeptRecords(of id: CaseID) throws {
    try run("DELETE FROM kept_records WHERE case_file = ?", .id(id))
  }

  /// Replaces what was kept of the notes of a case file.
  public func keepNotes(_ sealed: [UInt8], of id: CaseID) throws {
    try run(
      """
      INSERT INTO kept_notes (case_file, sealed) VALUES (?, ?)
      ON CONFLICT (case_file) DO UPDATE SET sealed = excluded.sealed
      """, .id(id), .bytes(sealed))
  }

  /// Throws it away, which loses nothing.
  public func removeKeptNotes(of id: CaseID) throws {
    try run("DELETE FROM kept_notes WHERE case_file = ?", .id(id))
  }
}
