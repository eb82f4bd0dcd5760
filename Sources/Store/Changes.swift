public import CRDT
public import Envelope
import GRDB

/// Two or more changes under one (document, device, sequence): the device, or a copy of it, lied.
public struct Equivocation: Hashable, Sendable {
  public var document: DocumentID
  public var device: SigningKey
  public var sequence: UInt64
  /// In order of arrival.
  public var changes: [ChangeID]
}

extension LedgerReader {
  /// In order of arrival.
  public func changes(of document: DocumentID) throws -> [ProvenEnvelope] {
    if let rows = ahead[document] { return try rows.changes.map { try proven($0) } }
    return try rows(
      """
      SELECT change.id, envelope FROM document JOIN change ON change.document = document.number
      WHERE document.id = ? ORDER BY arrival
      """, .id(document)
    ).map { try proven($0) }
  }

  public func change(_ id: ChangeID) throws -> ProvenEnvelope? {
    try row("SELECT id, envelope FROM change WHERE id = ?", .id(id)).map { try proven($0) }
  }

  public func holds(change id: ChangeID) throws -> Bool {
    try exists("SELECT 1 FROM change WHERE id = ?", .id(id))
  }

  /// Whether it is here as one of this service's (nil: ours).
  public func holds(change id: ChangeID, of owner: ServiceID?) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM change JOIN document ON document.number = change.document
      WHERE change.id = ? AND owner = ?
      """, .id(id), .owner(owner))
  }

  /// Where a change belongs and the epoch that seals it, without reading its envelope; nil when it is not here.
  public func sealedPlace(of change: ChangeID) throws -> SealedPlace? {
    try row("SELECT volet, stratum, epoch FROM change WHERE id = ?", .id(change)).map {
      SealedPlace(volet: try $0.id(0), stratum: try $0.id(1), epoch: try $0.id(2))
    }
  }

  /// The document and the epoch of a change, without reading its envelope.
  ///
  ///     guard let document = try ledger.place(of: change)?.document else { return }
  public func place(of change: ChangeID) throws -> (document: DocumentID, epoch: EpochID)? {
    try row(
      """
      SELECT document.id, epoch FROM change JOIN document ON document.number = change.document
      WHERE change.id = ?
      """, .id(change)
    ).map { (try $0.id(0), try $0.id(1)) }
  }

  /// In order of arrival.
  public func changeIDs(under epoch: EpochID) throws -> [ChangeID] {
    try rows("SELECT id FROM change WHERE epoch = ? ORDER BY arrival", .id(epoch))
      .map { try $0.changeID(0) }
  }

  /// Whether we sealed anything under an epoch, as far as it came here.
  public func holdsChanges(under epoch: EpochID) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM change JOIN document ON document.number = change.document
      WHERE epoch = ? AND owner = x'' LIMIT 1
      """, .id(epoch))
  }

  /// The first to arrive of what is sealed under an epoch here.
  public func firstChange(under epoch: EpochID) throws -> ProvenEnvelope? {
    try row("SELECT id, envelope FROM change WHERE epoch = ? ORDER BY arrival LIMIT 1", .id(epoch))
      .map { try proven($0) }
  }

  public func changeCount() throws -> Int {
    Int(try row("SELECT count(*) FROM change")?.integer(0) ?? 0)
  }

  public func changeCount(of document: DocumentID) throws -> Int {
    let row = try row(
      """
      SELECT count(*) FROM document JOIN change ON change.document = document.number
      WHERE document.id = ?
      """, .id(document))
    return Int(try row?.integer(0) ?? 0)
  }

  /// Changes that arrived after the `arrival` of an earlier call, at most `limit`; begin at 0.
  public func changes(
    arrivedAfter arrival: Int64, limit: Int
  ) throws -> [(arrival: Int64, change: ProvenEnvelope)] {
    try rows(
      "SELECT id, envelope, arrival FROM change WHERE arrival > ? ORDER BY arrival LIMIT ?",
      .integer(arrival), .integer(Int64(limit))
    ).map { (try $0.integer(2), try proven($0)) }
  }

  public func equivocations() throws -> [Equivocation] {
    try rows(
      """
      SELECT document.id, equivocation.device, equivocation.sequence, equivocation.document
      FROM equivocation JOIN document ON document.number = equivocation.document
      ORDER BY equivocation.document, equivocation.device, equivocation.sequence
      """
    ).map { row in
      let changes = try rows(
        """
        SELECT id FROM change WHERE document = ? AND device = ? AND sequence = ? ORDER BY arrival
        """, .integer(try row.integer(3)), .bytes(try row.bytes(1)), .integer(try row.integer(2)))
      return Equivocation(
        document: try row.id(0), device: try row.id(1),
        sequence: UInt64(bitPattern: try row.integer(2)),
        changes: try changes.map { try $0.changeID(0) })
    }
  }

  /// The hash is checked again, since disks rot; the signature was, when the change came in.
  private func proven(_ row: Row) throws -> ProvenEnvelope {
    do {
      return try ChangeCodec.reread(
        SealedEnvelope(bytes: row.bytes(1)), keptAs: try row.changeID(0))
    } catch is EnvelopeError {
      throw StoreError.damaged
    }
  }
}
