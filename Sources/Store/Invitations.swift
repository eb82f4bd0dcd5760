public import Envelope
import GRDB

/// An invitation that this node gave out.
public struct InvitationRow: Hashable, Sendable {
  public var id: InvitationID
  /// Whatever the caller keeps of it; sealed at rest.
  public var bytes: [UInt8]
  public var expires: Instant
  /// An invitation is good for one attempt.
  public var used: Bool
}

extension LedgerReader {
  public func invitation(_ id: InvitationID) throws -> InvitationRow? {
    try row("SELECT id, expires, used, sealed FROM invitation WHERE id = ?", .id(id))
      .map(invitation)
  }

  /// In order of first saving, used ones included.
  public func invitations() throws -> [InvitationRow] {
    try rows("SELECT id, expires, used, sealed FROM invitation ORDER BY number").map(invitation)
  }

  /// Whether somebody may still come with an invitation: one that was used lets nobody in.
  public func hasOpenInvitation(at now: Instant) throws -> Bool {
    try exists(
      "SELECT 1 FROM invitation WHERE expires > ? AND used = 0 LIMIT 1",
      .integer(now.milliseconds))
  }

  private func invitation(_ row: Row) throws -> InvitationRow {
    let id: InvitationID = try row.id(0)
    return InvitationRow(
      id: id, bytes: try opened(row.bytes(3), in: .invitation, row: id.bytes),
      expires: Instant(milliseconds: try row.integer(1)), used: try row.flag(2))
  }
}

extension LedgerWriter {
  /// Replaces the bytes and the end of that invitation; whether it was used stays.
  public func saveInvitation(_ id: InvitationID, bytes: [UInt8], expires: Instant) throws {
    try run(
      """
      INSERT INTO invitation (id, expires, used, sealed) VALUES (?, ?, 0, ?)
      ON CONFLICT (id) DO UPDATE SET expires = excluded.expires, sealed = excluded.sealed
      """, .id(id), .integer(expires.milliseconds),
      .bytes(sealed(bytes, in: .invitation, row: id.bytes)))
  }

  /// True once; false for a used or unknown invitation.
  public func consumeInvitation(_ id: InvitationID) throws -> Bool {
    try run("UPDATE invitation SET used = 1 WHERE id = ? AND used = 0", .id(id))
    return changed > 0
  }
}
