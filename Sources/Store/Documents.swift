public import CRDT
public import Envelope
import GRDB

/// What is to be known of a document besides its changes.
public enum DocumentMark: Int64, Hashable, Sendable, CaseIterable {
  case none = 0
  /// Written for a return share that closed meanwhile: stays with its author's service.
  case orphan = 1
}

extension LedgerReader {
  /// Nil for a document without changes here. `owner`: the service whose note it is; nil for ours.
  ///
  ///     let isOurs = try ledger.document(note).map { $0.owner == nil } ?? false
  public func document(
    _ id: DocumentID
  ) throws -> (tag: VoletTag, mark: DocumentMark, owner: ServiceID?)? {
    if let rows = ahead[id] { return (rows.tag, rows.mark, rows.owner) }
    guard let row = try row("SELECT volet, mark, owner FROM document WHERE id = ?", .id(id)) else {
      return nil
    }
    guard let mark = DocumentMark(rawValue: try row.integer(1)) else { throw StoreError.damaged }
    return (try row.id(0), mark, try row.owner(2))
  }

  /// What a document is called here that a service (nil: ours) calls `given`; nil for one without changes here.
  /// Two services may use one name.
  ///
  ///     guard let note = try ledger.document(given: asked, by: nil) else { return }
  public func document(given: DocumentID, by owner: ServiceID?) throws -> DocumentID? {
    try row("SELECT id FROM document WHERE given = ? AND owner = ?", .id(given), .owner(owner))?
      .id(0)
  }

  /// Those of a service (nil: ours), in order of their first change here.
  public func documents(in tag: VoletTag, of owner: ServiceID? = nil) throws -> [DocumentID] {
    try rows(
      "SELECT id FROM document WHERE volet = ? AND owner = ? ORDER BY number", .id(tag),
      .owner(owner)
    ).map { try $0.id(0) }
  }

  /// Those whose id starts with `prefix`, bytewise, at most `limit`.
  public func documents(prefix: [UInt8], limit: Int) throws -> [DocumentID] {
    try rows(
      "SELECT id FROM document WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", .bytes(prefix),
      .bytes(Prefix.end(of: prefix)), .integer(Int64(limit))
    ).map { try $0.id(0) }
  }

  /// In order of their first change here.
  public func allDocuments() throws -> [DocumentID] {
    try rows("SELECT id FROM document ORDER BY number").map { try $0.id(0) }
  }

  public func documents(marked mark: DocumentMark) throws -> [DocumentID] {
    guard mark != .none else {
      return try rows("SELECT id FROM document WHERE mark = 0 ORDER BY number")
        .map { try $0.id(0) }
    }
    return try rows(
      "SELECT id FROM document WHERE mark = ? AND mark <> 0 ORDER BY number",
      .integer(mark.rawValue)
    ).map { try $0.id(0) }
  }

  /// Changes that no change here names as a parent, ascending; some may have missing ancestors.
  public func heads(of document: DocumentID) throws -> [ChangeID] {
    if let rows = ahead[document] {
      return try rows.heads.map {
        guard let id = ChangeID($0) else { throw StoreError.damaged }
        return id
      }
    }
    return try rows(
      """
      SELECT head.id FROM document JOIN head ON head.document = document.number
      WHERE document.id = ? ORDER BY head.id
      """, .id(document)
    ).map { try $0.changeID(0) }
  }

  /// Parents that changes here name and that are not here; purged ones, which never come, are left out.
  public func missingParents(of document: DocumentID) throws -> [ChangeID] {
    try rows(
      """
      SELECT parent FROM document JOIN missing_parent ON missing_parent.document = document.number
      WHERE document.id = ? AND NOT EXISTS (SELECT 1 FROM refused WHERE name = parent)
      ORDER BY parent
      """, .id(document)
    ).map { try $0.changeID(0) }
  }

  /// The serialised row of the note secret, sealed under an epoch key.
  public func noteSecret(of document: DocumentID) throws -> [UInt8]? {
    if let rows = ahead[document] { return rows.secret }
    return try row(
      """
      SELECT bytes FROM document JOIN note_secret ON note_secret.document = document.number
      WHERE document.id = ?
      """, .id(document))?.bytes(0)
  }

