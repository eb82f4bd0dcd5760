import Envelope
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

extension LedgerWriter {
  /// Kept by the name alone, whatever becomes of the item.
  public func markLate(_ item: FeedEntry) throws {
    try run("INSERT OR IGNORE INTO late_arrival (id) VALUES (?)", .bytes(item.bytes))
  }
}
