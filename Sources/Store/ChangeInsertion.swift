import CRDT
public import Envelope
import GRDB

extension LedgerWriter {
  /// Keeps a change, its parents here or not, and moves the heads of its document.
  ///
  /// `secret` is the serialised row of the note secret; it is kept when the header names it by its hash, once per
  /// document, and unless it was destroyed. False, and nothing is kept of the change, when it was known already
  /// or when its epoch was purged.
  @discardableResult
  public func insertChange(_ change: ProvenEnvelope, secret: [UInt8]? = nil) throws -> Bool {
    let header = change.header
    guard try !isRefused(name: header.epoch.bytes) else { return false }
    if try holds(change: change.id) {
      if let secret { try keep(secret, of: header) }
      return false
    }
    let document = try number(of: header)
    try noteSequence(of: header, in: document)
    try run(
      """
      INSERT INTO change (id, document, volet, stratum, epoch, device, sequence, envelope)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, .id(change.id), .integer(document), .id(header.volet), .id(header.stratum),
      .id(header.epoch), .id(header.device), .sequence(header.sequence), .bytes(change.bytes))
    try moveHeads(to: change.id, parents: header.parents, in: document)
    if let secret { try keep(secret, of: header) }
    return true
  }

  private func number(of header: ChangeHeader) throws -> Int64 {
    try run(
      "INSERT INTO document (id, volet, mark) VALUES (?, ?, 0) ON CONFLICT (id) DO NOTHING",
      .id(header.document), .id(header.volet))
    let row = try row("SELECT number FROM document WHERE id = ?", .id(header.document))
    guard let row else { throw StoreError.damaged }
    return try row.integer(0)
  }

  private func noteSequence(of header: ChangeHeader, in document: Int64) throws {
    let counted = try exists(
      "SELECT 1 FROM change WHERE document = ? AND device = ? AND sequence = ? LIMIT 1",
      .integer(document), .id(header.device), .sequence(header.sequence))
    if counted {
      try run(
        """
        INSERT INTO equivocation (document, device, sequence) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """, .integer(document), .id(header.device), .sequence(header.sequence))
    }
    try run(
      """
      INSERT INTO last_sequence (document, device, sequence) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET sequence = max(sequence, excluded.sequence)
      """, .integer(document), .id(header.device),
      .integer(Int64(clamping: header.sequence)))
  }

  func moveHeads(to id: ChangeID, parents: [ChangeID], in document: Int64) throws {
    for parent in parents {
      try run(
        "DELETE FROM head WHERE document = ? AND id = ?", .integer(document), .id(parent))
      if try !exists(
        "SELECT 1 FROM change WHERE id = ? AND document = ?", .id(parent), .integer(document))
      {
        try run(
          "INSERT INTO missing_parent (document, parent) VALUES (?, ?) ON CONFLICT DO NOTHING",
          .integer(document), .id(parent))
      }
    }
    try run(
      "DELETE FROM missing_parent WHERE document = ? AND parent = ?", .integer(document), .id(id))
    // Somebody here already names it as a parent when it was missing: then it is no head.
    if changed == 0 {
      try run(
        "INSERT INTO head (document, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        .integer(document), .id(id))
    }
  }

  /// A secret that is not the one named by the header, or that names no epoch, is not kept.
  private func keep(_ secret: [UInt8], of header: ChangeHeader) throws {
    guard NoteSecretRow.isRow(secret, of: header), let epoch = NoteSecretRow.epoch(of: secret)
    else { return }
    guard try !isRefused(name: header.document.bytes), try !isRefused(name: epoch.bytes) else {
      return
    }
    try run(
      """
      INSERT INTO note_secret (document, epoch, bytes)
      VALUES ((SELECT number FROM document WHERE id = ?), ?, ?) ON CONFLICT DO NOTHING
      """, .id(header.document), .id(epoch), .bytes(secret))
  }
}

extension SQLValue {
  /// A sequence as 64 bits: compared for equality only.
  static func sequence(_ sequence: UInt64) -> SQLValue {
    .integer(Int64(bitPattern: sequence))
  }
}

/// The row of a note secret, as far as the store needs it. Protocol/change.md, "Note secret".
public enum NoteSecretRow {
  /// Whether it is the row that a header names by its hash, and one that can be kept.
  public static func isRow(_ row: [UInt8], of header: ChangeHeader) -> Bool {
    SecretHash(ofRow: row) == header.secretHash && epoch(of: row) != nil
  }

  /// The first field of the only encoding that is accepted: tag, length, 32 bytes.
  static func epoch(of row: [UInt8]) -> EpochID? {
    guard row.count > 34, row[0] == 0x0A, row[1] == 32 else { return nil }
    return EpochID(row[2..<34])
  }
}