  /// The row that a change travels with: that of the document which it is of.
  public func noteSecret(with change: ChangeID) throws -> [UInt8]? {
    try row(
      """
      SELECT bytes FROM change JOIN note_secret ON note_secret.document = change.document
      WHERE change.id = ?
      """, .id(change))?.bytes(0)
  }

  /// Whether a document was erased here: its words never open again, but to give their authors back what the order did not
  /// know of (`keptBack`).
  public func isErased(_ document: DocumentID) throws -> Bool {
    if let rows = ahead[document] { return rows.isErased }
    guard
      let row = try row("SELECT given, owner FROM document WHERE id = ?", .id(document))
    else { return try isErased(document, of: nil) }
    return try isErased(try row.id(0), of: try row.owner(1))
  }

  /// The same of the document that a service (nil: ours) calls `given`, here or not.
  public func isErased(_ given: DocumentID, of owner: ServiceID?) throws -> Bool {
    try isRefused(name: Self.name(of: given.bytes, owner))
  }

  /// The sequence that the next change of `device` in `document` takes, from 1.
  public func nextSequence(device: SigningKey, document: DocumentID) throws -> UInt64 {
    let last = try row(
      """
      SELECT sequence FROM document JOIN last_sequence ON last_sequence.document = document.number
      WHERE document.id = ? AND device = ?
      """, .id(document), .id(device))?.count(0)
    // An older self passes over what it may have used.
    return max((last ?? 0) + 1, try counter(MetaKey.sequences))
  }
}

extension LedgerWriter {
  /// No effect on a document without changes here.
  public func mark(_ document: DocumentID, _ mark: DocumentMark) throws {
    try run(
      "UPDATE document SET mark = ? WHERE id = ?", .integer(mark.rawValue), .id(document))
  }

  /// Destroys the secret of a note and its checkpoint, which makes its words unreadable, and refuses the secret from now
  /// on. Bundles made here that may hold it go too; one that was received and not opened yet stays, since nothing else
  /// here holds the other notes in it: opening it drops the secret.
  ///
  /// - Parameters:
  ///   - given: what `owner` calls the document; nobody else's of that name is touched.
  ///   - owner: nil for ours.
  public func eraseNoteSecret(of given: DocumentID, of owner: ServiceID? = nil) throws {
    if let name = try document(given: given, by: owner), let volet = try document(name)?.tag {
      try removeBundlesMade(in: volet, of: owner)
      if owner == nil { try forgetSummary(ofCaseWith: volet) }
    }
    for table in ["note_secret", "checkpoint"] {
      try run(
        """
        DELETE FROM \(table)
        WHERE document = (SELECT number FROM document WHERE given = ? AND owner = ?)
        """, .id(given), .owner(owner))
      if changed > 0 {
        try owe()
        try forgetWords()
      }
    }
    if owner == nil { try run("DELETE FROM kept_back WHERE document = ?", .id(given)) }
    try refuse(name: Self.name(of: given.bytes, owner))
  }
}

extension LedgerReader {
  /// Whether what a service (nil: ours) sealed under an epoch was purged here.
  public func isRefused(epoch: EpochID, of owner: ServiceID?) throws -> Bool {
    try isRefused(name: Self.name(of: epoch.bytes, owner))
  }

  /// What a service named is refused as that service's: nobody speaks for another one's names.
  static func name(of bytes: [UInt8], _ owner: ServiceID?) -> [UInt8] {
    (owner?.bytes ?? []) + bytes
  }
}

extension Row {
  /// Nil for us.
  func owner(_ column: Int) throws -> ServiceID? {
    let bytes = try bytes(column)
    if bytes.isEmpty { return nil }
    guard let owner = ServiceID(bytes) else { throw StoreError.damaged }
    return owner
  }

  func changeID(_ column: Int) throws -> ChangeID {
    guard let id = ChangeID(try bytes(column)) else { throw StoreError.damaged }
    return id
  }
}

extension SQLValue {
  static func id(_ id: ChangeID) -> SQLValue { .bytes(id.bytes) }

  /// No byte for us.
  static func owner(_ owner: ServiceID?) -> SQLValue { .bytes(owner?.bytes ?? []) }
}
