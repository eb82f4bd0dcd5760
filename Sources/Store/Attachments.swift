public import Envelope
import GRDB

extension LedgerReader {
  /// Nil when it never came, or was removed.
  public func attachment(_ id: AttachmentID) throws -> [UInt8]? {
    guard let row = try row("SELECT sealed FROM attachment WHERE id = ?", .id(id)) else {
      return nil
    }
    let bytes = try opened(row.bytes(0), in: .attachment, row: id.bytes)
    guard AttachmentID(of: bytes) == id else { throw StoreError.damaged }
    return bytes
  }

  /// The same, as far as it was kept for a statement of this log: a statement may name what came for another one.
  public func attachment(_ id: AttachmentID, in log: LogID) throws -> [UInt8]? {
    let isKept = try exists(
      "SELECT 1 FROM attachment_place WHERE attachment = ? AND place = ?", .id(id),
      .bytes(Self.place(log)))
    return isKept ? try attachment(id) : nil
  }

  /// Whether a row was removed from this log: it is not kept for it again.
  public func isRefused(attachment id: AttachmentID, in log: LogID) throws -> Bool {
    try isRefused(name: Self.place(log) + id.bytes)
  }

  /// No byte when no log is named.
  static func place(_ log: LogID?) -> [UInt8] {
    log.map { [UInt8(LogKind($0).rawValue)] + $0.bytes } ?? []
  }

  /// Needs no unlocking.
  public func holds(attachment id: AttachmentID) throws -> Bool {
    try exists("SELECT 1 FROM attachment WHERE id = ?", .id(id))
  }

  /// Whether this name (of an attachment, an epoch, a change, or a document whose secret was destroyed) was
  /// purged here: refused for ever.
  public func isRefused(name: [UInt8]) throws -> Bool {
    try exists("SELECT 1 FROM refused WHERE name = ?", .bytes(name))
  }
}

extension LedgerWriter {
  /// A detachable row under the hash of its bytes, kept for a statement of `log`. One that was removed from that log is
  /// not stored for it again.
  @discardableResult
  public func putAttachment(_ bytes: [UInt8], for log: LogID? = nil) throws -> AttachmentID {
    let id = AttachmentID(of: bytes)
    guard try !isRefused(name: Self.place(log) + id.bytes) else { return id }
    try run(
      "INSERT OR IGNORE INTO attachment_place (attachment, place) VALUES (?, ?)", .id(id),
      .bytes(Self.place(log)))
    guard try !holds(attachment: id) else { return id }
    try run(
      "INSERT INTO attachment (id, sealed) VALUES (?, ?)", .id(id),
      .bytes(sealed(bytes, in: .attachment, row: id.bytes)))
    if let log { try touch(log) }
    return id
  }

  /// Deletes the bytes and refuses them from now on, whether they were here or not; what is kept for another log too
  /// stays there.
  public func removeAttachment(_ id: AttachmentID, of log: LogID? = nil) throws {
    try run(
      "DELETE FROM attachment_place WHERE attachment = ? AND place = ?", .id(id),
      .bytes(Self.place(log)))
    try run(
      """
      DELETE FROM attachment WHERE id = ?
      AND NOT EXISTS (SELECT 1 FROM attachment_place WHERE attachment = ?)
      """, .id(id), .id(id))
    if changed > 0 { try owe() }
    if let log { try touch(log) }
    if case .own(let id)? = log { try removeCaseSummary(of: id) }
    try refuse(name: Self.place(log) + id.bytes)
  }

  public func refuse(name: [UInt8]) throws {
    try run("INSERT INTO refused (name) VALUES (?) ON CONFLICT DO NOTHING", .bytes(name))
  }
}
