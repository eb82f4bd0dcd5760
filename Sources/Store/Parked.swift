import GRDB

/// Something that could not be used: kept, named, reported, never turned into a write.
public struct ParkedRow: Hashable, Sendable {
  public var id: [UInt8]
  public var reason: String
  public var bytes: [UInt8]
}

extension LedgerReader {
  /// In order of first parking.
  public func parked() throws -> [ParkedRow] {
    try rows("SELECT id, sealed FROM parked ORDER BY number").map { row in
      let id = try row.bytes(0)
      let parts = try Pair.split(try opened(row.bytes(1), in: .parked, row: id))
      return ParkedRow(
        id: id, reason: String(decoding: parts.first, as: UTF8.self), bytes: parts.second)
    }
  }

  public func parkedCount() throws -> Int {
    Int(try row("SELECT count(*) FROM parked")?.integer(0) ?? 0)
  }
}

extension LedgerWriter {
  /// Replaces what was parked under that id.
  public func park(id: [UInt8], reason: String, bytes: [UInt8]) throws {
    try run(
      """
      INSERT INTO parked (id, sealed) VALUES (?, ?)
      ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed
      """, .bytes(id), .bytes(sealed(Pair.join(Array(reason.utf8), bytes), in: .parked, row: id)))
  }

  public func unpark(id: [UInt8]) throws {
    try run("DELETE FROM parked WHERE id = ?", .bytes(id))
  }
}

enum Number {
  /// 8 bytes, big-endian.
  static func bytes(_ number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * Int64($0))) }
  }
}
