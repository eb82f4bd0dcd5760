public import Envelope
import GRDB

/// Changes and bundles that came after their author's ending was known here. Protocol/consent.md, 10.3.
extension LedgerReader {
  public func isLate(_ item: FeedEntry) throws -> Bool {
    // Most ledgers hold none.
    if !isWriting {
      let isAny = try anyLate ?? exists("SELECT 1 FROM late_arrival LIMIT 1")
      anyLate = isAny
      guard isAny else { return false }
    }
    return try exists("SELECT 1 FROM late_arrival WHERE id = ?", .bytes(item.bytes))
  }
}

extension LedgerReader {
  /// Whether anything came late at all.
  public func hasLateArrivals() throws -> Bool { try exists("SELECT 1 FROM late_arrival LIMIT 1") }

  /// Documents of ours in which a device wrote, in order of their first change here. Reads a row for each document and
  /// device: asked of devices whose access ended, by whoever decides about what they wrote.
  public func documents(writtenBy device: SigningKey) throws -> [DocumentID] {
    try rows(
      """
      SELECT id FROM last_sequence JOIN document ON document.number = last_sequence.document
      WHERE device = ? AND owner = ? ORDER BY document.number
      """, .id(device), .owner(nil)
    ).map { try $0.id(0) }
  }
}

extension LedgerWriter {
  /// Kept by the name alone, whatever becomes of the item.
  public func markLate(_ item: FeedEntry) throws {
    try run("INSERT OR IGNORE INTO late_arrival (id) VALUES (?)", .bytes(item.bytes))
  }
}
