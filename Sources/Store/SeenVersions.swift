import GRDB

// What a worker saw last of a document, beside the row of the access log. Protocol/vault.md, "Versions seen".
extension LedgerReader {
  /// Sealed by the caller; nil when nothing was kept under that name.
  public func seenVersion(_ name: [UInt8]) throws -> [UInt8]? {
    try row("SELECT sealed FROM seen_version WHERE name = ?", .bytes(name))?.bytes(0)
  }
}

extension LedgerWriter {
  /// Replaces what was kept under that name.
  public func keepSeenVersion(_ name: [UInt8], _ sealed: [UInt8]) throws {
    try run(
      """
      INSERT INTO seen_version (name, sealed) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
      """, .bytes(name), .bytes(sealed))
  }
}
