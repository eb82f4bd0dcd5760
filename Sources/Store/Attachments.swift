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
  /// A detachable row under the hash of its bytes. One that was removed is not stored again.
  @discardableResult
  public func putAttachment(_ bytes: [UInt8]) throws -> AttachmentID {
    let id = AttachmentID(of: bytes)
    guard try !isRefused(name: id.bytes), try !holds(attachment: id) else { return id }
    try run(
      "INSERT INTO attachment (id, sealed) VALUES (?, ?)", .id(id),
      .bytes(sealed(bytes, in: .attachment, row: id.bytes)))
    return id
  }

  /// Deletes the bytes and refuses them from now on, whether they were here or not.
  public func removeAttachment(_ id: AttachmentID) throws {
    try run("DELETE FROM attachment WHERE id = ?", .id(id))
    if changed > 0 { try owe() }
    try refuse(name: id.bytes)
  }

  public func refuse(name: [UInt8]) throws {
    try run("INSERT INTO refused (name) VALUES (?) ON CONFLICT DO NOTHING", .bytes(name))
  }
}
