import CRDT
public import Consent
public import Envelope
import GRDB

extension LedgerWriter {
  /// Keeps a change, its parents here or not, and moves the heads of its document. Nothing else puts one in.
  ///
  /// `secret` is the serialised row of the note secret; it is kept when the header names it by its hash, once per
  /// document, and unless it was destroyed. False, and nothing is kept of the change, when it was known already
  /// or when its epoch was purged.
  @discardableResult
  public func insertChange(
    _ judged: consuming JudgedEnvelope, secret: [UInt8]? = nil
  ) throws -> Bool {
    let (change, owner) = (judged.proven, judged.owner)
    let header = change.header
    guard try !isRefused(epoch: header.epoch, of: owner) else { return false }
    if try holds(change: change.id) {
      if let secret { try restoreSecret(secret, of: change, by: owner) }
      return false
    }
    let document = try number(of: header, owner)
    try noteSequence(of: header, in: document)
    try run(
      """
      INSERT INTO change (id, document, volet, stratum, epoch, device, sequence, envelope)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, .id(change.id), .integer(document), .id(header.volet), .id(header.stratum),
      .id(header.epoch), .id(header.device), .sequence(header.sequence), .bytes(change.bytes))
    try moveHeads(to: change.id, parents: header.parents, in: document)
    if let secret { try keep(secret, of: header, owner) }
    if owner == nil { try touchWords(in: header.volet) }
    return true
  }

  /// Keeps the note secret of a change that is here, whose row was lost. Nothing where the change is not here as one of
  /// this service's (nil: ours), where its epoch was purged, or where the secret was destroyed.
  public func restoreSecret(
    _ secret: [UInt8], of change: ProvenEnvelope, by owner: ServiceID? = nil
  ) throws {
    guard try !isRefused(epoch: change.header.epoch, of: owner),
      try holds(change: change.id, of: owner)
    else { return }
    try keep(secret, of: change.header, owner)
    if owner == nil { try touchWords(in: change.header.volet) }
  }

  private func number(of header: ChangeHeader, _ owner: ServiceID?) throws -> Int64 {
    if let known = try number(of: header.document, owner) { return known }
    try run(
      "INSERT INTO document (id, owner, given, volet, mark) VALUES (?, ?, ?, ?, 0)",
      .id(try name(header.document, of: owner)), .owner(owner), .id(header.document),
      .id(header.volet))
    guard let made = try number(of: header.document, owner) else { throw StoreError.damaged }
    return made
  }

  private func number(of given: DocumentID, _ owner: ServiceID?) throws -> Int64? {
    try row(
      "SELECT number FROM document WHERE given = ? AND owner = ?", .id(given), .owner(owner)
    )?.integer(0)
  }

  /// What a document is called here: as it was given; another name when somebody else's has that one. Ours keeps it.
  private func name(_ given: DocumentID, of owner: ServiceID?) throws -> DocumentID {
    guard try document(given) != nil else { return given }
    guard owner == nil else { return try freeName(beside: given) }
    try run(
      "UPDATE document SET id = ? WHERE id = ?", .id(try freeName(beside: given)), .id(given))
    return given
  }

  private func freeName(beside given: DocumentID) throws -> DocumentID {
    var bytes = given.bytes
    while true {
      bytes = AttachmentID(of: bytes).bytes
      guard let name = DocumentID(bytes.prefix(given.bytes.count)) else {
        throw StoreError.damaged
      }
      if try document(name) == nil { return name }
    }
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
  private func keep(
    _ secret: [UInt8], of header: ChangeHeader, _ owner: ServiceID?
  ) throws {
    guard NoteSecretRow.isRow(secret, of: header), let epoch = NoteSecretRow.epoch(of: secret)
    else { return }
    guard try !isErased(header.document, of: owner), try !isRefused(epoch: epoch, of: owner) else {
      return
    }
    try run(
      """
      INSERT INTO note_secret (document, epoch, bytes)
      VALUES ((SELECT number FROM document WHERE given = ? AND owner = ?), ?, ?)
      ON CONFLICT DO NOTHING
      """, .id(header.document), .owner(owner), .id(epoch), .bytes(secret))
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
