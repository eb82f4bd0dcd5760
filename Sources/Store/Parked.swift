import CRDT
public import Envelope
import GRDB

/// Something that could not be used: kept, named, reported, never turned into a write.
public struct ParkedRow: Hashable, Sendable {
  /// In order of parking.
  public var number: Int64
  public var id: [UInt8]
  public var bytes: [UInt8]
}

/// How much of one peer is parked.
public struct ParkedCount: Hashable, Sendable {
  public var items: Int
  /// Of what was given to be parked.
  public var bytes: Int
}

extension LedgerReader {
  /// In order of first parking.
  public func parked() throws -> [ParkedRow] {
    try rows("SELECT number, id, peer, sealed FROM parked ORDER BY number").map(parked)
  }

  public func parkedCount() throws -> Int {
    Int(try row("SELECT count(*) FROM parked")?.integer(0) ?? 0)
  }

  public func hasParked() throws -> Bool { try exists("SELECT 1 FROM parked LIMIT 1") }

  /// What one peer brought; nil for what this node parked itself.
  public func parkedCount(from peer: SigningKey?) throws -> ParkedCount {
    let row = try row(
      "SELECT count(*), coalesce(sum(bytes), 0) FROM parked WHERE peer = ?",
      .bytes(peer?.bytes ?? []))
    return ParkedCount(
      items: Int(try row?.integer(0) ?? 0), bytes: Int(try row?.integer(1) ?? 0))
  }

  /// Changes of one document.
  public func parked(of document: DocumentID) throws -> [ParkedRow] {
    try rows(
      "SELECT number, id, peer, sealed FROM parked WHERE document = ? ORDER BY number",
      .id(document)
    ).map(parked)
  }

  func parked(_ row: Row) throws -> ParkedRow {
    let id = try row.bytes(1)
    let context = try row.bytes(2) + id
    return ParkedRow(
      number: try row.integer(0), id: id,
      bytes: try opened(row.bytes(3), in: .parked, row: context))
  }
}

extension LedgerWriter {
  /// Replaces what the same peer (nil: this node) had parked under that id.
  ///
  /// - Parameters:
  ///   - document: of a change.
  ///   - missing: names of what it waits for; it is taken out once all of them came.
  public func park(
    id: [UInt8], from peer: SigningKey? = nil, document: DocumentID? = nil,
    waitingFor missing: Set<[UInt8]> = [], bytes: [UInt8]
  ) throws {
    let peer = peer?.bytes ?? []
    try run("DELETE FROM parked WHERE peer = ? AND id = ?", .bytes(peer), .bytes(id))
    try run(
      "INSERT INTO parked (id, peer, document, bytes, sealed) VALUES (?, ?, ?, ?, ?)", .bytes(id),
      .bytes(peer), document.map { .id($0) } ?? .null, .integer(Int64(bytes.count)),
      .bytes(sealed(bytes, in: .parked, row: peer + id)))
    for name in missing {
      try run(
        """
        INSERT INTO parked_wait (missing, parked)
        SELECT ?, number FROM parked WHERE peer = ? AND id = ?
        """, .bytes(name), .bytes(peer), .bytes(id))
    }
  }

  /// The same item with other bytes; what it waits for stays.
  public func setParked(_ row: ParkedRow, bytes: [UInt8]) throws {
    guard let peer = try self.row("SELECT peer FROM parked WHERE number = ?", .integer(row.number))
    else { return }
    let sealedBytes = try sealed(bytes, in: .parked, row: peer.bytes(0) + row.id)
    try run(
      "UPDATE parked SET sealed = ?, bytes = ? WHERE number = ?", .bytes(sealedBytes),
      .integer(Int64(bytes.count)), .integer(row.number))
  }

  /// These came: takes out whatever waited for nothing else, in the order of parking. Looks at nothing that did not wait
  /// for one of them.
  public func takeParked(waitingFor names: [[UInt8]]) throws -> [ParkedRow] {
    var touched: Set<Int64> = []
    for name in names {
      let waiting = try rows("SELECT parked FROM parked_wait WHERE missing = ?", .bytes(name))
      guard !waiting.isEmpty else { continue }
      for row in waiting { touched.insert(try row.integer(0)) }
      try run("DELETE FROM parked_wait WHERE missing = ?", .bytes(name))
    }
    return try touched.sorted().compactMap { number in
      guard try !exists("SELECT 1 FROM parked_wait WHERE parked = ? LIMIT 1", .integer(number)),
        let row = try row(
          "SELECT number, id, peer, sealed FROM parked WHERE number = ?", .integer(number))
      else { return nil }
      let taken = try parked(row)
      try run("DELETE FROM parked WHERE number = ?", .integer(number))
      return taken
    }
  }

  /// Everything that this peer brought and that waits still goes.
  public func forgetParked(from peer: SigningKey) throws {
    try run("DELETE FROM parked WHERE peer = ?", .id(peer))
  }
}

enum Number {
  /// 8 bytes, big-endian.
  static func bytes(_ number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * Int64($0))) }
  }
}
